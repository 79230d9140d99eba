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

  static let other = "# Another Paper\n\nIt has one sentence only.\n"
}
