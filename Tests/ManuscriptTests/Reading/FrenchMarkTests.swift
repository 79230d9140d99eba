import Manuscript
import Testing

/// Plain numbers as marks behind guillemets that blanks part from the words.
@Suite struct FrenchMarkTests {
  private let notes = ["Arch. nat., S 1461.", "Cf. Fagniez, p. 318.", "Ibid., p. 30.", "Statuts de 1275."]
  private var list: String { zip(1..., notes).map { "  \($0). \($1)" }.joined(separator: "\n\n") }
  private var foot: String { zip(1..., notes).map { "\($0) \($1)" }.joined(separator: "\n") }

  @Test(arguments: ["»1.", "\n»1.", "» 1.", "»1 .", "»1,", "\u{A0}»1.", "».1", "». 1", "» 1,"])
  func `a number between a guillemet and the stop is a mark`(mark: String) throws {
    let blank = mark.first == "\u{A0}" ? "" : " "
    let (document, report) = try readWithReport(
      "Les copistes\nJeanne Vauquelin\nPerrin loua deux chambres, « près de l’enseigne du Coq\(blank)\(mark) et "
        + "il\ninstalla quatre pupitres2. Ailleurs il note : « Rien. »3\nLes statuts l’ignorent4. Ils ne connaissent que "
        + "des hommes.\n\(foot)\n", as: .plainText)
    #expect(document.texts(.note) == notes)
    #expect(document.references.map { String($0.last!) } == ["1", "2", "3", "4"])
    #expect(report.undecided.isEmpty)
  }

  @Test func `raised numbers stand there as well`() throws {
    let document = try read(
      "# Les copistes\n\nIl loua deux chambres, « près du Coq »¹. Il note : « Rien. »² Puis il vend « tout » ³.\n\n"
        + "¹ Arch. nat., S 1461.\n\n² Cf. Fagniez, p. 318.\n\n³ Ibid., p. 30.\n")
    #expect(document.texts(.note) == Array(notes[..<3]))
    #expect(document.references.count == 3)
  }

  @Test func `a list at the end answers numbers behind guillemets`() throws {
    let (document, report) = try readWithReport(
      "# Les copistes\n\nIl loua une chambre « près du Coq »1. Il y mit quatre pupitres2. Ailleurs : « Rien. »3\n\n"
        + "Les statuts l’ignorent4.\n\n* * *\n\n\(list)\n")
    #expect(document.texts(.note) == notes)
    #expect(report.undecided.isEmpty)
  }

  @Test func `numbers that German guillemets open are the text's`() throws {
    let text =
      "Er schrieb: »Es war nichts.« Dann rief er: »12 Mann kamen.« Und wieder: »3 gingen.« Das Wort »Mühle« blieb."
    let document = try read("# Die Mühle\n\n\(text)\n\n1. Akte 3.\n2. Akte 4.\n3. Akte 5.\n")
    #expect(document.text.string.contains(text))
    #expect(document.texts(.note).isEmpty)
  }

  @Test func `a number behind a sum and its stop is a mark where the series asks`() throws {
    let document = try read(
      "# Salt\n\nOpinion blamed the war.1 The toll would have come to no more than £8.2 But the salt passed free.3\n\n"
        + "* * *\n\n1. DX 88/4.\n2. See table 1.\n3. Deposition of Cuthbert Ord.\n")
    #expect(document.references == ["war.1", "£8.2", "free.3"])
    let text =
      "Opinion blamed the war.1 The toll came to £8.25 in all, or £8.11 Scots pounds. Later it was free.2"
    let other = try read("# Salt\n\n\(text)\n\n* * *\n\n1. DX 88/4.\n2. See table 1.\n")
    #expect(other.text.string.contains("£8.25 in all, or £8.11 Scots"))
  }

  @Test func `a mark stands behind a bracket that ends in an abbreviation of letters`() throws {
    let document = try read(
      "# Το πηγάδι\n\nΤο πηγάδι ήταν κλειδωμένο.1 Επέστρεψε στο θέμα (βλ. σ. 44 κ.ε.).2 Η λύση ήταν σοφή.3\n\n"
        + "* * *\n\n1. Φάκ. 12.\n2. Α. Κατσουρού, Το νερό.\n3. Έγγρ. 15.\n")
    #expect(document.references == ["κλειδωμένο.1", "κ.ε.).2", "σοφή.3"])
  }

  @Test(arguments: ["2.", "2 .", "2\n.", "2 ;"])
  func `a number behind a year and before the stop is a mark`(mark: String) throws {
    let (document, report) = try readWithReport(
      "Les copistes\n\nJeanne Vauquelin loua deux chambres à un chanoine1. Perrin y vécut de 1402 à 1417\(mark)\n\n"
        + "1 Arch. nat., S 1461.\n2 Cf. Fagniez, p. 318.\n", as: .plainText)
    #expect(document.texts(.note) == Array(notes[..<2]))
    #expect(document.text.string.contains("de 1402 à 1417\(mark.last!)") || mark.contains(" "))
    #expect(document.references.count == 2 && report.undecided.isEmpty)
  }

  @Test func `a number of five figures is none where all notes have their marks`() throws {
    let document = try read(
      "Les copistes\n\nElles vendirent 15182, et non 15172. Jeanne loua une chambre1. Perrin la quitta2. La ville comptait 14021 feux.\n\n"
        + "1 Arch. nat., S 1461.\n2 Cf. Fagniez, p. 318.\n", as: .plainText)
    #expect(
      document.text.string.contains("15182, et non 15172.") && document.text.string.contains("14021 feux"))
    #expect(document.references.count == 2)
  }
}
