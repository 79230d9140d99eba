import Manuscript
import Testing

/// Notes that end without a stop, and the next page's text right over its foot.
@Suite struct NextPageTextTests {
  private static let top = """
    The Bridge Toll

    The bridge was built of oak in the year of the great frost, and all who
    lived on the island were free of the toll.1 The reeve kept the box.
    """

  @Test(arguments: [
    "See the charter in the Royal Library at The Hague, shelf mark 71 A 12",
    "Printed in the county’s register, at www.example.org/rolls/1422/item9",
  ])
  func `the next page's text is none of the note's`(note: String) throws {
    for text in [
      "The others paid by the load and by the head.2",
      "The others paid by the load and by the head.\nCoin was not asked, nor was it often seen there.2",
      "The others paid by the load and by the head, in grain or in coin, and\nnone was ever free. They paid at Lammas.2",
    ] {
      let document = try read(
        "\(Self.top)\n1 \(note)\n\u{0C}\(text)\n2 So the roll of 1422.\n\u{0C}The bridge fell in 1530.\n",
        as: .plainText)
      #expect(document.texts(.note) == [note, "So the roll of 1422."])
      let read = text.dropLast().replacing("\n", with: " ")
      #expect(document.text.string.contains(read))
    }
  }
}
