import Manuscript
import Testing

/// Numbers alone on lines that count up: of pages, or of the parts of a text over which they stand.
@Suite struct LoneNumberTests {
  private static let page = String(
    repeating: "The warden wrote down what came in and what went out. ",
    count: 20)

  @Test(arguments: [
    ["1571", "1572", "1573"], ["7", "8", "9"], ["[1]", "[2]", "[3]"], ["1", "2", "3"],
  ]) func `numbers over short parts are text and are reported`(numbers: [String]) throws {
    let (document, report) = try readWithReport(
      "# Annals\n\nThey are short.\n\n\(numbers[0])\n\nThe hall was roofed.\n\n\(numbers[1])\n\nNo wool came.\n\n"
        + "\(numbers[2])\n\nThe box was broken open. See \(numbers[0]).")
    for number in numbers { #expect(document.texts(.paragraph).contains(number)) }
    #expect(report.undecided.contains { $0.text.contains(numbers[0]) })
  }

  @Test func `a table's column that fell into paragraphs is text`() throws {
    let document = try read(
      "# Looms\n\nThe list follows.\n\nNo.\n\nOwner\n\n1\n\nLindt\n\n2\n\nMaas\n\n3\n\nOlde\n\nAll were taxed."
    )
    #expect(
      document.texts(.paragraph).suffix(7) == ["1", "Lindt", "2", "Maas", "3", "Olde", "All were taxed."])
  }

  @Test func `items in small letters under numbers from 1 are no pages`() throws {
    let document = try read(
      "# Wares\n\nThe list follows.\n\n1\n\na piece of cloth from the lower town, dyed in red\n\n2\n\n"
        + "a vat of oak with iron hoops, bought of the dyers\n\n3\n\na book\n\nAll were sold.")
    #expect(document.texts(.paragraph).count == 8)
  }

  @Test func `numbers between texts as long as pages are the pages'`() throws {
    let document = try read(
      "# Annals\n\n\(Self.page)\n\n61\n\n\(Self.page)\n\n62\n\n\(Self.page)\n\n63\n\nThat is all.")
    #expect(!document.text.string.contains("62"))
  }

  @Test func `numbers under the same line are the pages'`() throws {
    let document = try read(
      "# Annals\n\nThe hall was roofed.\n\n61\n\nN. Lindt\n\nNo wool came.\n\n62\n\nN. Lindt\n\nNobody wove.\n\n63\n\n"
        + "N. Lindt\n\nThe box was broken open.")
    #expect(!document.text.string.contains("62"))
  }

  @Test func `numbers that part one sentence twice are the pages', however short its parts`() throws {
    let document = try read(
      "# The Column\n\nIn the narrow column of the newspaper\n\n31\n\nwhich was printed in Hull and sold\n\n32\n\n"
        + "in every port of the coast the wreck was told.\n\n33\n\nThe insurers paid.")
    #expect(
      document.texts(.paragraph) == [
        "In the narrow column of the newspaper which was printed in Hull and sold in every port of the coast the wreck "
          + "was told.", "The insurers paid.",
      ])
  }
}
