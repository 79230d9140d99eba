internal import Manuscript
internal import Scholarship

/// Which things have passages where in a text, so that those near a place are found without looking at all.
///
/// The text is divided into stretches of equal length; each lists the things that reach into it. To add a passage costs
/// its length, in stretches; to ask costs that of the range, and as many things as there are near it.
struct PassageIndex: Sendable {
  /// By stretch: the numbers of things, each as often as it has passages there.
  private var stretches: Series<[Int]>

  /// - Parameter length: of the text, in scalars.
  init(length: Int) {
    stretches = Series((0...length / Self.stretch).lazy.map { _ in [] })
  }

  mutating func insert(_ thing: Int, at range: ScalarRange) {
    for stretch in Self.stretches(of: range) { stretches[stretch].append(thing) }
  }

  mutating func remove(_ thing: Int, at range: ScalarRange) {
    for stretch in Self.stretches(of: range) {
      if let index = stretches[stretch].firstIndex(of: thing) { stretches[stretch].remove(at: index) }
    }
  }

  /// The things with passages in the stretches that `range` touches: all that it touches, and some beside it.
  func things(near range: ScalarRange) -> Set<Int> {
    Self.stretches(of: range).reduce(into: []) { $0.formUnion(stretches[$1]) }
  }

  /// The stretches that hold a scalar of `range` or one of its ends.
  private static func stretches(of range: ScalarRange) -> ClosedRange<Int> {
    range.start / stretch...range.end / stretch
  }

  private static var stretch: Int { 1024 }
}
