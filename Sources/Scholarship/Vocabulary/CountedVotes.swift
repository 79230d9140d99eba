public import CanonicalJSON

/// How the votes on one question stood at one time: who was for it, and so on, each list in the order of the handles.
public struct CountedVotes: Hashable, Sendable {
  /// Who voted for it.
  public var `for`: [Handle]
  /// Who voted against it.
  public var against: [Handle]
  /// Who abstained.
  public var abstained: [Handle]
  /// Who stood aside.
  public var recused: [Handle]
  /// Who could have voted, and was not heard.
  public var silent: [Handle]

  public init(
    for: [Handle], against: [Handle], abstained: [Handle], recused: [Handle], silent: [Handle]
  ) {
    self.for = `for`
    self.against = against
    self.abstained = abstained
    self.recused = recused
    self.silent = silent
  }
}

extension CountedVotes: JSONRecord {
  public static let shape = Shape(
    CountedVotes.init(for:against:abstained:recused:silent:), Field("for", \.for),
    Field("against", \.against), Field("abstained", \.abstained), Field("recused", \.recused),
    Field("silent", \.silent))
}
