/// A question that is measured, as the path under a paper that asks it.
struct ReadQuestion {
  var name: String
  var path: String
  /// Whether it is an export: those are bounded by what they take of memory, the others by their time.
  var isExport = false

  /// All that is asked of a paper.
  static func all(of paper: ReadPaper) -> [ReadQuestion] {
    let (place, handle) = (paper.place, paper.scholar.handle)
    let (x, a) = (paper.corrections / 2 + 1, paper.annotations / 2 + 1)
    return [
      ReadQuestion(name: "corrections", path: "corrections"),
      ReadQuestion(name: "corrections by status", path: "corrections?status=accepted"),
      ReadQuestion(name: "corrections by person", path: "corrections?by=\(handle)"),
      ReadQuestion(name: "corrections on an address", path: "corrections?on=\(place)"),
      ReadQuestion(
        name: "corrections, last page", path: "corrections?after=\(max(0, paper.corrections / 4))"),
      ReadQuestion(name: "annotations", path: "annotations"),
      ReadQuestion(name: "annotations by tag", path: "annotations?tag=date"),
      ReadQuestion(name: "annotations on an address", path: "annotations?on=\(place)"),
      ReadQuestion(name: "thing, a correction", path: "things/x\(x / 4 + 1)"),
      ReadQuestion(name: "thing, an annotation", path: "things/a\(a / 4 + 1)"),
      ReadQuestion(name: "history", path: "history?limit=100"),
      ReadQuestion(name: "history of a thing", path: "history?of=x\(x / 4 + 1)"),
      ReadQuestion(name: "history of an address", path: "history?of=\(place)"),
      ReadQuestion(name: "consensus at an address", path: "consensus?on=\(place)"),
      ReadQuestion(name: "text at an address", path: "text?address=\(place)"),
      ReadQuestion(name: "text at an address, consensus", path: "text?address=\(place)&consensus=true"),
      ReadQuestion(name: "find a word in the text", path: "find?text=ships"),
      ReadQuestion(name: "find a word in what was said", path: "find?text=remark&in=all"),
      ReadQuestion(name: "find a phrase in what was said", path: "find?text=%22other+hand%22&in=all"),
      ReadQuestion(name: "find a prefix in corrections", path: "find?text=ledg*&in=corrections"),
      ReadQuestion(name: "find what nobody said", path: "find?text=cormorant&in=all"),
      ReadQuestion(name: "export text", path: "export/text", isExport: true),
      ReadQuestion(name: "export markdown", path: "export/markdown", isExport: true),
      ReadQuestion(name: "export json", path: "export/json", isExport: true),
    ]
  }

  /// The path of the request at a position, or now where none is given.
  func path(of paper: ReadPaper, at position: Int64?) -> String {
    let moment = position.map { (path.contains("?") ? "&" : "?") + "at=@\($0)" } ?? ""
    return "/papers/\(paper.slug)/\(path)\(moment)"
  }
}
