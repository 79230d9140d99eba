@testable import Manuscript
import Testing

@Suite("Sentences by Unicode rules")
struct UnicodeSentenceTests {
  /// `÷` where a boundary is. One case or more to a rule of UAX #29.
  @Test(arguments: [
    "a\r\n÷b", "a\n÷b", "a\u{85}÷b\u{2029}÷c", "a\r÷\n÷".replacing("\r÷\n", with: "\r\n"),
    "It cost 3.4 in all", "The U.S.A. is", "He came. ÷She left.", "He came.\u{301} ÷She left.",
    "He asked etc.) and left. ÷“No.” ÷She", "It ended (.) – and he left", "See p.2, and Mr.b",
    "Why?? ÷No! ÷So",
    "Why?, he asked", "他来了。÷她走了！“÷为什么？”÷他问。", "Он пришёл. ÷Она ушла.", "Он ушёл. но",
    "यह है। ÷वह", "Τί; ναι. ÷Όχι", "a. \u{200D}b", "Vol. ‘a’", "A.A", "A. ÷A", "a.A",
    "1.A".replacing(".", with: ".÷"),
    "?÷a", ". ÷1", ".1", "a.\n÷b", "a. \n÷b",
  ])
  func `follow the standard`(marked: String) {
    var (plain, breaks): ([Unicode.Scalar], [Int]) = ([], [])
    for scalar in marked.unicodeScalars {
      if scalar == "÷" { breaks.append(plain.count) } else { plain.append(scalar) }
    }
    if breaks.last != plain.count { breaks.append(plain.count) }
    #expect(UnicodeSentences.breaks(in: ScalarText(plain)) == breaks)
  }

  @Test
  func `go on after an initial and after the language's commonest abbreviations`() {
    #expect(
      MarkedText("Das steht bei J. Grimm, Bd. 2, vgl. S. 12. Es ist z. B. Falsch.").parted(language: "de")
        == "Das steht bei J. Grimm, Bd. 2, vgl. S. 12.| Es ist z. B. Falsch.")
    #expect(
      MarkedText("C'est M. Dupont. Il part.").parted(language: "fr") == "C'est M. Dupont.| Il part.")
    #expect(
      MarkedText("她走了！“为什么？”他问。").parted(language: "zh") == "她走了！| “为什么？”| 他问。")
    #expect(MarkedText("Es war 1914.^Der Krieg begann.").sentences(language: "de").count == 2)
  }

  @Test(arguments: [
    ("The end of the war was in the spring, and it was for the best that it came to that.", "en"),
    ("Das Ende von dem Krieg ist nicht mit dem Frieden das Ende der Not und das ist die Wahrheit.", "de"),
    ("他来了。她走了。他们都不说话。", "zh"), ("これは本です。あれは山です。", "ja"), ("Он пришёл. Она ушла.", "und-Cyrl"),
    ("Ἐν ἀρχῇ ἦν ὁ λόγος.", "el"), ("Xyz abc qqq.", "und"),
  ])
  func `are those of the language that the text shows, which the document keeps`(text: String, tag: String)
    throws
  {
    let document = try read(text)
    #expect(document.language == tag)
    #expect(document.segmenterVersion == SentenceSegmenter.version)
    #expect(try Document(decoding: document.encoded()) == document)
  }
}
