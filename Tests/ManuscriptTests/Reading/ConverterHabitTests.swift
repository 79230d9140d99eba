import Manuscript
import Testing

/// What converters do all through a paper: blank lines within sentences, escaped brackets, numbers glued to notes.
@Suite("Converters' habits")
struct ConverterHabitTests {
  // MARK: - Blank lines within sentences

  private func parted(_ mark: (Int) -> String) throws -> Document {
    try read(
      """
      # The Copper Boats

      The reeve of the bridge counted the boats in the ledger of the river.\(mark(27))
      The scribe of the granary read the letters in the garden of the clerk.\(mark(28))

      The archive of the market

      kept the complaint in the handwriting of the mason. Whether the merchant was

      older than the market is not known.\(mark(29)) It was, at least
      in the orchard, the harvest that mattered.

      27See A. Behrens, vol. ii, ch. 3.
      28Cf. P. O’Dwyer, p. 56.
      29Cf. Maria Dumas, p. 71.

      It was, at least in the parish, the pilgrim that mattered.\(mark(30)) The plague was over.

      30Maria Dumas, p. 33.
      """)
  }

  @Test func `blank lines within sentences part no marks from their notes`() throws {
    for document in [try parted { "\($0)" }, try parted { "<sup>\($0)</sup>" }] {
      #expect(document.references == ["river.27", "clerk.28", "known.29", "mattered.30"])
      #expect(document.block(at: "n29")?.page == 1)
      #expect(document.block(at: "n30")?.page == 2)
    }
  }

  @Test func `a page without notes that a broken sentence ends counts`() throws {
    let page = "The mill was sold to the widow of the miller of Harrow, who paid for it in"
    let document = try read(
      """
      # The Mill

      It was old.<sup>1</sup> \(page)

      <sup>1</sup> Holt, p. 34.

      grain for nine years and a day. \(page)

      barley, and so on.<sup>2</sup> It burned.

      <sup>2</sup> Ibid., p. 35.

      They built it again.<sup>3</sup>

      <sup>3</sup> Ibid., p. 36.
      """)
    #expect(document.references == ["old.1", "on.2", "again.3"])
    #expect(document.block(at: "n2")?.page == 3)
  }

  // MARK: - Lines of the text at pages' heads

  @Test func `a formula with which pages begin is no head`() throws {
    let formula = "Item, I leave to the chapel of St. Mary at Harrow the sum of"
    let document = try read(
      "The Wills of Harrow\n\nHelen Marsh\n\n\(formula)\nthree shillings and a cow for the roof. \(formula)\n"
        + "two shillings for the bells, and my gown.\n12\n\u{C}\(formula)\none shilling for the bridge.\n13\n"
        + "\u{C}\(formula)\nfour pence for the poor. Witnessed by the reeve.\n14\n",
      as: .plainText)
    #expect(document.text.string.ranges(of: "the sum of").count == 4)
    #expect(document.text.string.contains("the sum of one shilling"))
  }

  @Test func `a title over pages' text is one still`() throws {
    let document = try read(
      "The Wills of Harrow\n\nHelen Marsh\n\nItem, I leave to the chapel at Harrow, which is dear to me and was to her who\n"
        + "\u{C}The Wills of Harrow\nis gone, the sum of three shillings and a cow for the repair of the roof, and\n"
        + "\u{C}The Wills of Harrow\ntwo shillings for the bells.\n", as: .plainText)
    #expect(document.text.string.ranges(of: "The Wills of Harrow").count == 1)
  }

  @Test func `lines that are furniture at many feet are so where no sentence is broken`() throws {
    let stamp = "Scanned by\n\nHarbour Press\n\nOriginal at\n\nUNIVERSITY OF HARROW"
    let text = try read(
      """
      # The Light

      The keepers of the light were paid in oil from the stores, and they sold what they did not burn to the

      \(stamp)

      men of the harbour, who paid in herring. The board heard of it in the year of the great storm, from a

      \(stamp)

      clerk who had not been paid. Nobody was named.

      It was so for years.

      \(stamp)

      A commission was sent out from the city, and it sat for nine weeks in the only inn of the harbour and

      \(stamp)

      wrote eleven sheets. Four of them were found in the walls of the inn when it was taken down by the

      \(stamp)

      grandson of the keeper.
      """
    ).text.string
    for word in ["Scanned", "Original at", "UNIVERSITY"] { #expect(!text.contains(word), "\(word)") }
    #expect(text.contains("It was so for years.\n"))
  }

  // MARK: - Hyphens

  @Test(arguments: [
    ("The copper was over-\nor undervalued.", "over- or undervalued"),
    ("The trade was inter-\nor intranational.", "inter- or intranational"),
    ("They went north-\nto southward.", "north- to southward"),
    ("Les partis pro-\net antifrançais.", "pro- et antifrançais"),
    ("The visit-\nor came, and the sail-\nor went.", "The visitor came, and the sailor went."),
    ("A pho-\nto of the tri-\nbut paid.", "A photo of the tribut paid."),
  ])
  func `a hyphen before a small word alone`(source: String, read text: String) throws {
    #expect(try read("Boats\n\n\(source)\n", as: .plainText).text.string.contains(text))
  }

  @Test func `a hyphen that may be either is told`() throws {
    let (document, report) = try readWithReport(
      "Boats\n\nThe mast was of oak, and the mast-\nor of the boat knew it. They bought sail-\nor rope.\n",
      as: .plainText)
    #expect(document.text.string.contains("the mastor of"))
    #expect(report.undecided.contains { $0.what.contains("“mast-”") })
  }

  // MARK: - Escaped brackets

  @Test(arguments: [
    (
      #"The account \(see Marsh, pp\. 12–19, and Table 1 below\) is wrong\."#,
      "The account (see Marsh, pp. 12–19, and Table 1 below) is wrong."
    ),
    (
      #"*The Valley Towns* \(2 vols\., London, 1891–5\), vol\. ii\."#,
      "The Valley Towns (2 vols., London, 1891–5), vol. ii."
    ),
    (#"So \(x_{1} = y\) and \(\mathbf{a}\) it was."#, #"So \(x_{1} = y\) and \(\mathbf{a}\) it was."#),
  ])
  func `escaped brackets are brackets, and formulae formulae`(source: String, text: String) throws {
    #expect(try read("# The Mill\n\n\(source)\n").texts(.paragraph) == [text])
  }

  // MARK: - Glued numbers

  @Test func `a year begins a note to which its number is glued`() throws {
    let document = try read(
      """
      The Copper Boats

      Helen Marsh

      The council met in the hall.1 The letter was read.2 The copper was carried off.3
      1J. Ashby, p. 29.
      2Ibid.
      31666 was a bad year.
      201
      \u{C}The second boat sank.4 Nobody was drowned.5 It was cold.6
      41667, as the abbot says.
      5Ibid.
      6TNA, C 36.
      202
      """, as: .plainText)
    #expect(document.texts(.note)[2...3] == ["1666 was a bad year.", "1667, as the abbot says."])
    #expect(document.references == ["hall.1", "read.2", "off.3", "sank.4", "drowned.5", "cold.6"])
  }

  @Test func `a shelfmark or an elided article begins a note to which its number is glued`() throws {
    let document = try read(
      "The Copper Boats\n\nThe council met in the hall.1 The letter was read.2 The copper was carried off.3 The boats\n"
        + "1J. Ashby, p. 29.\n2C 36/12, m. 4.\n3E 134/9 Geo. 2.\n7\n\u{0C}sank.4 Nobody was drowned.5\n"
        + "4L’abbé le dit.\n5Ibid.\n8\n", as: .plainText)
    #expect(
      document.texts(.note)
        == ["J. Ashby, p. 29.", "C 36/12, m. 4.", "E 134/9 Geo. 2.", "L’abbé le dit.", "Ibid."])
    #expect(document.references == ["hall.1", "read.2", "off.3", "sank.4", "drowned.5"])
  }

  @Test func `a long number in a note's second line is its text`() throws {
    let document = try read(
      """
      The Copper Boats

      The council met in the hall.1 The letter was read.2
      1J. Ashby, p. 29, with a list of all
      21666 men of the shire.
      2Ibid.
      """, as: .plainText)
    #expect(
      document.texts(.note) == ["J. Ashby, p. 29, with a list of all 21666 men of the shire.", "Ibid."])
  }

  // MARK: - Wide brackets

  @Test(arguments: [("（1）", "（2）"), ("（１）", "（２）")])
  func `marks in brackets as wide as a letter`(first: String, second: String) throws {
    let document = try read(
      """
      # 水車小屋

      この水車小屋は一七四二年に未亡人に売られた\(first)。彼女は穀物で支払った\(second)。

      注

      \(first)ホルト『北の水車』三四頁。

      \(second)同、三五頁。
      """)
    #expect(document.texts(.note) == ["ホルト『北の水車』三四頁。", "同、三五頁。"])
    #expect(document.blocks.flatMap(\.noteReferences).map(\.note) == [1, 2])
  }

  @Test func `points numbered so in the text are none`() throws {
    let text = "理由は二つある。（1）水が少ない。（2）穀物がない。"
    #expect(try read("# 水車\n\n\(text)\n").texts(.paragraph) == [text])
  }
}
