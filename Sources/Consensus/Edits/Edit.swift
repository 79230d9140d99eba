public import Manuscript

/// A range of a text and what is to stand in its place: an empty range inserts, an empty replacement deletes.
public struct Edit: Sendable {
  /// In scalars of the text.
  public var range: ScalarRange
  public var replacement: String

  public init(range: ScalarRange, replacement: String) {
    self.range = range
    self.replacement = replacement
  }

  /// Whether the order in which the two are made would matter: their ranges share a scalar, they insert at the same
  /// point, or one inserts strictly inside the other's range. Edits that merely touch do not meet.
  public func meets(_ other: Edit) -> Bool { range.meets(other.range) }

  /// Whether each alone gives the same text, up to canonical equivalence; see ``Effect``.
  public func agrees(with other: Edit, in base: ScalarText) -> Bool {
    effect(in: base) == other.effect(in: base)
  }

  /// Whether not both can be made: they meet and do not agree.
  public func conflicts(with other: Edit, in base: ScalarText) -> Bool {
    meets(other) && !agrees(with: other, in: base)
  }
}

extension Edit: Hashable {
  // Bytes, for strings that differ only in normalisation compare equal, and may well be the correction.
  public static func == (a: Edit, b: Edit) -> Bool {
    a.range == b.range && a.replacement.utf8.elementsEqual(b.replacement.utf8)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(range)
    for byte in replacement.utf8 { hasher.combine(byte) }
  }
}

extension ScalarRange {
  /// As ``Edit/meets(_:)``, of edits with these ranges.
  func meets(_ other: ScalarRange) -> Bool {
    switch (isEmpty, other.isEmpty) {
    case (false, false): overlaps(other)
    case (true, true): start == other.start
    case (true, false): other.start < start && start < other.end
    case (false, true): start < other.start && other.start < end
    }
  }

  /// Whether the two share a scalar or a point, their ends included.
  func touches(_ other: ScalarRange) -> Bool { start <= other.end && other.start <= end }

  /// The smallest range that holds both.
  func union(_ other: ScalarRange) -> ScalarRange {
    ScalarRange(min(start, other.start), max(end, other.end))
  }
}

extension ScalarText {
  /// The text of `range` with `edits` made. The edits lie in the range, in text order, and no two of them meet.
  public func applying(_ edits: some Sequence<Edit>, in range: ScalarRange) -> String {
    // A view of scalars would count itself at each appending.
    var result = ""
    var done = range.start
    for edit in edits {
      result += self[ScalarRange(done, edit.range.start)]
      result += edit.replacement
      done = edit.range.end
    }
    return result + self[ScalarRange(done, range.end)]
  }
}
