extension ForeignWords {
  static let french = ForeignWords(
    starters: Set(
      words: """
        le la les l'on un une des du de ce cet cette ces il elle ils elles on nous vous je tu ils son sa ses leur
        leurs notre nos mon ma mes personne rien tout tous toute toutes aucun aucune chaque plusieurs quelques
        certains d'autres mais et ou or donc car ni puis alors ainsi aussi cependant pourtant toutefois néanmoins
        enfin ensuite après avant pendant depuis dans en à au aux sur sous par pour avec sans entre vers chez
        selon si quand lorsque comme quoique bien que qui quel quelle où comment pourquoi c'est c'était voir cf
        ici là y n'est
        """),
    always: Set(
      words: """
        m mm mme mmes mlle mlles mgr dr pr me ste sts cf vs ca env éd éds ed dir coll trad ex par.ex p.ex c.-à-d
        i.e av apr resp s sq d'apr abbé dép mun nat card gén col cap lieut lt cdt gal vve chev chan adj mons archev bibl
        """),
    numbered: Set(
      words: """
        p pp n nn no nos n° nº vol vols t tt tome chap ch art fig figs pl tab fol fols f ff fo ms mss cod liv l ll
        v vv col cols par § sect suppl ép lettre réf inv cote cap lib sér doc annexe
        """),
    often: Set(words: "al et.al st jr éd"), lastWords: Set(words: "etc"),
    counted: Set(words: "sq sqq ss suiv s"), eras: ["J.-C", "J. C", "J.C", "è. c", "e. c"])

  static let spanish = ForeignWords(
    starters: Set(
      words: """
        el la los las lo un una unos unas este esta estos estas ese esa eso aquel aquella él ella ellos ellas yo
        nosotros se su sus mi nadie nada todo todos toda todas algunos muchos cada pero y o ni sino aunque porque
        pues así también además sin con en a al de del hacia por para desde hasta entre sobre tras según cuando como
        donde si no qué quién cuál dónde cómo entonces después antes luego hoy ayer es era fue véase cf
        """),
    always: Set(
      words:
        "sr sra sres srta d dña da dr dra prof profa lic ing gral cnel tte card mons pbro excmo excma ilmo ilma rvdo rvda mtro lcdo lcda sgto alm cap fr sto sta cf cfr ed eds trad comp p.ej v"
    ),
    numbered: Set(
      words: """
        p pp pág págs n nn núm núms no n° nº vol vols t cap caps art arts fig figs tab lám fol fols f ff ms mss cod
        lib l v vv col § secc doc leg exp s cód códs párr apdo disp cláus inc aprox
        """),
    often: Set(words: "al et.al ud uds ee.uu ff.aa cc.oo rr.hh"), lastWords: Set(words: "etc"),
    counted: Set(words: "s ss sig sigs"), eras: ["a.C", "a. C", "d.C", "d. C", "a. de C", "d. de C"])

  static let portuguese = ForeignWords(
    starters: Set(
      words: """
        o a os as um uma uns umas este esta estes estas esse essa isso isto aquele aquela ele ela eles elas eu nós nos vós
        se seu sua seus suas ninguém nada tudo todos todas alguns muitos cada mas porém e ou nem pois assim também além
        sem com em na no nas nos ao à aos às de do da dos das por pelo pela para desde até entre sobre segundo quando
        como onde não que quem qual porque então depois antes logo hoje é era foi há veja cf ver
        """),
    always: Set(
      words: """
        sr sra srs srta d dr dra drs prof profa eng arq gen cel cap maj pe fr sto sta s cf cfr ed eds trad org orgs coord
        p.ex ex v av exmo ilmo núm
        """),
    numbered: Set(
      words: """
        p pp pág págs n nn núm no n° nº vol vols t cap caps art arts fig figs tab est fol fols fl fls f ff ms mss cod cód
        lib liv l v vv col § sec doc docs cx mç maço cit op nr inc cláus §§ ac proc aprox
        """),
    often: Set(words: "al et.al"), lastWords: Set(words: "etc"), counted: Set(words: "s ss séc"),
    eras: ["a.C", "a. C", "d.C", "d. C"])

  static let italian = ForeignWords(
    starters: Set(
      words: """
        il lo la i gli le l'altro un uno una questo questa questi queste quello quella quel ciò egli ella esso essa
        essi lui lei loro io noi si suo sua suoi nessuno niente tutto tutti tutte ogni alcuni molti ma e o né però
        anche così quindi dunque infatti tuttavia inoltre poi dopo prima quando come dove se perché poiché mentre
        in a al alla di del della da dal nel nella nello nei negli nelle verso con su per tra fra non chi che cosa quale è era fu sono cfr cf vedi
        """),
    always: Set(
      words: """
        sig sigg sig.ra sig.na dott dott.ssa prof prof.ssa avv ing mons gen col card cav on arch geom rag fra cfr cf vd ed eds trad
        es p.es cons trib ten magg serg amm ammir sen dep comm
        """),
    numbered: Set(
      words: """
        p pp pag pagg n nn no n° nº vol voll t cap capp art artt fig figg tav tavv tab fol foll f ff ms mss cod lib
        l v vv col § sez doc sec secc saec c cc co r
        """),
    often: Set(words: "al et.al"), lastWords: Set(words: "ecc etc"),
    counted: Set(words: "s ss sgg seg segg"), eras: ["a.C", "a. C", "d.C", "d. C"])
}
