/// Answers of a server about a paper named essay.
enum Samples {
  static let time = "2026-03-01T12:34:56.789Z"

  static let claim = #"""
    {"id":"c1","kind":"claim","status":"contested","by":"ada","at":"\#(time)","position":8,\#
    "statement":"The bridge was built in 1911.","claimKind":"date","ranges":[[10,32]],"address":"p3.2",\#
    "quote":"the bridge of that year","wording":1,"stances":{"ada":{"stance":"agree","confidence":4,\#
    "onEarlierWording":false,"at":"\#(time)","position":9},"bel":{"stance":"disagree","reason":"Too early.",\#
    "onEarlierWording":false,"at":"\#(time)","position":10}},"links":[{"relation":"contradicts","other":"c2",\#
    "by":"ada","at":"\#(time)","position":11}],"disputes":["d1"],"disputed":["d1"],"textChanged":true}
    """#

  static let tally = #"{"for":["ada","bel"],"against":["cyd"],"abstained":[],"recused":[],"silent":["edd"]}"#

  static let correction = #"""
    {"id":"x1","kind":"correction","status":"accepted","by":"ada","at":"\#(time)","position":12,\#
    "address":"p3.2","range":[10,14],"old":"1911","new":"1912","class":"fact","reason":"As on the plaque.",\#
    "evidence":[],"version":1,"basis":"ballot","tally":\#(tally),"votes":{"cyd":{"vote":"against",\#
    "reason":"The plaque is later.","at":"\#(time)","position":14}}}
    """#

  static let papers = list(paper)

  static let paper = #"""
    {"slug":"essay","title":"An Essay","base":"ab","role":"owner","by":"owner","at":"\#(time)","position":1,\#
    "claims":2,"annotations":0,"disputes":1,"corrections":3,"last":20}
    """#

  /// What has no place: in two places, near one with other words, and nowhere.
  static let orphans = [
    #"""
    {"id":"a1","kind":"annotation","lost":"ambiguous","by":"ada","quote":"the ferry","before":"…old man of ",\#
    "after":"…","base":"sha256:ab","candidates":[{"address":"p3:the ferry","excerpt":"…by the ferry…",\#
    "before":"He came by ","quote":"the ferry","after":" at noon.\n\nNobody saw it.…"},\#
    {"address":"p4:the ferry","excerpt":"The ferry…","before":"…Nobody saw it. ","quote":"the ferry",\#
    "after":" had left."}]}
    """#,
    #"""
    {"id":"x2","kind":"correction","lost":"orphaned","by":"bel","quote":"","before":"…the ","after":" bridge…",\#
    "base":"sha256:ab","candidates":[],"nearest":{"address":"p3/4+0","excerpt":"the |bridge","before":"…the ",\#
    "quote":"","after":"bridge"}}
    """#,
    #"""
    {"id":"c1","kind":"claim","lost":"orphaned","by":"ada","quote":"of old","before":"","after":"",\#
    "base":"sha256:ab","candidates":[]}
    """#,
  ]

  static func list(_ items: String..., at: Int = 20, next: Int? = nil) -> String {
    let rest = next.map { #","next":\#($0)"# } ?? ""
    return #"{"v":1,"at":\#(at),"items":[\#(items.joined(separator: ","))]\#(rest)}"#
  }

  static func thing(_ item: String) -> String {
    #"""
    {"v":1,"at":20,"item":\#(item),"context":{"address":"p3.2","before":"…Before ","quote":"the words","after":" after…"},\#
    "annotations":[],"disputes":[],"history":[]}
    """#
  }

  static func member(_ handle: String) -> String {
    #"{"handle":"\#(handle)","role":"scholar","joined":true,"by":"owner","at":"\#(time)","position":3}"#
  }

  /// An item of a history.
  static func event(_ position: Int, by handle: String) -> String {
    #"{"position":\#(position),"sequence":1,"at":"\#(time)","by":"\#(handle)","type":"x","ids":[],"summary":"did"}"#
  }

  /// A message of the feed.
  static func fed(_ position: Int, _ summary: String, by: String = "ada") -> String {
    #"""
    id: \#(position)
    data: {"at":"\#(time)","by":"\#(by)","ids":["c1"],"paper":"essay","position":\#(position),"sequence":3,\#
    "summary":"\#(summary)","type":"claim.registered"}


    """#
  }

  static func receipt(_ position: Int, _ ids: String...) -> String {
    let quoted = ids.map { "\"\($0)\"" }.joined(separator: ",")
    return #"{"v":1,"position":\#(position),"ids":[\#(quoted)]}"#
  }

  /// A server with the paper, one claim and one correction, that takes whatever it is sent.
  @Sendable static func server(_ request: Received) -> Reply {
    switch (request.method, request.path) {
    case ("GET", "/papers"): .json(papers)
    case ("GET", "/status"):
      .json(#"{"v":1,"at":20,"shown":20,"server":"0.1.0","handle":"owner","paper":\#(paper),"waiting":[]}"#)
    case ("GET", "/papers/essay/claims"): .json(list(claim))
    case ("GET", "/papers/essay/corrections"): .json(list(correction))
    case ("GET", "/papers/essay/members"): .json(list(member("ada"), member("bel")))
    case ("GET", "/papers/essay/things/c1"): .json(thing(claim))
    case ("GET", "/papers/essay/things/x1"): .json(thing(correction))
    case ("GET", "/papers/essay/export/text"): .json("The text.\n")
    case ("GET", "/papers/essay/export/json"): .json("{\"position\":21}\n")
    case ("POST", "/papers/essay/commands"):
      .json(receipt(21, request.body.contains("\"claim\"") ? "c1" : "x1"))
    case ("POST", "/join"):
      .json(#"{"v":1,"position":22,"handle":"cyd","paper":"essay","role":"scholar","token":"t-cyd"}"#)
    default: .problem("no-such-thing", "There is no such thing as \(request.path).", status: 404)
    }
  }
}
