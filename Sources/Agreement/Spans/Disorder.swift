/// A mark in an alignment.
struct SpanUnit: Hashable {
  var rater: Int
  var start: Int
  var end: Int

  /// How unlike two marks are: 0 where they are the same, 1 where they are as unlike as a mark is to none.
  ///
  /// The positional dissimilarity of Y. Mathet, A. Widlöcher and J.-P. Métivier, “The Unified and Holistic Method Gamma
  /// (γ) for Inter-Annotator Agreement Measure and Alignment”, Computational Linguistics 41 (2015), 4.2.
  func dissimilarity(to other: SpanUnit) -> Double {
    let shift =
      Double(abs(start - other.start) + abs(end - other.end)) / Double(end - start + other.end - other.start)
    return shift * shift
  }
}

/// Marks of different people that are taken for the same.
struct UnitaryAlignment: Hashable {
  /// Indices into the units that are aligned, in order.
  var members: [Int]
  /// The mean dissimilarity of all pairs of people here; who has no mark here counts as 1.
  var disorder: Double
}

/// An alignment of all marks: each lies in one unitary alignment.
struct Alignment: Hashable {
  /// In the order of their first members.
  var parts: [UnitaryAlignment]
  let raters: Int
  let units: Int

  /// The disorder of the whole (ibid., 4.4): of its parts, over the mean number of marks of a person.
  var disorder: Double {
    parts.reduce(0) { $0 + $1.disorder } * Double(raters) / Double(units)
  }
}
