import Archive
import SeededRandom

/// A document of ours as somebody called Zed leaves it, who works on it with a word processor.
struct Review {
  private var files: [ZipReader.PackedFile]
  private var body: String
  private var comments: String

  private static let (bodyName, commentsName) = ("word/document.xml", "word/comments.xml")
  private static let by = "w:author=\"Zed\" w:date=\"2031-01-01T10:20:00Z\""

  init(of document: [UInt8]) throws {
    let files = try ZipReader.files(in: document)
    func text(_ name: String) -> String {
      files.first { $0.name == name }.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
    }
    self.files = files
    (body, comments) = (text(Self.bodyName), text(Self.commentsName))
  }

  var bytes: [UInt8] {
    var zip = ZipWriter()
    for file in files {
      switch file.name {
      case Self.bodyName: zip.add(file.name, Array(body.utf8))
      case Self.commentsName: zip.add(file.name, Array(comments.utf8))
      default: zip.add(file.name, file.bytes)
      }
    }
    return zip.finished()
  }

  /// Puts words in before a run that nobody changed.
  mutating func insert(_ words: String, using random: inout SeededGenerator) -> Bool {
    guard let run = keptRuns.randomElement(using: &random) else { return false }
    let insertion =
      "<w:ins w:id=\"90001\" \(Self.by)><w:r w:rsidR=\"00AB12CD\"><w:t xml:space=\"preserve\">\(words)</w:t></w:r></w:ins>"
    body.insert(contentsOf: insertion, at: run.lowerBound)
    return true
  }

  /// Comments on a run that nobody changed.
  mutating func comment(_ words: String, using random: inout SeededGenerator) -> Bool {
    guard let run = keptRuns.filter({ !body[$0].contains("zed ") }).randomElement(using: &random) else {
      return false
    }
    body.replaceSubrange(
      run,
      with: "<w:commentRangeStart w:id=\"90002\"/>\(body[run])<w:commentRangeEnd w:id=\"90002\"/>"
        + "<w:r><w:commentReference w:id=\"90002\"/></w:r>")
    let comment =
      "<w:comment w:id=\"90002\" \(Self.by) w:initials=\"Z\"><w:p><w:r><w:t>\(words)</w:t></w:r></w:p></w:comment>"
    guard let end = comments.firstRange(of: "</w:comments>") else { return false }
    comments.insert(contentsOf: comment, at: end.lowerBound)
    return true
  }

  /// Accepts or rejects one of the insertions and deletions, if there is one.
  mutating func settleOne(accepting: Bool, using random: inout SeededGenerator) {
    let changes = ["ins", "del"].flatMap { name in elements("w:\(name)").map { (name, $0) } }
    guard let (name, change) = changes.randomElement(using: &random) else { return }
    let inside = body[change].dropFirst(body[change].prefix { $0 != ">" }.count + 1).dropLast(8)
    let stays = (name == "ins") == accepting
    let text = inside.replacing("w:delText", with: "w:t").replacing("w:delInstrText", with: "w:instrText")
    body.replaceSubrange(change, with: stays ? String(text) : "")
  }

  /// The runs of plain text that are neither put in nor taken out.
  private var keptRuns: [Range<String.Index>] {
    let changed = elements("w:ins") + elements("w:del")
    return elements("w:r").filter { run in
      body[run].hasPrefix("<w:r><w:t ") && !changed.contains { $0.overlaps(run) }
    }
  }

  /// Elements of the body that have content and hold no others of the name.
  private func elements(_ name: String) -> [Range<String.Index>] {
    var found: [Range<String.Index>] = []
    var rest = body[...]
    while let start = rest.firstRange(of: "<\(name)") {
      rest = rest[start.upperBound...]
      guard let next = rest.first, next == ">" || next == " ", let head = rest.firstIndex(of: ">"),
        body[body.index(before: head)] != "/", let end = rest.firstRange(of: "</\(name)>")
      else { continue }
      found.append(start.lowerBound..<end.upperBound)
      rest = rest[end.upperBound...]
    }
    return found
  }
}
