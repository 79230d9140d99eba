import Manuscript
import Testing

/// Notes as programs leave them that read scans of pages.
@Suite struct ScannedNoteTests {
  @Test func `the notes of a page's foot that share one name are told by their raised numbers`() throws {
    let document = try read(
      """
      # The Light

      The keepers were paid in oil, ${ }^{1}$ and they sold it to the fishermen. ${ }^{2}$ The board said nothing, because \
      the price of oil was

      [^0]
      [^0]:    ${ }^{1}$ Board minutes, 1811.
          ${ }^{2}$ The fishermen paid in herring.

      low and the keepers were hard to replace. In 1830 it changed its mind. ${ }^{3}$

      [^0]:    ${ }^{3}$ Board minutes, 1830.
      """)
    #expect(
      document.texts(.note) == [
        "Board minutes, 1811.", "The fishermen paid in herring.", "Board minutes, 1830.",
      ])
    #expect(document.references == ["oil,1", "fishermen.2", "mind.3"])
    #expect(document.texts(.paragraph)[0].contains("the price of oil was low and"))
  }

  @Test func `a command of LaTeX around a foot is no text`() throws {
    let document = try read(
      #"""
      # The Light

      The keepers were paid in oil,\({ }^{1}\) and they sold it.\({ }^{2}\) The board said nothing, because the price was
      \footnotetext{
      ${ }^{1}$ Board minutes, 1811.
      ${ }^{2}$ The fishermen paid in herring.
      }
      low and the keepers were hard to replace.
      """#)
    #expect(document.texts(.note) == ["Board minutes, 1811.", "The fishermen paid in herring."])
    #expect(document.references == ["oil,1", "it.2"])
    #expect(
      document.texts(.paragraph)[0].hasSuffix(
        "because the price was low and the keepers were hard to replace."))
  }

  @Test func `a note in a command of LaTeX stands where it refers`() throws {
    let document = try read(
      #"""
      # The Light

      The keepers were paid in oil\footnote{Board minutes, {1811}.} and sold it.\footnote{They paid
      in herring.} Nobody knew. \footnotesize{} is a size.
      """#)
    #expect(document.texts(.note) == ["Board minutes, {1811}.", "They paid in herring."])
    #expect(document.references == ["oil1", "it.2"])
    #expect(document.texts(.paragraph)[0].contains("in oil and sold it. Nobody knew."))
  }

  @Test func `a tag whose first sign was raised, and a link that took in its note's number`() throws {
    let document = try read(
      """
      # The Light

      The keepers were paid<sup>1</sup> in oil,[2](#page-3-1) and they sold it.[3](#page-3-2) Nobody knew.

      <span id="page-3-0"></span><sup>&</sup>lt;sup>1</sup>Board minutes, 1811.

      <span id="page-3-1"></span><sup>2</sup>The fishermen paid in herring.

      [<sup>3</sup>https://example.org/oil](https://example.org/oil)
      """)
    #expect(
      document.texts(.note) == [
        "Board minutes, 1811.", "The fishermen paid in herring.", "https://example.org/oil",
      ])
    #expect(document.references == ["paid1", "oil,2", "it.3"])
  }

  @Test func `several notes in one paragraph, each after its raised number`() throws {
    let document = try read(
      """
      # The Light

      The keepers<sup>1</sup> were paid in oil<sup>2</sup> and sold it,<sup>3</sup> for years.<sup>4</sup>

      <sup>1</sup> Ibid. <sup>2</sup> Ibid., the 2<sup>nd</sup> of May, 10<sup>3</sup> men.
      Then more. <sup>3</sup> *Loc. cit.*

      <sup>4</sup> See note 5.
      """)
    #expect(
      document.texts(.note) == [
        "Ibid.", "Ibid., the 2nd of May, 103 men. Then more.", "Loc. cit.", "See note 5.",
      ])
    #expect(document.references == ["keepers1", "oil2", "it,3", "years.4"])
  }

  @Test func `an item of a list that comes next after a foot's note is none`() throws {
    let document = try read(
      """
      # Rules

      1. The keeper lights the lamp at dusk, and he trims it every four hours until the sun is

      <sup>1</sup> This rule was new.

         up and the boats are home.<sup>1</sup>
      2. The keeper sells no oil.
      """)
    #expect(document.texts(.note) == ["This rule was new."])
    #expect(
      document.texts(.list) == [
        "1. The keeper lights the lamp at dusk, and he trims it every four hours until the sun is up and the boats are home.",
        "2. The keeper sells no oil.",
      ])
  }

  @Test func `powers with a sign, and a power that comes before its note is expected`() throws {
    let document = try read(
      "# Sums\n\nA rate of 10⁻³ s⁻¹ and E = mc² hold. A note.¹ Another.²\n\n¹ The first.\n\n² The second.")
    #expect(document.references == ["note.1", "Another.2"])
    #expect(document.texts(.paragraph)[0].contains("10⁻³ s⁻¹ and E = mc² hold."))
  }

  @Test func `a note's number after the word that names it`() throws {
    let document = try read(
      """
      # The Light

      The keepers were paid in oil,1 and they sold what they did not burn.2 The board said nothing.

      Footnote 1: Board minutes, 1811.

      Footnote 2: The fishermen paid in herring.
      """)
    #expect(document.texts(.note) == ["Board minutes, 1811.", "The fishermen paid in herring."])
    #expect(document.references == ["oil,1", "burn.2"])
  }
}
