internal import Scholarship

extension Notebook {
  /// A note that its author can still change. Of one that is not there, what is said is what anyone is told of any id
  /// that names nothing.
  func standing(_ id: MemoID) throws(Refusal) -> Memo {
    guard let memo = memo(id) else { throw Refusal(.noSuchThing, "There is no \(id).") }
    if let shared = memo.shared {
      throw Refusal(
        .refused,
        "\(id) was shared as \(shared.annotation) (@\(shared.stamp.position)); act on \(shared.annotation) instead."
      )
    }
    if let withdrawn = memo.withdrawn {
      throw Refusal(
        .refused, "\(id) was withdrawn (@\(withdrawn.stamp.position)). “show \(id)” tells its history.")
    }
    return memo
  }
}
