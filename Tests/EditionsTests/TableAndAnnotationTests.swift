import ActSupport
import CanonicalJSON
import Editions
import Manuscript
import Scholarship
import Testing

@Suite("Editions as CSV and as Web Annotations")
struct TableAndAnnotationTests {
  private func group() throws -> Group {
    var group = try Group(onParagraph: "On 1 August, \"it\" fell.")
    try group.pass("\"it\"", "he, \"it\"")
    try group.correct(group.range(of: "fell"), "rose")
    try group.run(.withdraw("x2", reason: nil), by: "ada")
    try group.run(.dispute(.thing("x1"), ground: .fact, body: "Two\nlines."), by: "cyd")
    try group.run(
      .registerClaim(
        anchors: [group.document.anchor(for: ScalarRange(3, 11), base: Group.base)], statement: "S",
        kind: .date),
      by: "bel")
    try group.run(.annotate(.thing("c1"), motivation: .questioning, body: "Why?", tags: ["t"]), by: "cyd")
    return group
  }

  /// RFC 4180.
  private func rows(_ csv: String) -> [[String]] {
    var (rows, row, cell): ([[String]], [String], String) = ([], [], "")
    var isQuoted = false
    var scalars = Array(csv.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      switch (scalar, isQuoted) {
      case ("\"", true) where scalars.first == "\"": cell.unicodeScalars.append(scalars.removeFirst())
      case ("\"", _): isQuoted.toggle()
      case (",", false):
        row.append(cell)
        cell = ""
      case ("\r", false): continue
      case ("\n", false):
        rows.append(row + [cell])
        (row, cell) = ([], "")
      default: cell.unicodeScalars.append(scalar)
      }
    }
    return rows
  }

  @Test func `a row for each decision`() throws {
    let table = rows(try group().rendered(as: .csv))
    #expect(
      table[0].prefix(17).joined(separator: ",")
        == "id,kind,address,base,reading,status,basis,by,for,against,abstained,recused,silent,class,reason,at,position"
    )
    #expect(table.map { $0[0] } == ["id", "x1", "x2", "d1"] && Set(table.map(\.count)) == [28])
    #expect(table[1][3] == "\"it\"" && table[1][4] == "he, \"it\"" && table[1][8] == "ada bel")
    #expect(table[2][5] == "withdrawn" && table[3][2] == "x1" && table[3][14] == "Two\nlines.")
  }

  @Test func `any words come back from their cells`() throws {
    for seed in UInt64(1)...100 {
      let group = try RandomHistory(seed: seed).group
      let table = rows(group.rendered(as: .csv)).dropFirst().filter { $0[1] == "correction" }
      #expect(table.map { $0[4] } == group.paper.corrections.map(\.replacement), "seed \(seed)")
      #expect(table.map { $0[3] } == group.paper.corrections.map(\.old), "seed \(seed)")
    }
  }

  @Test func `votes that are not counted are written as such`() throws {
    var group = try Group(onParagraph: "On 1 August it fell.")
    try group.pass("fell", "rose")
    group.settle("x1", as: .accept, by: "edd")
    let before = group.rendered(as: .w3c)
    #expect(!before.contains("not counted"))
    try group.run(.vote(.against, on: "x1", reason: "No."), by: "ada")
    try group.run(.vote(.for, on: "x1", reason: "Late."), by: "cyd")
    let after = group.rendered(as: .w3c)
    #expect(after.contains("\"for\""))
    #expect(after.contains("\"against (not counted, since it was settled before): No.\""))
    #expect(after.contains("\"for (not counted, since it was settled before): Late.\""))
  }

  @Test func `a collection with one page of what stands`() throws {
    let json = try JSON.parsed(Array(try group().edition().rendered(as: .w3c)))
    let collection = try WebCollection(json: json)
    #expect(collection.type == "AnnotationCollection" && collection.total == 3)
    let items = collection.first.items
    #expect(items.map { String($0.id.split(separator: ":").last ?? "") } == ["c1", "a1", "x1"])
    #expect(items.map(\.motivation) == ["describing", "questioning", "editing"])
    #expect(items.map(\.type) == ["Annotation", "Annotation", "Annotation"])
  }
}

private struct WebCollection: JSONRecord {
  struct Page: JSONRecord {
    var items: [Item]
    static let shape = Shape(Page.init(items:), Field("items", \.items))
  }
  struct Item: JSONRecord {
    var id: String
    var motivation: String
    var type: String
    static let shape = Shape(
      Item.init(id:motivation:type:), Field("id", \.id), Field("motivation", \.motivation),
      Field("type", \.type))
  }
  var type: String
  var total: Int
  var first: Page
  static let shape = Shape(
    WebCollection.init(type:total:first:), Field("type", \.type), Field("total", \.total),
    Field("first", \.first))
}
