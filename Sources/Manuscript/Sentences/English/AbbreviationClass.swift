/// Abbreviations that behave alike: what may follow them says whether their stop ended the sentence too.
///
/// Words are in small letters and without their last stop. From the common stock of style guides (Chicago,
/// MHRA, Oxford). Extend the tables freely, and raise `SentenceSegmenter.version` when you do.
struct AbbreviationClass: Sendable {
  /// What follows an abbreviation that does not end its sentence. Before a small letter none does.
  enum Follower: Sendable {
    /// Always something: the sentence never ends here.
    case anything
    /// A number, or one written out; before anything else the sentence ends.
    case number
    /// A number or a name; the sentence ends before a word that commonly begins one.
    case name
    /// Nothing but small letters and brackets; before a capital the sentence ends.
    case smallLetter
  }

  let name: String
  let follower: Follower
  /// Whether it is an abbreviation only if it begins with a capital.
  var isCapitalised = false
  /// A text with `|` where a sentence ends: it must come out so.
  let example: String
  let reason: String
  let words: Set<String>

  /// The class of a word as it stands before a stop; nil if it is not in the tables.
  static func of(_ word: String, isCapitalised: Bool) -> AbbreviationClass? {
    if isCapitalised, let found = capitalised[word] { return found }
    return any[word]
  }

  /// Whether no sentence ends with a word, in small letters, and its stop.
  static func isAlwaysFollowed(_ word: String) -> Bool {
    of(word, isCapitalised: true)?.follower == .anything
  }

  private static let capitalised = index { $0.isCapitalised }
  private static let any = index { !$0.isCapitalised }

  private static func index(
    _ isIncluded: (AbbreviationClass) -> Bool
  ) -> [String: AbbreviationClass] {
    var index: [String: AbbreviationClass] = [:]
    for kind in all where isIncluded(kind) {
      for word in kind.words where index[word] == nil { index[word] = kind }
    }
    return index
  }

  /// Where a word is in two classes of the same kind, the first counts.
  static let all: [AbbreviationClass] = [
    AbbreviationClass(
      name: "title", follower: .anything, isCapitalised: true,
      example: "Prof. Dr. Weiss met Gen. Clark and Mme. Roland.| They talked.",
      reason: "A title stands before a name.",
      words: Set(
        words: """
          mr mrs ms messrs mme mmes mlle dr drs prof profs rev revd fr hon gen gens col cols maj capt lt cmdr cdr
          adm sgt cpl pvt brig gov sen sens rep reps pres amb supt insp atty asst assoc dom mgr msgr card
          bp abp archbp visct mt ste ss
          """)),
    AbbreviationClass(
      name: "given name", follower: .anything, isCapitalised: true,
      example: "It was drawn by Geo. Whitfield and Th. Mommsen.| It is good.",
      reason: "A shortened given name stands before the family's.",
      words: Set(
        words: "wm geo chas thos jas jos robt saml benj edw fredk alex th chr ph joh ioh iac guil guill")),
    AbbreviationClass(
      name: "state", follower: .name, isCapitalised: true,
      example: "It was made in Bedford, Mass. Eleven were sold.",
      reason: "The abbreviated names of the states stand in addresses, inside sentences and at their end.",
      words: Set(
        words: """
          ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn mo mont neb nev okla ore pa
          penn tenn tex vt va wash wis wyo ont que
          """)),
    AbbreviationClass(
      name: "journal", follower: .name, isCapitalised: true,
      example: "See J. Am. Chem. Soc. 12 and Proc. Natl. Acad. Sci. 95.| The rest is in Ann. Bot. 4.",
      reason: "The words of a journal's or a series' title are cut, and its volume follows.",
      words: Set(
        words: """
          acad adv agric am amer anal anat ann annu anthropol app appl arch assoc astron bibl biochem biol bot bull
          cas cem chem class clin coll comm comp contrib curr dev dict diss eccl ecol econ educ eng engl entomol
          environ ephem epist eth eur evol exp gaz geog geogr geol germ hist inst int inv j jahrb jb jour journ
          lab lang lett lib ling lit log mag math mech med mem metaph misc mon monogr mus nat natl neurol nucl
          occas orient pap pathol philol philos phil phys physiol pol pr proc prog psychol publ pub quart rech
          rec res rev rom sci ser soc sociol spec stat stud suppl surg surv symp syst theol theor trans
          univ verh wiss yb zool zeitschr
          """)),
    AbbreviationClass(
      name: "press of a library", follower: .name, isCapitalised: true,
      example: "It is in Cotton Tib. B. iv and Cotton Vesp. A. i.| The rest is in Calig. A. ix.| It is old.",
      reason: "Books stand under a bust's name, whose letter and number follow.",
      words: Set(words: "tib calig galb vesp vit domit faust")),
    AbbreviationClass(
      name: "library", follower: .name,
      example:
        "It is in the Burgerbibl. Bern, in the Libr. of Laud, and in bibl. Vat. today.| It is old.",
      reason: "The library's town or the book's mark follows.",
      words: Set(
        words: "bibl libr burgerbibl stiftsbibl stadtbibl landesbibl staatsbibl nationalbibl unibibl")),
    AbbreviationClass(
      name: "work or shelf mark", follower: .number, isCapitalised: true,
      example:
        "See Suet. Aug. 28, Cic. Fam. 5 and Vat. gr. 1.| He read Bodl. 12 and went on to Thuc. 8.| It is late.",
      reason: "Authors, works and libraries are cut short before a number.",
      words: Set(
        words: """
          add aesch aeschin ambr apollod apul arist aristoph arr athan athen boeth caes cass cassiod chrys cic
          clem cypr dem diod dion enn eur eus euseb gell greg hdt hes hier hom hor hyg isid isoc iren iust jer
          joseph juv lact liv lucr lys macrob mart orig oros ov paus pers petron phaedr philostr pind plat plaut
          plin plut polyb procop prop prud quint ruf sall serv sidon stat strab suet sulp tac tert theoc theophr
          thuc tur varro vell verg virg vitr vulg xen zos etym
          aen agr alex ann apol civ conf dig ecl epist epit fin georg germ il inst leg metam mor od orat phaed praef
          resp rhet serm tusc
          exod lev deut josh judg kgs chron neh esth ps pss prov eccles isa ezek hos mic hab zeph hag zech matt
          cor gal eph thess philem heb jas pet rev
          oxy tebt lond cair ryl hib berol strasb ness giss hamb heid petr brem flor
          diog laert praep
          auct ashm lansd arund tann barocc
          vat sang ottob barb chig laur ambros bodl harl cott egerton par monac guelf rot parl pat claus foed hob val max
          bar tob jdt sir wis macc esdr jub hen dtn koh jes röm kor offb makk vind vindob voss vall cantab
          oxon plut ashb rawl pal regin urb clm cgm bnf pg pl csel ccsl cil ig
          claud ner tit nero cleop otho titus
          ant jud antiq bell noct quaest nat brut sest verr planc cael balb mur sull flacc marcell lig deiot catil rosc
          quinct caec scaur cluent har carm epod fast trist her pont rem theb silv phars pun argon cyn astron
          nub av ach eq lys eccl thesm ran vesp pax od theog agam cho eum prom supp oed phil alc andr bacch cycl hec
          hel heracl hipp iph med orest phoen rhes tro anab hell mem oec symp cyr ages lac hier phaedo crat theaet polit
          parm phileb charm lach euthyd prot gorg meno ion menex criti leg eth pol poet top an cael gen part probl
          strom paed protr cels princ haer marc prax idol pud cult scorp bapt orat cor spect monog jejun virg carn res
          trin doct retract enchir enarr tract litt barn herm did ign diogn theophil clem hippol novat lact arnob
          minuc firm basil nyss naz amb hieron prud paulin gelas fulg avit ennod jord fredeg gest chron hist
          theod grat decr sum theol quodl sent dist mal ver summ
          ber shabb erub pesah sheq sukk bes taan meg hag yeb ket ned sot git qidd sanh mak shebu zar hor zeb menah
          hul bek arak tem ker meil mid kin nid bekh
          """)),
    AbbreviationClass(
      name: "connective", follower: .anything,
      example: "The rest, e.g. Smith, i.e. the first, viz. Jones, cf. Brown, is lost.",
      reason: "They bring in what follows.",
      words: Set(
        words:
          "e.g eg i.e ie viz cf cp vs v s.v s.vv sc scil ca approx esp incl excl et op loc ad ap q.e a.k.a n.b r rer"
      )),
    AbbreviationClass(
      name: "imprint", follower: .name,
      example: "It is in the 3rd ed. Oxford reprinted it.| The 2nd was transl. A. Lang.",
      reason: "A name follows the word for what someone did to a book.",
      words: Set(words: "ed eds edn edns repr rpt transl trans rev intro pref annot comp illus abr introd")),
    AbbreviationClass(
      name: "reference", follower: .number,
      example: "See p. 34, n. 5, vol. ii.| Ibid.| The rest is in ch. 4, figs. 2 and 3.| The sixth is lost.",
      reason: "The parts of a book and of its apparatus are numbered.",
      words: Set(
        words: """
          p pp n nn no nos nr vol vols ch chs chap chaps cap fig figs para paras par pars sec secs sect sects art
          arts fol fols fos f ff l ll bk bks lib pt pts col cols tab tabs eq eqs eqn eqns ex exx exs app apps appx pl
          pls ser suppl supp b m fl cl cls doc docs ms mss box reg regs res op opp ibid ib id al vv lin sch schol
          gr lat germ gall ital hebr arab syr copt slav hisp misc saec c a abs abt anm bd bde bl hs hss taf aufl jg kap
          abb abbn abschn anmm beil blz afb hfdst hfst jrg lfg rdnr randnr rz sp ziff tafn kapp nrn teilbd halbbd ausg sig
          pag pagg tav tavv fasc capp voll foll pág págs núm núms lám planche livr feuill subsect subsec chapt
          dist quaest lect sched exh nums bap bapt bur marr q qq ziffn
          rn vgl s.v cfr
          plut frag fr frags tit cod ord def thm prop lem cor rem s ss t d nov ep epp num obs qu hom serm can §
          n° nº № cat inv acc ul posth
          """)),
    AbbreviationClass(
      name: "month or day", follower: .name,
      example: "Jan. 5 and Sept. 12 are given.| Most came in Dec.| The rest did not.",
      reason: "A day or a year follows a month.",
      words: Set(
        words:
          "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed weds thu thur thurs fri sat sun")
    ),
    AbbreviationClass(
      name: "company", follower: .name,
      example:
        "It was sold by Wool Bros. of Leeds to Apple Inc. Chairman Smith.| The firm was Salt, Inc.| It fell.",
      reason: "A firm's form ends its name, which may stand anywhere.",
      words: Set(
        words: "inc ltd co cos corp bros plc llc gmbh pty assn assoc dept univ inst mfg govt intl natl")),
    AbbreviationClass(
      name: "suffix", follower: .name,
      example: "William Hale Jr. Surveyors made it.| It was Bell Sr.| The son was dead.",
      reason: "They end a name, and may stand before another part of it.",
      words: Set(words: "jr sr esq bt bart ret dec'd")),
    AbbreviationClass(
      name: "street", follower: .name,
      example: "St. Petersburg is not on Main St.| The church is.",
      reason: "A saint or a fort stands before a name, a street after one.",
      words: Set(words: "st ave blvd rd ft sq pk hwy")),
    AbbreviationClass(
      name: "unit", follower: .number,
      example: "He was 6 ft. 2 in. tall and ran 5 mi.| Nobody followed.",
      reason: "A smaller unit's number may follow.",
      words: Set(
        words:
          "yrs mos wks mi yd yds lb lbs oz cwt km cm mm kg mg g hr hrs min mins deg gal qt pt °c °f s.d d.f")),
    AbbreviationClass(
      name: "and so on", follower: .smallLetter,
      example: "Wool, salt, tin, etc. (not iron) were sold, etc.| Iron came later.",
      reason: "It ends a list, and a list often ends the sentence.",
      words: Set(words: "etc &c")),
    AbbreviationClass(
      name: "pointer", follower: .name,
      example: "See Moore, q.v. Smith has more.",
      reason: "It points at what stands before it.",
      words: Set(
        words: "q.v qq.v s.a s.l n.d n.p anon cent est passim et.al ad.loc ad.fin var vac om codd edd")),
    AbbreviationClass(
      name: "place cited", follower: .number,
      example: "Loc. cit.| Moore gives no source.| See Lund, op. cit. 9.",
      reason: "It stands for a title, after which the page or nothing follows.",
      words: Set(words: "cit laud cited sqq seq seqq")),
  ]
}
