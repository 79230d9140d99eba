internal import Consensus
internal import Manuscript

/// How a run of text is set apart, and where it leads.
struct TextStyle: Hashable, Sendable {
  var kinds: Set<EmphasisSpan.Kind> = []
  /// The destination of a link.
  var link: String?
}

/// A stretch that is set apart, or a link.
struct StyledSpan: Sendable {
  enum Style: Sendable {
    case emphasis(EmphasisSpan.Kind)
    case link(String)
  }

  let range: ScalarRange
  let style: Style
  /// Its number among those of its block.
  let index: Int

  /// Those of a block, in text order.
  ///
  /// - Parameter edits: those made in the block, in text order.
  static func spans(of block: Block, in text: ScalarText, edits: ArraySlice<AcceptedEdit>) -> [StyledSpan] {
    var styles = block.emphasis.map { ($0.range, Style.emphasis($0.kind)) }
    styles += block.links(in: text, madeWith: edits.lazy.map(\.edit)).map {
      ($0.range, .link($0.destination))
    }
    return styles.sorted { $0.0 < $1.0 }.enumerated().compactMap { index, span in
      span.0.isEmpty ? nil : StyledSpan(range: span.0, style: span.1, index: index)
    }
  }
}

/// The spans in which a point of the text lies.
struct OpenStyles {
  private var spans: [StyledSpan] = []
  private(set) var style = TextStyle()

  init() {}

  mutating func open(_ span: StyledSpan) {
    spans.append(span)
    style = Self.style(of: spans)
  }

  mutating func close(_ span: StyledSpan) {
    spans.removeAll { $0.index == span.index }
    style = Self.style(of: spans)
  }

  /// How what stands in place of a range is set apart: as what all of it is; at a point, as what is on both sides.
  func style(at range: ScalarRange) -> TextStyle {
    if spans.isEmpty { return style }
    return Self.style(of: spans.filter { $0.range.end >= range.end && $0.range.start <= range.start })
  }

  private static func style(of spans: [StyledSpan]) -> TextStyle {
    spans.reduce(into: TextStyle()) { style, span in
      switch span.style {
      case .emphasis(let kind): style.kinds.insert(kind)
      case .link(let destination): style.link = destination
      }
    }
  }
}
