public import Manuscript
public import Scholarship

/// A remark of a file with where it belongs in a text.
public struct PlacedRemark: Hashable, Sendable {
  /// As the file has it.
  public var remark: ForeignRemark
  /// Where it belongs.
  public var place: Whereabouts

  /// Where it belongs. A place is never guessed.
  public enum Whereabouts: Hashable, Sendable {
    /// At these passages. By the comparison or the search, with how well it agrees, in thousandths; by an address, neither.
    case found([Anchor], method: AnchorPlacement.Method?, score: Int)
    /// At one of these, the best first.
    case ambiguous([ScalarRange])
    /// Nowhere, as far as can be told; with the place that came nearest.
    case orphaned(nearest: ScalarRange?)
    /// At another remark of the file, by its name there, or at a thing of the paper, by the name that it came in under.
    case reply(to: String)
    /// It names none that can be looked for, with the reason as a sentence.
    case nowhere(String)
  }
}

extension ForeignFile {
  /// Finds where everything in it belongs: in time near linear in the texts.
  ///
  /// - Parameter kind: what notes, claims and corrections become; `nil` for what each is.
  public func placed(
    in document: Document, base: BaseID, into kind: EntityKind? = nil
  ) -> [PlacedRemark] {
    let remarks = kind.map { kind in self.remarks.map { $0.turned(into: kind) } } ?? self.remarks
    let placing = Placing(remarks, text, in: document, base: base)
    return remarks.map { PlacedRemark(remark: $0, place: placing.place(of: $0)) }
  }
}

/// Where the remarks of a file belong in one text.
private struct Placing {
  private let document: Document
  private let base: BaseID
  /// What the search came to, for anchors that are not of this very text.
  private var sought: [Anchor: AnchorOutcome] = [:]
  /// What the comparison came to, for ranges of the text that the file has.
  private var carried: [ScalarRange: AnchorOutcome] = [:]
  private var same: SameParagraphs?

  init(_ remarks: [ForeignRemark], _ text: ForeignText?, in document: Document, base: BaseID) {
    self.document = document
    self.base = base
    same = text.map { SameParagraphs($0, in: document, base: base) }
    var anchors: [Anchor] = []
    var ranges: [ScalarRange] = []
    for remark in remarks {
      switch remark.spot {
      case .passages(let passages): anchors += passages.filter { !stands($0) }
      case .text(let range, _): if same?.place(of: range) == nil { ranges.append(range) }
      case .address, .reply, .nowhere: break
      }
    }
    if !anchors.isEmpty {
      let outcomes = AnchorSearch(in: document).place(anchors)
      sought = Dictionary(zip(anchors, outcomes)) { first, _ in first }
    }
    if let text, !ranges.isEmpty {
      let outcomes = Reanchoring(from: text.text, to: document.text).carry(ranges)
      carried = Dictionary(zip(ranges, outcomes)) { first, _ in first }
    }
  }

  func place(of remark: ForeignRemark) -> PlacedRemark.Whereabouts {
    let isCorrection = if case .correction = remark.content { true } else { false }
    switch remark.spot {
    case .passages(let anchors): return place(of: anchors, isCorrection: isCorrection)
    case .address(let address, let words): return place(of: address, words)
    case .text(let range, let words):
      if let range = same?.place(of: range) {
        return .found([document.anchor(for: range, base: base)], method: .exact, score: 1000)
      }
      return place(carried[range], words: isCorrection ? words : nil)
    case .reply(let name): return .reply(to: name)
    case .nowhere(let reason): return .nowhere(reason)
    }
  }

  private func place(of anchors: [Anchor], isCorrection: Bool) -> PlacedRemark.Whereabouts {
    var found: [Anchor] = []
    var (method, score) = (AnchorPlacement.Method.exact, 1000)
    for anchor in anchors {
      if stands(anchor) {
        found.append(document.anchor(for: anchor.range, base: base))
        continue
      }
      if agrees(anchor) {
        found.append(document.anchor(for: anchor.range, base: base))
        continue
      }
      // A correction is of certain words, not of others in their place.
      let place = place(sought[anchor], words: isCorrection ? anchor.quote : nil)
      guard case .found(let passages, let how, let least) = place else { return place }
      let twins = twins(of: passages[0].range, anchor)
      guard twins.isEmpty else { return .ambiguous([passages[0].range] + twins) }
      found += passages
      if let how, how != .exact { method = how }
      score = min(score, least)
    }
    return .found(found, method: method, score: score)
  }

  /// Whether the words of an anchor of another text stand where it says, with all that it has of the words around them:
  /// then both texts are alike there, and counting alike.
  private func agrees(_ anchor: Anchor) -> Bool {
    let (prefix, suffix) = (anchor.prefix.unicodeScalars.count, anchor.suffix.unicodeScalars.count)
    let whole = ScalarRange(max(0, anchor.range.start - prefix), anchor.range.end + suffix)
    guard prefix + suffix >= Anchor.contextLength, anchor.range.start >= prefix,
      whole.end <= document.text.count
    else { return false }
    return document.text[whole].utf8.elementsEqual((anchor.prefix + anchor.quote + anchor.suffix).utf8)
  }

  /// The one place of exactly these words in a range or at its very edges: the search does not mind white space there.
  private func exactly(_ words: String, near range: ScalarRange) -> ScalarRange? {
    let (words, scalars) = (Array(words.unicodeScalars), document.text.scalars)
    let (first, last) = (max(0, range.start - 1), min(scalars.count, range.end + 1) - words.count)
    guard !words.isEmpty, first <= last else { return nil }
    let starts = (first...last).filter { scalars[$0..<$0 + words.count].elementsEqual(words) }
    return starts.count == 1 ? ScalarRange(start: starts[0], count: words.count) : nil
  }

  /// Where the words that were found stand again nearby with as much of their context: of places so near to each other the
  /// search takes one.
  private func twins(of range: ScalarRange, _ anchor: Anchor) -> [ScalarRange] {
    guard !range.isEmpty else { return [] }
    let scalars = document.text.scalars
    let words = scalars[range.offsets]
    func context(_ range: ScalarRange) -> Int {
      let before = zip(scalars[..<range.start].reversed(), anchor.prefix.unicodeScalars.reversed())
      let after = zip(scalars[range.end...], anchor.suffix.unicodeScalars)
      return before.prefix { $0 == $1 }.count + after.prefix { $0 == $1 }.count
    }
    let reach = 2 * (range.count + 2 * Anchor.contextLength)
    let last = min(scalars.count, range.end + reach) - range.count
    let found = context(range)
    return (max(0, range.start - reach)...max(range.start, last)).compactMap { start in
      let other = ScalarRange(start: start, count: range.count)
      guard start != range.start, scalars[other.offsets].elementsEqual(words) else { return nil }
      return context(other) >= found ? other : nil
    }
  }

  /// Whether an anchor is of this very text, and its words stand where it says.
  private func stands(_ anchor: Anchor) -> Bool {
    anchor.base == base && anchor.range.end <= document.text.count
      && anchor.quote.utf8.elementsEqual(document.text[anchor.range].utf8)
  }

  /// - Parameter words: what must stand there, where that matters.
  private func place(
    _ outcome: AnchorOutcome?, words: String? = nil
  ) -> PlacedRemark.Whereabouts {
    switch outcome {
    case .found(let placement):
      let range = words.flatMap { exactly($0, near: placement.range) } ?? placement.range
      let anchor = document.anchor(for: range, base: base)
      let differs = words.map { !$0.utf8.elementsEqual(anchor.quote.utf8) } ?? false
      if differs { return .orphaned(nearest: placement.range) }
      return .found([anchor], method: placement.method, score: Int((placement.score * 1000).rounded()))
    case .ambiguous(let placements): return .ambiguous(placements.map(\.range))
    case .orphaned(let nearest): return .orphaned(nearest: nearest?.range)
    case nil: return .orphaned(nearest: nil)
    }
  }

  private func place(of address: String, _ words: String?) -> PlacedRemark.Whereabouts {
    do throws(AddressError) {
      let range = try range(of: address, words)
      guard let words, !words.utf8.elementsEqual(document.text[range].utf8) else {
        return .found([document.anchor(for: range, base: base)], method: nil, score: 1000)
      }
      return .orphaned(nearest: range)
    } catch {
      switch error {
      case .ambiguous(_, let passages, _): return .ambiguous(passages.map(\.range))
      case .notFound(_, let nearest): return .orphaned(nearest: nearest.first?.range)
      case .malformed, .names: return .nowhere(Refusal(error).message)
      }
    }
  }

  /// The place of an address, or of words in it where it is of more than these.
  private func range(of address: String, _ words: String?) throws(AddressError) -> ScalarRange {
    guard let words, !words.isEmpty else { return try document.resolve(address).range }
    if address.isEmpty { return try document.resolve(":\(words)").range }
    let range = try document.resolve(address).range
    if words.utf8.elementsEqual(document.text[range].utf8) { return range }
    if try Address(parsing: address).quotesWords || address.contains("/") { return range }
    return try document.resolve("\(address):\(words)").range
  }
}
