public import CanonicalJSON
public import Protocol
public import Rendering
internal import Scholarship

/// `members`: all of them, by handle.
public struct Members: Question {
  public init() {}

  public static let verb = VerbEntry(
    "members", group: .reading, "who is here, and in which role", examples: ["members"])

  public static let shape = Shape(Members.init)

  public func view(of snapshot: Snapshot) -> ListView<MemberItem> {
    let members = snapshot.paper.members.values.sorted { $0.handle < $1.handle }
    return ListView(at: snapshot.at, items: members.map { MemberItem($0) })
  }

  public func page(of view: ListView<MemberItem>) -> Page {
    var page = Page()
    page.table(
      columns: ["Handle", "Role", "Joined", "Since"],
      rows: view.items.map { item in
        [
          Styled(item.handle, .strong), Styled(item.role),
          Styled(Self.words(of: item)),
          Styled(Wording.time(item.departed?.at ?? item.at), .faint),
        ]
      })
    return page
  }

  private static func words(of item: MemberItem) -> String {
    if let departed = item.departed {
      return departed.by == item.handle ? "left" : "removed by \(departed.by)"
    }
    return item.joined ? "yes" : "invited by \(item.by)"
  }
}
