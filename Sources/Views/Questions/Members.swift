public import Protocol
internal import Scholarship

extension Snapshot {
  /// `members`: all of them, by handle.
  public func members() -> ListView<MemberItem> {
    let members = paper.members.values.sorted { $0.handle < $1.handle }
    return ListView(at: at, items: members.map { MemberItem($0) })
  }
}
