import Manuscript
import Testing

/// Rich texts, written so that every reader takes the same characters from them.
@Suite struct RichTextTests {
  private func prepared(_ source: String) -> String { prepared(Array(source.utf8)) }

  private func prepared(_ source: [UInt8]) -> String {
    String(decoding: ForeignPaper(source, .rtf).prepared, as: UTF8.self)
  }

  @Test(arguments: [
    // One character stands for the one that is written by its number, whatever it is.
    (#"{\rtf1 F\u228?hren}"#, #"{\rtf1 F\u228\'3fhren}"#),
    (#"{\rtf1 1388\u8211-1621}"#, #"{\rtf1 1388\u8211\'3f1621}"#),
    (#"{\rtf1 \u321?\'f3d\u378? weighed}"#, #"{\rtf1 \u321\'3f\'f3d\u378\'3f weighed}"#),
    (#"{\rtf1 a\u8220 \ldblquote Boats}"#, #"{\rtf1 a\u8220\'3fBoats}"#),
    // None, or two, within the group that says so.
    (#"{\rtf1{\uc0 F\u228 hren}\u228?x}"#, #"{\rtf1{\uc0 F\u228 hren}\u228\'3fx}"#),
    (#"{\rtf1\uc2 F\u228\'a4\'a4hren}"#, #"{\rtf1\uc2 F\u228\'3f\'3fhren}"#),
    // Where the group ends there is nothing more to pass over.
    (#"{\rtf1{\u228}?x}"#, #"{\rtf1{\u228\'3f}?x}"#),
    // Beyond the first 65 536, in two halves.
    (#"{\rtf1 \u-10240?\u-9143?x}"#, "{\\rtf1 \u{10049}x}"),
    (#"{\rtf1\ul a\up6 1\u}"#, #"{\rtf1\ul a\up6 1\u}"#),
  ])
  func `a character by its number is followed by what no reader takes for text`(
    source: String, written: String
  ) {
    #expect(prepared(source) == written)
  }

  @Test func `bytes beyond ASCII are written by their number, unless the file is in UTF-8`() {
    #expect(prepared(Array("{\\rtf1 Caf".utf8) + [0xE9, 0x7D]) == "{\\rtf1 Caf\\'e9}")
    #expect(prepared("{\\rtf1 Café}") == "{\\rtf1 Café}")
  }

  @Test(arguments: [
    "", "{", "}", "}}}", "\\", "\\'", "\\u", "\\u228", "\\u228?", "{\\u-10240?", "\\bin9 x", "\\'g",
  ])
  func `what is broken is read to its end`(source: String) {
    #expect(ForeignPaper(Array(source.utf8), .rtf).losses(in: [], notes: 0).isEmpty)
  }

  @Test func `what a converter left out is told by its words, and tables of fonts are no words`() {
    let source =
      #"{\rtf1{\fonttbl{\f0 Times;}}{\*\generator Riched}It rang.{\footnote See the rolls.}\par{\*\annotation When, then?}"#
      + #"{\shp{\*\shpinst{\sp{\sn fill}{\sv 1}}{\shptxt Words of the box.\par}}}It \'cf\'f0\'e8 fell.\par}"#
    let paper = ForeignPaper(Array(source.utf8), .rtf)
    let lost = paper.losses(in: Array("It rang.[^1] It fell.\n\n[^1]: See the rolls.".utf8), notes: 1)
    #expect(lost.map(\.text) == ["When then", "Words of the box"])
    #expect(lost[0].what.contains("a comment") && lost[1].what.contains("a text box"))
  }
}
