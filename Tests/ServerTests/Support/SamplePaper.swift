/// A small paper, made up for the tests.
enum SamplePaper {
  static let text = """
    # The Lighthouse at Orrin

    ## The keeper

    The lamp was lit on 3 March 1841. The keeper wrote that the fog came early. His brother doubted the date.

    Nobody else saw the lamp that night. The harbour lay empty.

    ## The ledger

    The ledger names four ships. It names the Heron twice. The second entry is in another hand.

    """

  /// Later versions of it: with a date corrected and words gone, and with its paragraphs in another order and one said
  /// twice.
  static let versions = [
    text.replacing("3 March 1841", with: "8 March 1841").replacing("It names the Heron twice. ", with: ""),
    """
    # The Lighthouse at Orrin

    ## The ledger

    The ledger names five ships. It names the Heron twice. The second entry is in another hand.

    The ledger names four ships. It names the Heron twice.

    ## The keeper

    Nobody saw the lamp that night.

    The lamp was lit on 3 March 1841. The keeper wrote that the fog came early and late.

    """,
  ]

  static let other = "# Another Paper\n\nIt has one sentence only.\n"
}
