extension ForeignWords {
  static let dutch = ForeignWords(
    starters: Set(
      words: """
        de het een die dat deze dit er hij zij ze we wij ik je men niemand iemand niets iets alles alle veel enkele
        sommige hier daar dan toen daarna daarvoor daarom maar want en of ook nog al nu zo dus in op aan bij met na van
        voor uit om door over onder tegen zonder sinds tijdens wegens als toen omdat hoewel nadat voordat zodra zoals
        wie wat waar wanneer waarom hoe welke geen zijn haar hun ons onze mijn later eerst ten slotte bovendien echter
        vgl zie ibid is was waren heeft had wordt werd kan zal moet
        """),
    always: Set(
      words: """
        dr drs prof mr ir ing dhr mevr mw ds st h vgl cf ca d.w.z d.i bijv bv o.a i.v.m m.b.t t.a.v t.o.v i.p.v resp
        mej wed kapt luit burg zgn z.g geb gest red uitg vert ed eds hs jhr jkvr z.em
        """),
    numbered: Set(
      words: """
        blz p pp bl fol f nr nrs no dl dln deel h hfst hoofdst art par afb tab noot n vol jrg afl inv sign ms mss hs
        hss cap cod kol reg vs oork rek charter
        """),
    often: Set(words: "e.a et.al a.w t.a.p"),
    lastWords: Set(words: "enz etc e.d e.v ev"),
    eras: ["v. Chr", "v.Chr", "n. Chr", "n.Chr"],
    countedNouns: Set(words: "bladzijde pagina deel nummer artikel hoofdstuk noot regel vers"))
}
