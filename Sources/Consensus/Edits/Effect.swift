public import Manuscript

/// What an edit does to a text: its normal form in that text.
///
/// Two edits have the same effect if each alone gives the same text, up to canonical equivalence. The normal form is
/// the edit trimmed of what it leaves as it is, at its end first and then at its beginning; so what is inserted or
/// deleted among equal characters stands at the leftmost place. It begins and ends where segments do (a scalar with the
/// marks on it), and its replacement is compared up to canonical equivalence, as strings are.
///
/// An edit that gives the base again, up to canonical equivalence, has the effect of writing certain scalars otherwise:
/// without that, two at opposite ends of a paper would be one.
public struct Effect: Hashable, Sendable {
  /// What is replaced, in scalars of the text.
  public let range: ScalarRange
  public let replacement: String
}

extension Effect: Comparable {
  /// By range, then by replacement; equivalent replacements are equal in this order too.
  public static func < (a: Effect, b: Effect) -> Bool {
    if a.range != b.range { return a.range < b.range }
    return a.replacement < b.replacement
  }
}

extension Edit {
  /// Its normal form in `base`, in which its range lies.
  ///
  /// Costs the length of the edit and of the segments at its ends; among equal characters, up to the whole stretch of
  /// them. ``Effects`` finds many at the cost of one such stretch.
  public func effect(in base: ScalarText) -> Effect {
    var effects = Effects(in: base)
    return effects.effect(of: self)
  }
}

/// Finds the normal forms of edits of one text.
///
/// Many edits cost n log n: each its own length, and together what the text's repetitions are long, for each is walked
/// through once (``Repetitions``), and those of all periods together are n log n long.
struct Effects: Sendable {
  let base: ScalarText
  private var repetitions = Repetitions()

  init(in base: ScalarText) { self.base = base }

  mutating func effect(of edit: Edit) -> Effect {
    let scalars = base.scalars
    let inserted = Array(edit.replacement.unicodeScalars)
    let window = window(of: edit.range, inserted)
    let new =
      window == edit.range
      ? inserted
      : scalars[window.start..<edit.range.start] + inserted + scalars[edit.range.end..<window.end]
    var (oldEnd, newEnd) = (window.end, new.count)
    while oldEnd > window.start, newEnd > 0 {
      let oldStart = scalars.segmentStart(before: oldEnd, downTo: window.start)
      let newStart = new.segmentStart(before: newEnd)
      guard scalars[oldStart..<oldEnd].isEquivalent(to: new[newStart..<newEnd]) else { break }
      (oldEnd, newEnd) = (oldStart, newStart)
    }
    switch (oldEnd == window.start, newEnd == 0) {
    case (true, true): return respelling(edit, window, new)
    case (false, true): return deletion(of: ScalarRange(window.start, oldEnd))
    case (true, false): return insertion(of: Array(new[..<newEnd]), at: window.start)
    case (false, false): break
    }
    var (oldStart, newStart) = (window.start, 0)
    while oldStart < oldEnd, newStart < newEnd {
      let oldNext = scalars.segmentEnd(after: oldStart, upTo: oldEnd)
      let newNext = new.segmentEnd(after: newStart, upTo: newEnd)
      guard scalars[oldStart..<oldNext].isEquivalent(to: new[newStart..<newNext]) else { break }
      (oldStart, newStart) = (oldNext, newNext)
    }
    return Effect(
      range: ScalarRange(oldStart, oldEnd), replacement: String(scalars: new[newStart..<newEnd]))
  }

  /// The range that an edit changes, as far as segments reach before it and after it: both the base and the edited text
  /// have the beginnings of segments at its ends.
  private func window(of range: ScalarRange, _ inserted: [Unicode.Scalar]) -> ScalarRange {
    let scalars = base.scalars
    func joins(_ offset: Int) -> Bool { offset < scalars.count && scalars[offset].joinsSegment }
    var (start, end) = (range.start, range.end)
    let joinsBefore = inserted.first?.joinsSegment ?? joins(end)
    if start > 0, joinsBefore || joins(start) { start = scalars.segmentStart(before: start) }
    while joins(end) { end += 1 }
    return ScalarRange(start, end)
  }

  /// Of an edit that gives the base again: the segments that it writes with other scalars.
  private func respelling(_ edit: Edit, _ window: ScalarRange, _ new: [Unicode.Scalar]) -> Effect {
    let segments = zip(base.scalars.segments(in: window.offsets), new.segments(in: new.indices))
    let changed = segments.filter { !$0.elementsEqual($1) }
    guard let first = changed.first, let last = changed.last else {
      return Effect(range: ScalarRange(edit.range.start, edit.range.start), replacement: "")
    }
    return Effect(
      range: ScalarRange(first.0.startIndex, last.0.endIndex),
      replacement: String(scalars: new[first.1.startIndex..<last.1.endIndex]))
  }

  private mutating func deletion(of range: ScalarRange) -> Effect {
    let scalars = base.scalars
    var (start, end) = (range.start, range.end)
    while start > 0 {
      let before = scalars.segmentStart(before: start)
      let last = scalars.segmentStart(before: end)
      guard scalars[before..<start].isEquivalent(to: scalars[last..<end]) else { break }
      (start, end) = (before, last)
      // The same stands twice: how far that goes on to the left is looked up.
      guard end == range.start else { continue }
      let segments = scalars.segments(in: start..<end)
      start = repetitions.start(of: segments, from: start, to: range.end, in: scalars)
      end = scalars.segmentsEnd(after: start, count: segments.count)
      break
    }
    return Effect(range: ScalarRange(start, end), replacement: "")
  }

  private mutating func insertion(of inserted: [Unicode.Scalar], at point: Int) -> Effect {
    let scalars = base.scalars
    var start = point
    // Where the segment ends that would stand last, were the insertion made at `start`.
    var end = inserted.count
    var rounds = 0
    while start > 0 {
      let before = scalars.segmentStart(before: start)
      let last = inserted.segmentStart(before: end)
      guard scalars[before..<start].isEquivalent(to: inserted[last..<end]) else { break }
      (start, end) = (before, last)
      guard end == 0 else { continue }
      end = inserted.count
      rounds += 1
      // What is inserted stands there twice.
      guard rounds == 2 else { continue }
      let segments = inserted.segments(in: inserted.indices)
      start = repetitions.start(of: segments, from: start, to: point, in: scalars)
      let words = scalars[start..<scalars.segmentsEnd(after: start, count: segments.count)]
      return Effect(range: ScalarRange(start, start), replacement: String(scalars: words))
    }
    return Effect(
      range: ScalarRange(start, start), replacement: String(scalars: inserted[end...] + inserted[..<end]))
  }
}
