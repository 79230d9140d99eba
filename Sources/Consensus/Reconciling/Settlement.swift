internal import Manuscript

/// Proposals grouped into loci and settled among themselves.
///
/// Costs n log n: a sweep over the text, and for each locus a few sorted lists.
struct Settlement {
  private(set) var loci: [LocusOutline] = []
  /// What each proposal comes to, in the order in which they were given.
  private(set) var statuses: [CorrectionStatus] = []

  /// - Parameter proposals: in text order; with one, all that it meets or agrees with.
  init(of proposals: [Proposal]) {
    let classes = EffectClasses(of: proposals)
    loci.reserveCapacity(proposals.count)
    statuses.reserveCapacity(proposals.count)
    var first = 0
    while first < proposals.count {
      var end = first
      var (reach, point) = (-1, -1)
      repeat {
        let hull = classes.hulls[classes.of[end]]
        (reach, point) = (max(reach, hull.end), max(point, hull.lastPoint))
        end += 1
      } while end < proposals.count && proposals[end].range.joins(upTo: reach, point: point)
      settle(proposals[first..<end], classes.of[first..<end])
      first = end
    }
  }

  /// Settles one locus.
  ///
  /// What was decided by more than a ballot prevails over ballots it conflicts with; then what passes and conflicts
  /// with something else that passes is contested, and the base stands there; all else that passes is accepted, and of
  /// edits that agree the first proposed is made. What is open or contested and conflicts with an accepted edit is moot.
  private mutating func settle(_ members: ArraySlice<Proposal>, _ classes: ArraySlice<Int>) {
    let range = members.dropFirst().reduce(members[members.startIndex].range) { $0.union($1.range) }
    if members.count >= Contest.least {
      let contest = Contest(zip(members, classes).lazy.map { (proposal: $0, class: $1) })
      let numbers = members.map(\.number)
      loci.append(
        LocusOutline(hull: range, members: numbers, applied: contest.applied(numbers), contest: contest))
      statuses += contest.statuses
      return
    }
    var statuses = members.map(\.outcome)
    let edits = zip(members, classes).map { (range: $0.range, class: $1) }
    func those(_ fulfil: (Int) -> Bool) -> [Int] { edits.indices.filter(fulfil) }
    func set(_ status: CorrectionStatus, _ candidates: [Int], against others: [Int]) {
      if candidates.isEmpty || others.isEmpty { return }
      let index = ConflictIndex(others.map { edits[$0] })
      for candidate in candidates where index.hasConflict(with: edits[candidate]) {
        statuses[candidate] = status
      }
    }
    if edits.count > 1 {
      func outweighs(_ index: Int) -> Bool { members[members.startIndex + index].outweighsBallots }
      let passing = those { statuses[$0] == .accepted }
      set(.moot, passing.filter { !outweighs($0) }, against: passing.filter(outweighs))
      let left = passing.filter { statuses[$0] == .accepted }
      set(.contested, left, against: left)
      let undecided = those { statuses[$0] == .open || statuses[$0] == .contested }
      set(.moot, undecided, against: left.filter { statuses[$0] == .accepted })
    }
    var firstProposed: [Int: Int] = [:]
    for (index, member) in members.enumerated() where statuses[index] == .accepted {
      firstProposed[edits[index].class] = min(
        firstProposed[edits[index].class] ?? member.number, member.number)
    }
    let applied = members.enumerated().filter {
      statuses[$0] == .accepted && firstProposed[edits[$0].class] == $1.number
    }
    loci.append(
      LocusOutline(hull: range, members: members.map(\.number), applied: applied.map(\.element.number)))
    self.statuses += statuses
  }
}

/// Proposals classed by what they do: those that agree are of one class.
private struct EffectClasses {
  /// The class of each proposal.
  private(set) var of: [Int]
  /// How far each class reaches.
  private(set) var hulls: [(end: Int, lastPoint: Int)] = []

  init(of proposals: [Proposal]) {
    of = Array(repeating: 0, count: proposals.count)
    let order = proposals.indices.sorted { proposals[$0].effect < proposals[$1].effect }
    var last: Effect?
    for index in order {
      let (range, effect) = (proposals[index].range, proposals[index].effect)
      if effect != last { hulls.append((-1, -1)) }
      last = effect
      let number = hulls.count - 1
      of[index] = number
      hulls[number].end = max(hulls[number].end, range.end)
      if range.isEmpty { hulls[number].lastPoint = max(hulls[number].lastPoint, range.start) }
    }
  }
}

extension ScalarRange {
  /// Whether an edit of this range is part of a locus that comes before it in the text: it begins before the end of that,
  /// or inserts where an edit of it inserts.
  ///
  /// In text order all inserted at a point comes before what replaces words from there on, so no more need be known.
  fileprivate func joins(upTo reach: Int, point: Int) -> Bool {
    start < reach || isEmpty && start == point
  }
}
