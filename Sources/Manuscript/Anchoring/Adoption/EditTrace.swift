/// How a stretch of a new text came of one of an old text: by edits that someone had proposed, and else by the fewest
/// changes of letters. What a proposed edit explains costs next to nothing, so that the trace takes the edits that explain
/// most.
struct EditTrace {
  /// For each place between two scalars of the old stretch, where it is in the new one: from before to after what was put in
  /// there. `nil` within what an edit replaced.
  private(set) var images: [ClosedRange<Int>?]
  /// Whether a scalar of the old stretch stands in the new one, or an edit accounts for it.
  private(set) var isKept: [Bool]
  /// Whether a scalar of the new stretch was put in by an edit.
  private(set) var isProposed: [Bool]

  private let old: ArraySlice<Unicode.Scalar>
  private let new: ArraySlice<Unicode.Scalar>

  /// What it costs to use an edit, and to put in or take out a scalar: one of a word, or white space or punctuation.
  private static let edit: Int32 = 1
  private static let letter: Int32 = 4
  private static let other: Int32 = 2
  /// A stretch with more steps is not traced.
  private static let mostSteps = 1 << 22

  /// `nil` where the stretches are too long.
  ///
  /// - Parameter edits: within the old stretch, counted from its beginning, without what they leave as it is.
  init?(
    from old: ArraySlice<Unicode.Scalar>, to new: ArraySlice<Unicode.Scalar>, by edits: [ProposedEdit]
  ) {
    guard (old.count + 1) * (new.count + 1) <= Self.mostSteps else { return nil }
    self.old = old
    self.new = new
    images = Array(repeating: nil, count: old.count + 1)
    isKept = Array(repeating: false, count: old.count)
    isProposed = Array(repeating: false, count: new.count)
    let steps = steps(by: edits)
    trace(steps, edits)
  }

  /// The last step on the cheapest way to each place: an edit's number, or one of these.
  private enum Step {
    static let none: Int32 = -1
    static let same: Int32 = -2
    static let out: Int32 = -3
    static let `in`: Int32 = -4
  }

  private func steps(by edits: [ProposedEdit]) -> [Int32] {
    let width = new.count + 1
    var costs = [Int32](repeating: .max, count: (old.count + 1) * width)
    var steps = [Int32](repeating: Step.none, count: costs.count)
    costs[0] = 0
    let starting = Dictionary(grouping: edits.indices) { edits[$0].range.start }
    func go(to place: Int, _ cost: Int32, _ step: Int32) {
      if cost < costs[place] { (costs[place], steps[place]) = (cost, step) }
    }
    for row in 0...old.count {
      let here = starting[row] ?? []
      for column in 0...new.count {
        let place = row * width + column
        let cost = costs[place]
        if row < old.count, column < new.count, isSame(row, column) {
          go(to: place + width + 1, cost, Step.same)
        }
        if row < old.count { go(to: place + width, cost + Self.cost(old[old.startIndex + row]), Step.out) }
        if column < new.count { go(to: place + 1, cost + Self.cost(new[new.startIndex + column]), Step.in) }
        for index in here where new[(new.startIndex + column)...].starts(with: edits[index].replacement) {
          let end = edits[index].range.end * width + column + edits[index].replacement.count
          go(to: end, cost + Self.edit, Int32(index))
        }
      }
    }
    return steps
  }

  private mutating func trace(_ steps: [Int32], _ edits: [ProposedEdit]) {
    var (row, column) = (old.count, new.count)
    images[row] = column...column
    while row > 0 || column > 0 {
      switch steps[row * (new.count + 1) + column] {
      case Step.same:
        (row, column) = (row - 1, column - 1)
        isKept[row] = true
      case Step.out: row -= 1
      case Step.in: column -= 1
      case let index:
        let edit = edits[Int(index)]
        for offset in edit.range.offsets { isKept[offset] = true }
        for offset in column - edit.replacement.count..<column { isProposed[offset] = true }
        (row, column) = (edit.range.start, column - edit.replacement.count)
      }
      images[row] = column...(images[row]?.upperBound ?? column)
    }
  }

  private func isSame(_ row: Int, _ column: Int) -> Bool {
    let (left, right) = (old[old.startIndex + row], new[new.startIndex + column])
    return left == right || left.properties.isWhitespace && right.properties.isWhitespace
  }

  private static func cost(_ scalar: Unicode.Scalar) -> Int32 { scalar.isInWord ? letter : other }

  // MARK: Asking

  /// Where in the new stretch an edit was made, whatever explains it: there stands what it proposes, and beside that
  /// nothing new but what other edits put in, white space and punctuation.
  func place(of edit: ProposedEdit) -> Range<Int>? {
    guard let before = images[edit.range.start], let after = images[edit.range.end], isBesideTheSame(edit)
    else { return nil }
    func isBeside(_ offset: Int) -> Bool { isProposed[offset] || !new[new.startIndex + offset].isInWord }
    var starts = [before.lowerBound]
    while let last = starts.last, last < before.upperBound, isBeside(last) { starts.append(last + 1) }
    var ends = [after.upperBound]
    while let last = ends.last, last > after.lowerBound, isBeside(last - 1) { ends.append(last - 1) }
    for start in starts {
      for end in ends where end - start == edit.replacement.count {
        let words = new[new.startIndex + start..<new.startIndex + end]
        if words.elementsEqual(edit.replacement) { return start..<end }
      }
    }
    return nil
  }

  /// Whether the words beside an edit's passage still stand there; if it puts in enough to be known by, on one side.
  private func isBesideTheSame(_ edit: ProposedEdit) -> Bool {
    let before = old.indices.prefix(edit.range.start).last { old[$0].isInWord }
    let after = old.indices.dropFirst(edit.range.end).first { old[$0].isInWord }
    let sides = [before, after].map { index in index.map { isKept[$0 - old.startIndex] } ?? true }
    return edit.replacement.count { $0.isInWord } < 4 ? !sides.contains(false) : sides.contains(true)
  }
}
