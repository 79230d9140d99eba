extension ForeignWords {
  static let swedish = ForeignWords(
    starters: Set(
      words: """
        den det de en ett denna detta dessa han hon vi jag ni du man ingen inget inga någon något några alla allt många
        var vem vad när där här då nu sedan så men och eller att som om i på av för med till från under över efter före
        vid mot utan enligt genom mellan hos ur inte också redan ännu endast dock därför emellertid eftersom medan
        innan ty hans hennes deras dess vår min sin är hade har skulle kunde se jfr ibid
        """),
    always: Set(
      words: """
        prof dr em doc docent fil teol jur hr fru frk kapten st s.k t.ex dvs d.v.s bl.a m.fl jfr jmf resp red utg övers f.d
        kungl k ing f.ö p.g.a m.a.o t.o.m fr.o.m o.s.v ca c lat gr eng ty fr sv kap kyrkoh bisk
        """),
    numbered: Set(
      words: """
        s sid ss f ff fol bl nr n vol bd bil fig tab kap st not anm art sp häfte h del d årg avd mom § kol pl tavla v rad
        ms cod hs sign b t
        """),
    often: Set(words: "m.fl al et.al"), lastWords: Set(words: "osv etc m.m o.s.v o.d dyl o.dyl m.fl"),
    counted: Set(words: "kr km m cm kg ha milj mdr st f ff"), eras: ["f. Kr", "e. Kr", "f.Kr", "e.Kr"])

  /// Danish and Norwegian.
  static let danish = ForeignWords(
    starters: Set(
      words: """
        den det de en et ei denne dette disse han hun vi jeg i du man ingen intet ingenting nogen noget alle alt mange
        var hvem hva hvad når hvor her der da nå nu så men og eller at som om på av af for med til fra under over etter
        efter før ved mot mod uten uden ifølge gjennom gennem mellom mellem ikke også allerede ennå kun dog derfor
        imidlertid fordi mens innen inden thi hans hennes hendes deres dets vår vor min sin er hadde havde har skulle
        kunne se jf jfr ibid
        """),
    always: Set(
      words: """
        prof dr em lektor hr fru frk kapt st skt s.k f.eks fx dvs d.v.s bl.a jf jfr jvf cf resp red udg utg overs ca c lat
        gr eng ty kgl cand mag stud phil theol jur pga m.a.o t.o.m bisp
        """),
    numbered: Set(
      words: """
        s sd ss f ff fol bl nr no n vol bd bind fig tab kap pkt note anm art sp hefte h del d årg avd afd stk § kol pl v
        ms cod hs sign b t litra
        """),
    often: Set(words: "m.fl al et.al"), lastWords: Set(words: "osv etc m.m o.l mv m.v m.fl"),
    counted: Set(words: "kr km m cm kg ha mill mia mrd rdl f ff"),
    eras: ["f. Kr", "e. Kr", "f.Kr", "e.Kr", "f.v.t", "e.v.t"])
}
