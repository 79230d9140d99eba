import Manuscript
import Testing

@Suite("Sentences")
struct SentenceTests {
  /// The sentences, with `|` where one is expected to end; `^` marks a reference, which has no width.
  @Test(arguments: [
    "The treaty failed.| Nobody was surprised.",
    "Was it war?| It was!| So they said…| Then came spring.",
    "He met A. J. P. Taylor in London.| They talked.",
    "The work of J. Smith and A. B. Jones is known.",
    "It was the policy of the U.S. Government and of the U.K. Treasury.",
    "He lived in the U.S.| The others stayed.",
    "She went to Washington, D.C.| However, nothing came of it.",
    "See p. 34, n. 5, vol. ii.| Ibid.| The rest is lost.",
    "See Smith, Roads, vol. 3, pp. 12-14, and cf. Jones, ch. 2, fig. 4.",
    "He said: “We shall go.”| Then he left.",
    "“We shall go.”| “Where?” he asked.| “Home,” she said.",
    "\"We shall go.\"| \"I know.\"| They went.",
    "He asked, “Why?” and left.",
    "The staff [...] was cut.| The power [...] it had was gone.",
    "It has power [...]| It is not small.",
    "They had waited ... and then left.| No one came.",
    "In 2001.^| The war began.",
    "In 2001.^^| The war began.^| It ended.",
    "The end came in 1998.| In 1999 it was over.",
    "It rose by 3.5 per cent to 1.200 in all.| That was much.",
    "The file is at https://www.example.org/a.b/c.html and there only.| See also mail@example.org.",
    "Dr. Jones, Prof. Smith and Mr. Brown met Gen. Clark at St. Mary's.| It rained.",
    "It was sold by Wool Bros. of Leeds and Salt Co. of Hull.| The price was low.",
    "The firm was Salt, Inc.| It was sold.",
    "Wool, salt, tin, etc.| Iron came later.",
    "They came at 9 a.m. and left at 5 p.m.| It was late.",
    "It was called No. 5 in the list.| Was it good?| No.| It was not.",
    "Jan. 5 and Sept. 12 are given.",
    "(It was late.)| They left.",
    "He left (it was late.)| Then she came (it was dark).| So.",
    "This was so (see p. 3).| Then it changed.",
    "It was he who (as Smith has it. See below) left.",
    "The article, e.g. by Smith, i.e. the first, is good.",
    "According to Smith et al. 1998 it was so.| Others disagree.",
    "He wrote ‘I came.’| She did not answer.",
    "The policy of the U.S with Iran.| It failed.",
    "1. Introduction to the matter.| It is short.",
    "He came in first.| I came later.",
    "Ph.D. students were asked.| They did not answer.",
    "“It is over.”^| The second speech was longer.",
    "He left.—She stayed.",
    "Is that art.| Perhaps it is.",
    "This is well known.[10]| The second point is not. [11] [12]| Others disagree [13].| Fine.",
    "He cast twelve bells.[1]–[3]| Nothing is known.[1], [2]| It is late.[4]; [5]| The end.",
    "It was so.[^7]| She left.[a]| He wrote “no.”[4]| They came.†| She saw.*| He went.",
    "[1] Holt, Mills.| It is lost.| [2] Weber, Fords.| [3] Lund, Roads.",
    "Authors are expected to pay a fee. 8| Yet some are not.| He came with 8 men.",
    "2.1. New Institutional Economics.| It is old.",
    "The decree of 3. Oktober 1742 is lost.| So is that of 24. 12. 1801.| It was written im 18. Jahrhundert.",
    "The text is in Cod. Vat. gr. 1, Cod. Pal. germ. 848 and Add. MS. 4212 only.| It is from Ms. lat. 123 in Paris.",
    "He was in Paris.| Plut. Alex. 3, Suet. Aug. 28 and Cic. Att. 5.2 agree.| So does Bede, Hist. eccl. 3.1.",
    "The book was sold c. 1450.| See J. Vall. Hist. 12 (1913) and Bodl. MS Laud Misc. 108.| Art. 5 Abs. 2 GG applies.",
    "The report went to Com. & Adm. in May.| T. & T. Clark and Smith & J. Jones printed it.| Nobody read it.",
    "« Qui êtes-vous ? » he asked.| « Non. »| Then he left.",
    "No.| Fig. 3 shows it.| He met Greg.| Fig. 4 does not.| He loved art.| Vol. 3 is lost.",
    "She played in Viva Maria! (1965), and was praised.| “Sorry!” I say.| No one hears.",
  ])
  func `of scholarly prose`(marked: String) {
    var (plain, ends, references): (String, [Int], Set<Int>) = ("", [], [])
    for character in marked {
      switch character {
      case "|": ends.append(plain.unicodeScalars.count)
      case "^": references.insert(plain.unicodeScalars.count)
      default: plain.append(character)
      }
    }
    let text = ScalarText(plain)
    ends.append(text.count)
    let sentences = SentenceSegmenter.sentences(in: text.range, of: text, references: references)
    #expect(sentences.map(\.end) == ends, "\(sentences.map { text[$0] })")
  }

  @Test
  func `a reference between two sentences parts them though no blank does`() {
    let year = ScalarText("In 2001.“The war” began. It is at 3.5 now.")
    #expect(SentenceSegmenter.sentences(in: year.range, of: year, references: [8]).count == 3)
    #expect(SentenceSegmenter.sentences(in: year.range, of: year).count == 2)
  }

  @Test
  func `Chinese and Japanese stops need no blank`() {
    let text = ScalarText("他来了。她走了！“为什么？”他问。")
    #expect(SentenceSegmenter.sentences(in: text.range, of: text).map { text[$0] }.first == "他来了。")
    #expect(SentenceSegmenter.sentences(in: text.range, of: text).count >= 3)
  }

  @Test
  func `a speech in Japanese belongs to what tells it`() {
    let text = ScalarText("「誰が鳴らすのか。」と彼は尋ねた。「私だ。」彼は鳴らした。")
    let sentences = SentenceSegmenter.sentences(in: text.range, of: text, language: "ja").map { text[$0] }
    #expect(sentences == ["「誰が鳴らすのか。」と彼は尋ねた。", "「私だ。」", "彼は鳴らした。"])
  }

  @Test(arguments: [
    "“No guild will come.”| J. R. Ashby noted it.| He said “no man sells a river.”| K. Lunt agreed.",
    "“It is over.” J. Smith said.| “It is lost.” Holt wrote in a letter.| “It is late.”| Bell said it to Rowe.",
    "Det är fel.| ”Ingen säljer en å.”| Vem var hon?| ”Jag”, sade hon.| ’Nej.’| Hon gick.",
    "Ei ole.| ”Kuka?”| ”Minä.”| »Ei kukaan.»| Hän lähti.",
    "Es war still.| ,,Niemand kommt.''| ,,Warum?'' fragte er.",
    "Er sagte: ‚Niemand kommt.‘| »Nein.«| »Doch.«| „Wer?!“, rief sie.| ‚Er.‘",
    "Il partit.| « Non. »| « Si ! » dit-il.| « Pourquoi ?! »| « Parce que… »| Elle rit.",
  ])
  func `quotations open and close as each language writes them`(marked: String) {
    #expect(MarkedText(marked).parted() == marked)
  }
}
