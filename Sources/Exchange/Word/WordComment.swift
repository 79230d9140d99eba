internal import XML

/// A comment of a document for word processors.
struct WordComment {
  var id: String
  var author: String?
  var date: String?
  /// Its paragraphs.
  var lines: [String] = []
  /// The id of its last paragraph, by which others answer it.
  var paragraph: String?

  /// Those of `word/comments.xml`.
  static func read(_ part: [UInt8]) throws(XMLError) -> [WordComment] {
    var comments: [WordComment] = []
    var reader = XMLReader(part, depthLimit: 256)
    var path: [String] = []
    while let piece = try reader.next() {
      switch piece {
      case .start(let name, let attributes):
        path.append(name)
        if name == "w:comment", let id = attributes["w:id"] {
          comments.append(WordComment(id: id, author: attributes["w:author"], date: attributes["w:date"]))
        }
        guard !comments.isEmpty else { continue }
        switch name {
        case "w:p":
          comments[comments.count - 1].lines.append("")
          comments[comments.count - 1].paragraph = attributes["w14:paraId"]
        case "w:br", "w:cr": comments[comments.count - 1].add("\n")
        case "w:tab" where path.dropLast().last == "w:r": comments[comments.count - 1].add("\t")
        default: break
        }
      case .end: path.removeLast()
      case .text(let text):
        if path.last == "w:t", !comments.isEmpty { comments[comments.count - 1].add(text) }
      }
    }
    return comments
  }

  private mutating func add(_ text: String) {
    guard !lines.isEmpty else { return }
    lines[lines.count - 1] += text
  }

  /// Which paragraphs answer which, by `word/commentsExtended.xml`.
  static func parents(_ part: [UInt8]) throws(XMLError) -> [String: String] {
    var parents: [String: String] = [:]
    var reader = XMLReader(part, depthLimit: 256)
    while let piece = try reader.next() {
      guard case .start("w15:commentEx", let attributes) = piece, let paragraph = attributes["w15:paraId"],
        let parent = attributes["w15:paraIdParent"]
      else { continue }
      parents[paragraph] = parent
    }
    return parents
  }
}
