import Manuscript
import Testing

@Suite("Headings that no blank line parts from their text")
struct HeadingLineTests {
  private static let prose =
    "The council met in the hall of the guild, and the letter that the bishop had sent\nwas read aloud by the scribe, "
    + "who did not understand it.\n"

  @Test func `are known by their numbers, in a sequence`() throws {
    let document = try read(
      "The Copper Boats\n\n1    Introduction\n\(Self.prose)\n1.1    The song\n\(Self.prose)\n2    Method\n\(Self.prose)",
      as: .plainText)
    #expect(
      document.texts(.heading).map { $0.split(separator: " ").joined(separator: " ") } == [
        "The Copper Boats", "1 Introduction", "1.1 The song", "2 Method",
      ])
    #expect(document.texts(.paragraph).count == 3)
  }

  @Test func `are known by their numbers within paragraphs too`() throws {
    let document = try read(
      "The Copper Boats\n\n1. Introduction\n\(Self.prose)2. The Men of the Quay\n\(Self.prose)\(Self.prose)"
        + "3. The Sale\n\(Self.prose)\n4. What Was Left\n\(Self.prose)5. An End\n\(Self.prose)",
      as: .plainText)
    #expect(
      document.texts(.heading) == [
        "The Copper Boats", "1. Introduction", "2. The Men of the Quay", "3. The Sale", "4. What Was Left",
        "5. An End",
      ])
    #expect(document.texts(.list).isEmpty && document.texts(.paragraph).count == 5)
  }

  @Test func `are no items of a list, nor notes at pages' feet`() throws {
    let list = try read(
      "The Copper Boats\n\n\(Self.prose)\n1. Boats of oak and other wood that came by\nBergen, and were the best of all that "
        + "one could buy in Lynn.\n2. Boats of ash, known to have been\nUsed in rivers.\n3. Boats of hide.\n",
      as: .plainText)
    #expect(list.texts(.heading) == ["The Copper Boats"] && list.texts(.list).count == 3)
    let feet = try read(
      "The Copper Boats\n\n1. Introduction\n\(Self.prose)\n2. The Men\n"
        + Self.prose.replacing("read aloud", with: "read aloud1").replacing(
          "understand it.", with: "understand it.2")
        + "1. Holt, The Boats of Copper, London, 1971.\n2. Bell, Rolls\nThe roll of 1371 is lost, as the clerk of the town told him.\n",
      as: .plainText)
    #expect(feet.texts(.heading) == ["The Copper Boats", "1. Introduction", "2. The Men"])
    #expect(feet.texts(.note).count == 2)
  }

  @Test func `are known by what every reader knows`() throws {
    let document = try read(
      "The Copper Boats\n\nAbstract\n\(Self.prose)\nReferences\nAshby, J. Copper. London, 1971.\nBell, K. Rolls. Leeds, 1908.\n",
      as: .plainText)
    #expect(document.texts(.heading) == ["The Copper Boats", "Abstract", "References"])
  }

  @Test(arguments: ["Literatur", "Bibliographie", "Quellenverzeichnis", "Bibliografía", "参考文献"])
  func `stand over literature in other languages too`(title: String) throws {
    let document = try read(
      "Die Mühle\n\nSie stand am Wehr.\n\n\(title)\n\nHuber, Anna: Mühlen. Wien 1961.\n", as: .plainText)
    #expect(document.texts(.heading) == ["Die Mühle", title])
  }

  @Test func `get the numbers that stand over them`() throws {
    let document = try read(
      "The Copper Boats\n\n1\n\nIntroduction\n\n\(Self.prose)\n1.1\n\nThe song\n\n\(Self.prose)\n2\n\nMethod\n\n\(Self.prose)",
      as: .plainText)
    #expect(document.texts(.heading) == ["The Copper Boats", "1 Introduction", "1.1 The song", "2 Method"])
  }

  @Test func `begin anew in each chapter`() throws {
    let document = try read(
      "# The Mill\n\n1.1 The Wheel\n\nIt turned.\n\n1.2 The Dam\n\nIt broke.\n\n# The Ford\n\n2.1 The Toll\n\nIt fell.\n\n"
        + "2.2 The Ferry\n\nIt sank.\n")
    #expect(
      document.texts(.heading) == [
        "The Mill", "1.1 The Wheel", "1.2 The Dam", "The Ford", "2.1 The Toll", "2.2 The Ferry",
      ])
  }

  @Test func `of a book's parts stay, though later pages repeat them in their heads`() throws {
    let page = Self.prose + Self.prose.replacing("who did not understand it.", with: "who said so to the")
    let next =
      "reeve when they were alone. The boats sank, and nobody was drowned in that year,\nas the rolls say.\n"
    let document = try read(
      """
      The Copper Boats

      Contents

      Preface                                            v
      1 The Mill                                         1

                               iii
      \u{0C}Preface

      \(page)
                               v
      \u{0C}vi                                          PREFACE

      \(next)
      \u{0C}Chapter 1

      The Mill

      \(page)
                               1
      \u{0C}2                        CHAPTER 1. THE MILL

      \(next)
      """, as: .plainText)
    let texts = document.blocks.map { document.text(of: $0) }
    #expect(texts.contains("Preface") && texts.contains("Chapter 1") && texts.contains("The Mill"))
    #expect(!texts.contains { $0.contains("PREFACE") || $0.contains("CHAPTER") })
    #expect(texts.contains { $0.contains("said so to the reeve") })
    #expect(document.texts(.heading).contains("Contents"))
  }

  @Test func `and names, institutions and dates under a title are no part of it`() throws {
    let document = try read(
      "The Copper Boats\nJane Ashby\nUniversity of York\nMay 1971\n\n\(Self.prose)", as: .plainText)
    #expect(document.texts(.heading) == ["The Copper Boats"])
    #expect(document.texts(.author) == ["Jane Ashby", "University of York", "May 1971"])
  }

  @Test func `and years in brackets end a title, and a line right over the text is a heading`() throws {
    let text =
      "The council met in the hall of the guild, and the letter that the bishop had sent\nwas read aloud by the scribe, "
      + "who did not understand it. So it was left as it had\nbeen.\n"
    let document = try read(
      "            The Copper Boats of the Northern\n                      Coast\n                   (1371–1408)\n"
        + "                    Jane Ashby\n                University of York\n                    12 May 1971\n\n\n"
        + "The Boats of Lynn\n\(text)", as: .plainText)
    #expect(
      document.texts(.heading) == ["The Copper Boats of the Northern Coast (1371–1408)", "The Boats of Lynn"])
    #expect(document.texts(.author) == ["Jane Ashby", "University of York", "12 May 1971"])
    let other = try read(
      "The Copper Boats\n\nJane Ashby\n\nPeter Quill\n\(text)",
      as: .plainText)
    #expect(other.texts(.heading) == ["The Copper Boats"])
    #expect(other.texts(.author) == ["Jane Ashby", "Peter Quill"])
  }

  @Test func `of chapters stay where the heads of the pages after them say the same without a page's number`()
    throws
  {
    let end = Self.prose.replacing("who did not understand it.", with: "who said so to the")
    let begin = "reeve when they were alone. The boats sank, and nobody was drowned in that year.\n"
    for number in ["", "2 "] {
      let document = try read(
        "The Copper Boats\n\n\(Self.prose)\n1\n\u{0C}\(Self.prose)\(Self.prose)\n2\n"
          + "\u{0C}\(number)The Dry Ford\n\(end)\n3\n"
          + "\u{0C}\(number)The Dry Ford\n\(begin)\n4\n"
          + "\u{0C}3 The Toll\n\(Self.prose)\n5\n\u{0C}4 The Reeve\n\(Self.prose)\n6\n",
        as: .plainText)
      let text = document.text.string
      #expect(text.ranges(of: "The Dry Ford").count == 1)
      #expect(text.contains("said so to the reeve when"))
      #expect(text.contains("The Toll") && text.contains("The Reeve"))
    }
  }

  @Test
  func `of an author's name on left and right pages does not stay, though a page begins with a sentence`()
    throws
  {
    let document = try read(
      "The Copper Boats\n\n\(Self.prose)\n1\n\u{0C}Olive Ferrars\n\(Self.prose)\n2\n"
        + "\u{0C}The Copper Boats\n\(Self.prose)\n3\n"
        + "\u{0C}Olive Ferrars\n\(Self.prose)\n4\n", as: .plainText)
    #expect(!document.text.string.contains("Ferrars"))
  }

  @Test(arguments: ["1. The Boats", "1 The Boats", "Introduction"])
  func `stand under names and a title as wide as the text`(heading: String) throws {
    let document = try read(
      "Copper Boats of the Northern Coast, and Who Sailed in Them\nto the Islands\nBy Jane Ashby\n\(heading)\n\(Self.prose)",
      as: .plainText)
    #expect(
      document.texts(.heading).first
        == "Copper Boats of the Northern Coast, and Who Sailed in Them to the Islands")
    #expect(document.texts(.author) == ["By Jane Ashby"])
    #expect(document.texts(.paragraph).last?.hasPrefix("The council met") == true)
    let letter = try read(
      "It was in the year of the great flood that the council of the guild met for\nJane Ashby\n\(Self.prose)",
      as: .plainText)
    #expect(letter.texts(.heading).isEmpty && letter.texts(.paragraph).count == 1)
  }

  @Test func `at pages' tops are no pages' heads where those say other numbers`() throws {
    let page = Self.prose + Self.prose
    let document = try read(
      "The Copper Boats\n\nJane Ashby\n\n1 Introduction\n\n\(page)\n\u{0C}2 Jane Ashby\n\n2 The Men of the Quay\n\n\(page)"
        + "\n\u{0C}The Copper Boats 3\n\n3 The Sale\n\n\(page)\n\u{0C}4 Jane Ashby\n\n4 The End\n\n\(page)",
      as: .plainText)
    #expect(
      document.texts(.heading) == [
        "The Copper Boats", "1 Introduction", "2 The Men of the Quay", "3 The Sale", "4 The End",
      ])
    #expect(!document.texts(.paragraph).contains { !$0.hasPrefix("The council met") })
  }
}
