import Editions
import Foundation
import Manuscript
import Scholarship
import Testing
import Views

/// What pandoc reads of a document with tracked changes. Only where it is installed.
@Suite("What pandoc reads of a DOCX", .enabled(if: Oracle.has("pandoc")))
struct PandocTests {
  @Test(arguments: 0..<12 as Range<UInt64>)
  func `accepted and rejected it reads the same words`(seed: UInt64) throws {
    let bytes = try Group.random(seed: seed).edition().rendered(as: .docx)
    let reader = try WordReader(bytes)
    // It takes what a field shows for text.
    let fields = [reader.document, reader.footnotes].flatMap { $0.all("w:fldChar") }
    guard fields.isEmpty else { return }
    let file = FileManager.default.temporaryDirectory.appending(path: "recension-\(UUID().uuidString).docx")
    defer {
      do { try FileManager.default.removeItem(at: file) } catch { Issue.record("\(file) is left: \(error)") }
    }
    try Data(bytes).write(to: file)
    for accepting in [true, false] {
      let mode = accepting ? "accept" : "reject"
      let (status, said) = try Oracle.run(
        "pandoc", ["--track-changes=\(mode)", "-f", "docx", "-t", "json", file.path()])
      try #require(status == 0, "seed \(seed): \(said)")
      let tree = try JSONSerialization.jsonObject(with: Data(said.utf8)) as? [String: Any]
      let read = Self.words(of: tree?["blocks"] as Any)
      let expected = reader.blocks(accepting: accepting).map(\.text).joined().replacing("|", with: "")
      #expect(
        Self.letters(of: read).replacing("|", with: "") == Self.letters(of: expected), "seed \(seed), \(mode)"
      )
    }
  }

  /// The words of a tree, without those of its notes and without what is said of them.
  private static func words(of tree: Any) -> String {
    if let list = tree as? [Any] { return list.map(words).joined() }
    guard let node = tree as? [String: Any], let type = node["t"] as? String else { return "" }
    switch type {
    case "Str": return node["c"] as? String ?? ""
    case "Code", "CodeBlock": return (node["c"] as? [Any])?.last as? String ?? ""
    case "Note": return ""
    default: return words(of: node["c"] as Any)
    }
  }

  /// A text as far as it is not blank.
  private static func letters(of text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace }))
  }
}
