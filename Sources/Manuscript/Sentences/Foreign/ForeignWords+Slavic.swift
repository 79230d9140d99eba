extension ForeignWords {
  static let polish = ForeignWords(
    starters: Set(
      words: """
        w we z ze na do od po za przez pod nad przed przy dla bez u o ku między on ona ono oni one my wy ja ty to ten ta
        te ci tego tej tych tym ten jego jej ich nasz mój swój kto co jak gdzie kiedy gdy jeśli jeżeli czy tak nie ale
        lecz a i oraz albo lub więc jednak dlatego ponieważ gdyż choć aby żeby potem następnie wtedy teraz tu tutaj tam
        już jeszcze nawet tylko także też nikt nic wszystko wszyscy każdy jeden był była było były jest są zob por według
        podczas mimo obok wśród kim czym kogo
        """),
    always: Set(
      words: """
        prof dr oo śś woj krak hab mgr inż doc ks św bł bp abp kard gen płk ppłk mjr kpt por zob por np tzn tj tzw m.in tłum przekł
        red oprac wyd ul al pl os cyt ww wg o s.p śp jw nakł dzieł ed łac gr niem ang franc ros ok ur zm cf vol najw
        """),
    numbered: Set(
      words: """
        s ss t tt r rozdz ryc przyp tab il rys fot art ust pkt par poz nr z zesz k f fol rkps sygn vol cz wyd wers w str
        szp kol tabl dok § ul al nlb lit aneks
        """),
    often: Set(words: "i.in al im"), lastWords: Set(words: "itd itp i.in etc"),
    counted: Set(words: "r w zł gr tys mln mld km m cm kg ha godz min nn n s k"),
    eras: ["p.n.e", "n.e", "p. n. e", "n. e"])

  static let czech = ForeignWords(
    starters: Set(
      words: """
        v ve z ze na do od po za přes pod nad před při pro bez u o k ke mezi s se on ona ono oni my vy já ty to ten ta ti
        ty toho této těchto tento tato jeho její jejich náš můj svůj kdo co jak kde kdy když jestli zda tak ne ale avšak
        a i nebo či proto protože neboť ačkoli aby potom pak tehdy nyní zde tam už ještě jen také též nikdo nic vše
        všichni každý jeden byl byla bylo byli je jsou viz srov podle během
        """),
    always: Set(
      words: """
        prof dr doc phdr judr mudr rndr mgr ing bc sv bl gen plk mjr kpt srov např tj tzv tzn mj překl ed eds red vyd roz
        zvl lat řec něm angl franc cca cf arcib bisk p pí fr akad nar zemř vl hl
        """),
    numbered: Set(
      words: """
        s ss str sv č čís roč kap obr tab pozn odst písm čl zák sb par § fol f sign inv kart karton n kn díl př příl vol
        no cod ms l list ř sl sloup
        """),
    often: Set(words: "a.kol al et.al"), lastWords: Set(words: "atd apod aj etc"),
    counted: Set(words: "stol st km m cm kg ha hod min tis mil mld kčs kč l r nn n"),
    eras: ["př. n. l", "n. l", "př. Kr", "po Kr", "n.l", "př.n.l"],
    countedNouns: Set(words: "strana list kapitola číslo svazek"),
    ordinalLeads: Set(words: "v ve z ze na do od po za dne roku den"),
    ordinalNouns: [])
}
