import ActSupport
import Acts
import Archive
import Exchange
import Manuscript
import Protocol
import Scholarship
import Testing

@Suite("Tables of corrections")
struct TableTests {
  @Test(arguments: [(",", "\n"), (";", "\r\n"), ("\t", "\n"), (",", "\r")])
  func `a table comes in whatever divides its cells and ends its lines`(
    _ divider: String, _ end: String
  ) throws {
    var desk = try Desk()
    let rows = [
      ["address", "old", "new", "reason", "class", "cite"],
      ["p2", "1 August", "8 August", "\"As the \"\"register\"\" has it.\"", "fact", "\"Register, p. 4\""],
      ["\"p2.2:the fare\"", "", "\"all, the fare\"", "A slip.", "TYPO", ""],
      ["", "winter of 1743", "", "Not so.", "", ""],
      ["p3/0+0", "", "Now ", "A word is missing.", "", ""],
    ]
    let table = "\u{FEFF}" + rows.map { $0.joined(separator: divider) }.joined(separator: end) + end
    let receipt = try desk.bring(table, named: "table.csv")
    #expect(receipt.told == ["found x1", "found x2", "found x3", "found x4"], "\(receipt.items)")
    #expect(receipt.items.map(\.old) == ["1 August", "the fare", "winter of 1743", ""])
    let first = try #require(desk.paper.correction("x1"))
    #expect(first.old == "1 August" && first.replacement == "8 August" && first.class == .fact)
    #expect(first.reason == "As the \"register\" has it.")
    #expect(first.evidence.map(\.reference) == ["Register, p. 4"])
    #expect(desk.paper.correction("x2")?.old == "the fare" && desk.paper.correction("x2")?.class == .typo)
    #expect(desk.paper.correction("x3")?.replacement == "")
    #expect(desk.paper.correction("x4")?.anchor.range.isEmpty == true)
    #expect(try desk.bring(table, named: "table.csv").standing == 4)
  }

  @Test func `a line whose cells are not those of the columns is refused, and loses no words`() throws {
    var desk = try Desk()
    let table = "old,new\n1 August,8 August, or so\nwinter of 1743\nthe fare,,\nThe mill,\n"
    let receipt = try desk.bring(table, named: "table.csv")
    #expect(receipt.told == ["refused", "refused", "found x1", "ambiguous"])
    #expect(receipt.items[0].why?.contains("3 cells, and the first line names 2") == true)
    #expect(receipt.items[1].why?.contains("ends before the column “new”") == true)
    #expect(throws: ForeignFileError.self) { try desk.bring("old,new,Old\na,b,c\n", named: "table.csv") }
  }

  @Test func `what cannot be placed is told row by row`() throws {
    var desk = try Desk()
    let table = """
      address,old,new,class
      p2,3 August,8 August,
      ,the clerk,the scribe,
      p9,1 August,8 August,
      p2,1 August,8 August,guess
      p2.1,,,
      p2,1 August,1 August,
      """
    let receipt = try desk.bring(table, named: "table.csv")
    #expect(receipt.told == ["orphaned", "ambiguous", "orphaned", "refused", "refused", "refused"])
    #expect(receipt.items[1].candidates?.count == 2)
    #expect(receipt.items[3].why?.contains("no class “guess”") == true)
    #expect(desk.paper.corrections.isEmpty)
  }

  @Test func `the same row twice comes in once`() throws {
    var desk = try Desk()
    let table = "old,new\n1 August,8 August\n1 August,8 August\n"
    #expect(try desk.bring(table, named: "table.csv").told == ["found x1", "standing x1"])
  }

  @Test(
    arguments: [
      ("name,colour\nada,red\n", "address or old"), ("old,new\n\"a,b\n", "line 2"),
      ("old,new\n" + String(repeating: ",", count: 200), "more than 100 cells"), ("", "empty"),
    ])
  func `what is no such table is refused with what is wrong`(_ table: String, _ words: String) {
    do {
      _ = try ForeignFile(Array(table.utf8), named: "table.csv")
      Issue.record("it was read")
    } catch { #expect("\(error)".contains(words), "\(error)") }
  }

  @Test func `a table in another encoding is refused with what to do`() {
    for bytes: [UInt8] in [[0xFF, 0xFE, 0x6F, 0], Array("old,new\n".utf8) + [0xE9]] {
      do {
        _ = try ForeignFile(bytes, named: "table.csv")
        Issue.record("it was read")
      } catch { #expect("\(error)".contains("CSV UTF-8")) }
    }
  }
}
