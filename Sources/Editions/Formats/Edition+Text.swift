extension EditionFormat {
  /// The reading text alone.
  public static let text = EditionFormat("text", mediaType: "text/plain; charset=utf-8", fileExtension: "txt")
  {
    edition in [.init { _ in Array((edition.consensus + "\n").utf8) }]
  }
}
