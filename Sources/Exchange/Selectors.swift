internal import CanonicalJSON
internal import Manuscript

/// What a target says of its place (W3C Web Annotation, 4.2): by the words there, and by counting. Other ways need the
/// page that they were made on.
struct Selectors {
  private(set) var quote: (exact: String, prefix: String, suffix: String)?
  private(set) var position: ScalarRange?
  let source: String?

  init(_ target: ParsedJSON) {
    source = target.find("source")?.text ?? target.find("source")?.find("id")?.text
    for selector in target.find("selector")?.all ?? [] { add(selector) }
  }

  private mutating func add(_ selector: ParsedJSON) {
    var next: ParsedJSON? = selector
    // What refines another says more exactly where. JSON is bounded in its depth.
    while let selector = next {
      switch selector.find("type")?.text ?? selector.find("@type")?.text {
      case "TextQuoteSelector", "oa:TextQuoteSelector":
        guard let exact = selector.find("exact")?.text else { break }
        quote = (exact, selector.find("prefix")?.text ?? "", selector.find("suffix")?.text ?? "")
      case "TextPositionSelector", "oa:TextPositionSelector":
        guard let start = selector.find("start")?.whole, let end = selector.find("end")?.whole, start >= 0,
          start <= end
        else { break }
        position = ScalarRange(start, end)
      default: break
      }
      next = selector.find("refinedBy")
    }
  }

  /// The base that the target is of, where it names one.
  var base: BaseID? {
    guard let source, source.hasPrefix("urn:sha256:") else { return nil }
    return BaseID(String(source.dropFirst(4)))
  }

  /// The passage; `nil` where no words tell which.
  var anchor: Anchor? {
    guard let quote, quote.exact.contains(where: { !$0.isWhitespace }) || position != nil else { return nil }
    let start = position?.start ?? 0
    let range = ScalarRange(start: start, count: quote.exact.unicodeScalars.count)
    return Anchor(
      base: base ?? Self.noBase, range: range, quote: quote.exact,
      prefix: String(String.UnicodeScalarView(quote.prefix.unicodeScalars.suffix(Anchor.contextLength))),
      suffix: String(String.UnicodeScalarView(quote.suffix.unicodeScalars.prefix(Anchor.contextLength))))
  }

  private static let noBase = BaseID(raw: [], document: [])
}
