import Manuscript
import Testing

/// What a page prints at its head and foot, stuck to the text with no blank line between.
@Suite struct EdgeLineTests {
  @Test func `a foot whose number counts on is none of the paragraph's`() throws {
    let document = try read(
      """
      On Salt

      The salt came down the river in flat boats, and it was weighed at the
      gate by men whom the bishop had sent. They took one sack of
      Salt Studies 4 | 113 | M. Rossi

      twelve, and they wrote down what they took. The book is lost, but it was
      seen in 1700, and the seer copied out the names of the
      Salt Studies 4 | 114 | M. Rossi

      bargemen. There were forty of them, and each paid in the coin of the
      upper town, which the lower did not
      Salt Studies 4 | 115 | M. Rossi

      take. So they changed it.
      """, as: .plainText)
    #expect(document.kinds == [.heading, .paragraph])
    let text = document.text.string
    #expect(
      !text.contains("Rossi") && text.contains("one sack of twelve, and") && text.contains("did not take."))
  }

  @Test func `a stamp and a head under a note are none of the note's`() throws {
    let document = try read(
      """
      On Salt

      The salt came down the river in flat boats,1 and it was weighed at the
      gate by men whom the bishop had sent. They took one sack of

      1 Their guild is named in 1498.
      Downloaded on 3 May 2020 from 10.0.0.7
      ON SALT 113

      twelve,2 and they wrote down what they took. The book is lost, but it
      was seen by the

      2 Statute of 1502.
      Downloaded on 3 May 2020 from 10.0.0.7
      M. ROSSI 114

      town clerk.3 He copied the names.

      3 Ibid.
      Downloaded on 3 May 2020 from 10.0.0.7
      ON SALT 115
      """, as: .plainText)
    #expect(document.texts(.note) == ["Their guild is named in 1498.", "Statute of 1502.", "Ibid."])
    #expect(document.references == ["boats,1", "twelve,2", "clerk.3"])
  }

  @Test func `heads over a page's first line, with the number on either side`() throws {
    let document = try read(
      """
      On Salt

      The salt came down the river in flat boats, and it was weighed at the
      gate by men whom the bishop had sent. They took one sack of

      112 M. ROSSI
      twelve, and they wrote down what they took. The book is lost, but it was
      seen in 1700, and the seer copied out the names of the

      ON SALT 113
      bargemen. There were forty of them, and each paid in the coin of the

      114 M. ROSSI
      upper town. That was in

      ON SALT 115
      the year of the flood.
      """, as: .plainText)
    #expect(document.kinds == [.heading, .paragraph])
    #expect(document.text.string.hasSuffix("the coin of the upper town. That was in the year of the flood."))
  }

  @Test func `heads of several lines at form feeds are peeled off one by one`() throws {
    let document = try read(
      """
      On Salt

      The salt came down the river in flat boats.1 It was weighed at the gate by
      men whom the bishop had sent there. They took one sack of
      1. Their guild is named in 1498.
      On Salt
      12
      \u{0C}twelve, and they wrote down what they took.2 The book is lost, but it was
      seen in 1700 by a man who copied out the
      2. Statute of 1502.
      On Salt
      13
      \u{0C}names of the bargemen.3 There were forty.
      3. Ibid.
      On Salt
      14
      """, as: .plainText)
    #expect(document.texts(.note) == ["Their guild is named in 1498.", "Statute of 1502.", "Ibid."])
    #expect(
      document.text.string.contains("They took one sack of twelve, and they wrote down what they took."))
  }

  @Test func `years and articles that count on are text`() throws {
    let articles = """
      Statute of the Salt

      Article 1
      The salt is weighed by two men at the gate of the upper town.

      Article 2
      The toll is paid in the coin of the upper town and in no other.

      Article 3
      The boat goes on when the toll is paid.
      """
    let text = try read(articles, as: .plainText).text.string
    for number in 1...3 { #expect(text.contains("Article \(number)")) }
    let annals = """
      Annals

      1742 The mill was sold to a widow from the next valley, who paid in grain.

      1743 The ford was lost, and the monks complained of the men of the village.

      1744 A bridge was promised, and the village gave a tenth of its grain for it.
      """
    let years = try read(annals, as: .plainText).text.string
    for year in 1742...1744 { #expect(years.contains("\(year)")) }
  }

  @Test func `one page's number in the middle of a sentence is none of it`() throws {
    let document = try read(
      "# Rules\n\n1. The salt is weighed by two men at the gate of the\n\n23\n\nupper town.\n2. The toll is paid."
    )
    #expect(document.texts(.list).first?.hasSuffix("at the gate of the upper town.") == true)
    #expect(!document.text.string.contains("23"))
  }

  @Test func `a first line under a head that others repeat is the paragraph's`() throws {
    let document = try read(
      """
      On Salt

      The salt came down the river in flat boats, and it was weighed at the

      117
      \u{0C}118   The Granary Clerks

      The
      Saturday gate by men whom the bishop had sent.

      They took one sack of twelve.

      118
      \u{0C}119   The Granary Clerks

      The
      book in which they wrote it down is lost.
      """, as: .plainText)
    let text = document.text.string
    #expect(text.contains("The Saturday gate by men") && text.contains("The book in which they wrote"))
    #expect(!text.contains("Granary") && !text.contains("118"))
  }

  @Test func `a year that begins a line or ends a sentence is the text's, although years count on`() throws {
    let document = try read(
      """
      # On Salt

      The men of the upper town came down the river in flat boats until the spring of
      1999, and perhaps no longer.[4](#fn4)

      The men of the lower town came down the river in flat boats until the spring of
      2000 and perhaps no longer.[5](#fn5)

      The men of neither town came down the river in flat boats after they had met in
      October 2001.[6](#fn6)

      1. The book of the upper town, which was seen by the town clerk, and his
         letter of 1999.[↩](#r1)
      """)
    let text = document.text.string
    #expect(text.contains("spring of 1999, and perhaps") && text.contains("spring of 2000 and perhaps"))
    #expect(text.contains("met in October 2001.") && text.contains("and his letter of 1999."))
  }

  @Test(arguments: [
    (
      "PREFACE                                            vii",
      "viii                                           PREFACE"
    ),
    ("THE MILL vii", "viii A. WEBER"),
  ])
  func `a head with a Roman page number in it is none of the text`(left: String, right: String) throws {
    let document = try read(
      """
      \(left)

      The tannery stood below the weir and paid its rent in hides, as the rolls of
      the manor show for every year but one, and the bailiff who wrote them down
      \u{0C}\(right)

      could not say whose hides they were. When the weir broke the tanners carried
      their vats up the hill, and the rent was forgotten until a
      \u{0C}\(left.replacing("vii", with: "ix"))

      clerk asked for it in the year of the flood.
      """, as: .plainText)
    #expect(document.texts(.paragraph).count == 1)
    #expect(document.text.string.hasPrefix("The tannery"))
    #expect(document.text.string.contains("until a clerk asked"))
  }

  @Test func `a king's number is no page's`() throws {
    let document = try read(
      "# Kings\n\nCharles I\n\nHe fled.\n\nJames II\n\nHe fled.\n\nWilliam III\n\nHe came.")
    #expect(["Charles I", "James II", "William III"].allSatisfy { document.text.string.contains($0) })
  }

  @Test func `a page's number beside the number of all pages ends the page under its last line`() throws {
    let document = try read(
      """
      The tannery stood below the weir and paid its rent in hides, as the rolls of
      the manor show for every year but one. Nobody could say why it had paid, or
      to whom. The abbey claimed that it had no tannery, and the bailiff who wrote
      the rolls and kept them
      Page 1 of 3
      \u{0C}down could not say whose hides they were. When the weir broke the tanners
      carried their vats up the hill, and the rent was
      Page 2 of 3
      \u{0C}forgotten by the clerks of the abbey in the year of the flood.
      Page 3 of 3
      """, as: .plainText)
    #expect(!document.text.string.contains("Page"))
    #expect(document.texts(.paragraph).count == 1)
  }
}
