import Editions
import Foundation
import Manuscript
import Scholarship
import Testing
import Views

/// What pandoc reads of a document with tracked changes. Only where it is installed.
@Suite("What pandoc reads of a DOCX", .enabled(if: Oracle.has("pandoc"), "no pandoc"))
struct PandocTests {
  @Test(arguments: Oracle.seeds(12))
  func `accepted and rejected it reads the same words`(seed: UInt64) throws {
    let bytes = try Group.random(seed: seed).edition().rendered(as: .docx)
    var reader = try WordReader(bytes)
    // It takes what a field shows for text.
    reader.readsFields = true
    for accepting in [true, false] {
      let mode = accepting ? "accept" : "reject"
      let read = try blocks(of: bytes, mode)
      let blocks = reader.blocks(accepting: accepting)
      #expect(
        Self.letters(of: Self.words(of: read)) == Self.letters(of: blocks.map(\.text).joined()),
        "seed \(seed), \(mode)")
      let notes = reader.notes(accepting: accepting)
      let expected = blocks.flatMap(\.notes).map { Self.letters(of: notes[$0] ?? "") }
      let readNotes = Self.nodes("Note", in: read).map { Self.letters(of: Self.words(of: $0["c"] as Any)) }
      #expect(readNotes == expected, "seed \(seed), \(mode)")
    }
  }

  @Test func `of code it reads corrections, comments and notes`() throws {
    var sketch = Sketch()
    sketch.add(.code, "x = 1\ny = 2", notes: [(1, after: "x = 1")])
    sketch.add(.paragraph, "Between.")
    sketch.add(.code, "kept")
    sketch.add(.note, "Why?")
    var group = try Group(on: sketch.document)
    try group.pass("2", "3")
    try group.correct(group.range(of: "1"), "7")
    let bytes = group.edition().rendered(as: .docx)
    for (mode, words) in [("accept", "x=1y=3"), ("reject", "x=1y=2"), ("all", "x=1y=32")] {
      let read = try blocks(of: bytes, mode)
      #expect(Self.letters(of: Self.words(of: read)) == words + "Between.kept", "\(mode)")
      #expect(Self.nodes("Note", in: read).map { Self.words(of: $0["c"] as Any) } == ["Why?"], "\(mode)")
      #expect(Self.nodes("CodeBlock", in: read).map(Self.words) == ["kept"], "\(mode)")
      let comments = Self.nodes("Span", in: read).filter(Self.isComment)
      #expect(comments.isEmpty == (mode != "all"), "\(mode)")
    }
  }

  /// The blocks that it reads, as the nodes of a tree.
  private func blocks(of bytes: [UInt8], _ mode: String) throws -> Any {
    let file = FileManager.default.temporaryDirectory.appending(path: "recension-\(UUID().uuidString).docx")
    defer {
      do { try FileManager.default.removeItem(at: file) } catch { Issue.record("\(file) is left: \(error)") }
    }
    try Data(bytes).write(to: file)
    let (status, said) = try Oracle.run(
      "pandoc", ["--track-changes=\(mode)", "-f", "docx", "-t", "json", file.path()])
    try #require(status == 0, "\(said)")
    let tree = try JSONSerialization.jsonObject(with: Data(said.utf8)) as? [String: Any]
    return try #require(tree?["blocks"])
  }

  /// All nodes of a type in a tree, in order.
  private static func nodes(_ type: String, in tree: Any) -> [[String: Any]] {
    if let list = tree as? [Any] { return list.flatMap { nodes(type, in: $0) } }
    guard let node = tree as? [String: Any] else { return [] }
    return (node["t"] as? String == type ? [node] : []) + nodes(type, in: node["c"] as Any)
  }

  /// The words of a tree, without those of its notes and comments.
  private static func words(of tree: Any) -> String {
    if let list = tree as? [Any] { return list.map(words).joined() }
    guard let node = tree as? [String: Any], let type = node["t"] as? String else { return "" }
    switch type {
    case "Str": return node["c"] as? String ?? ""
    case "Code", "CodeBlock": return (node["c"] as? [Any])?.last as? String ?? ""
    case "Note": return ""
    default: return isComment(node) ? "" : words(of: node["c"] as Any)
    }
  }

  /// Whether a node holds a comment, at the place where what it is about begins.
  private static func isComment(_ node: [String: Any]) -> Bool {
    let attributes = (node["c"] as? [Any])?.first as? [Any] ?? []
    return attributes.contains { ($0 as? [String])?.contains("comment-start") == true }
  }

  /// A text as far as it is not blank, without the bars that stand between cells.
  private static func letters(of text: String) -> String {
    let scalars = text.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "|" }
    return String(String.UnicodeScalarView(scalars))
  }
}
