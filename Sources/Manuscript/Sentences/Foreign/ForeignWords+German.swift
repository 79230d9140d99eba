extension ForeignWords {
  static let german = ForeignWords(
    starters: Set(
      words: """
        der die das den dem des ein eine einen einem einer eines er sie es wir ich ihr man dieser diese dieses
        diesem diesen jener jene jenes niemand jemand nichts etwas alles alle viele einige manche mehrere beide
        hier dort da dann danach davor dabei dazu damit daher darum deshalb deswegen trotzdem dennoch jedoch aber
        doch denn und oder sondern auch nur noch schon erst nun jetzt so also zwar im am an in auf aus bei mit
        nach von vor zu zum zur über unter um durch für gegen ohne seit während wegen trotz wenn weil als ob
        obwohl obgleich nachdem bevor sobald solange wie wo was wer wen wem warum wann woher wohin welche welcher
        welches kein keine keiner sein seine seiner ihre ihren ihrem unser unsere mein meine später früher zuerst
        zuletzt schließlich ferner außerdem zudem vielmehr allerdings freilich gewiss vielleicht vgl siehe ebd
        ebenso anders ist sind war waren hat haben hatte wird werden wurde wurden kann können soll sollte muss
        """),
    always: Set(
      words: """
        dr prof u hr fr fa frl st hl hll sel vgl cf ca etwa bzw bspw d.h d.i z.b z.t sog gen geb gest evtl ggf bes insb
        insbes inkl einschl exkl hrsg hg ed eds bearb übers verf vf zit lat gr mhd ahd gem lt mag dipl ing i.d.r i.v v.m m.w i.s i.d verw
        m.e m.w u.d.t i.e e.g v n i o.g s.a s.o s.u sc scil sir mr mrs bgm kgl kais k.u pfr min jos joh wilh friedr
        allg röm dt phil jur theol med rer nat habil em inh red reg bez reg.-bez lic pol verh gesch begr hist frhr gf
        dän schwed poln griech böhm mähr schles westfäl thür meckl brandenb nieders kaiserl bischöfl herzogl kurfürstl
        bayer preuß österr oberösterr niederösterr württ sächs hess niederl franz engl ital gen kath evang luth jüd städt staatl
        """),
    numbered: Set(
      words: """
        s bd bde nr nrn art abs abschn abt abb tab taf anm fn kap t § §§ v vv z bl fol p pp n vol vols h hft jg rn
        rdnr rz ziff ziffn anmm abbn randnr teilbd halbbd beil lfg lit str sp hs hss ms mss cod cap lib no aufl ausg urk reg inv sign kat
        best rep jes dtn ders dies apg mt mk lk op opp az fam
        """),
    often: Set(
      words: """
        u.a u.ä o.ä u.u al et.al a.a.o ebd usf mio mrd tsd fam arch staatsarch stadtarch landesarch archiv bibl slg gem
        pfr univ ges
        """),
    lastWords: Set(words: "usw etc u.ä.m u.s.w s.w"),
    counted: Set(words: "f ff std min sek jh jhs jhdt jahrh uhr"),
    eras: ["v. Chr", "v.Chr", "n. Chr", "n.Chr", "v. u. Z", "u. Z", "u.Z"],
    countedNouns: Set(
      words: """
        seite seiten band bände nummer artikel absatz abschnitt abbildung tabelle tafel anmerkung kapitel teil
        blatt vers verse zeile zeilen heft ziffer satz paragraph stufe zimmer gleis klasse jahr jahre version
        """),
    ordinalLeads: Set(
      words: """
        am im der die das den dem des vom zum zur beim bis seit ab ein eine einen einem einer eines sein seine
        seinem seinen seiner seines ihr ihre ihrem ihren ihrer unser unserem unseren mein meinem jeder jede jedes
        jedem dieser diese dieses diesem diesen welcher ins aufs ans
        """),
    ordinalNouns: Set(
      words: """
        januar jänner jan februar feber feb märz april apr mai juni jun juli jul august aug september sept sep
        oktober okt november nov dezember dez jahrhundert jahrhunderts jahrhunderte jh jhs jhdt jahrtausend
        weltkrieg weltkriegs auflage aufl ausgabe band kapitel teil buch gesang akt szene semester lebensjahr
        satz satzes satze aufzug hälfte viertel drittel jahrzehnt dynastie
        """), capitalisesNouns: true)
}
