public import CanonicalJSON
public import Protocol
public import Rendering
public import Scholarship

/// `annotations`.
public enum Annotations: ListedKind {
  /// Whether it stands; of one's own private notes, whether it is private still.
  public enum Status: String, JSONTerm {
    case standing, withdrawn, `private`, shared

    init(_ annotation: Annotation) { self = annotation.withdrawn == nil ? .standing : .withdrawn }

    init(_ memo: Memo) {
      self = memo.withdrawn != nil ? .withdrawn : memo.shared != nil ? .shared : .private
    }
  }

  public static let verb = VerbEntry(
    "annotations", group: .reading, "the notes that people made, and your private ones after them",
    examples: [
      "annotations", "annotations --on p12", "annotations --tag chronology", "annotations --status private",
    ])

  public static let haveTags = true

  public static func listing(of snapshot: Snapshot) -> Listing<Annotation, Status, AnnotationItem> {
    let (paper, presenter) = (snapshot.paper, snapshot.presenter)
    return Listing(
      things: paper.annotations, stamp: { $0.stamp }, author: { paper.author(of: $0.id) }, tags: { $0.tags },
      on: { paper.annotations(on: $0) }, status: Status.init, item: { presenter.item($0) })
  }

  public static let haveOwn = true

  public static func ownListing(of snapshot: Snapshot) -> Listing<Memo, Status, AnnotationItem>? {
    let (paper, presenter) = (snapshot.paper, snapshot.presenter)
    let memos = snapshot.notebook.memos
    return Listing(
      things: memos, stamp: { $0.stamp }, tags: { $0.tags },
      on: { place in memos.indices.filter { paper.isAbout(memos[$0].target, place) } }, status: Status.init,
      item: { presenter.item($0) })
  }

  public static func page(of items: [AnnotationItem]) -> Page { Page(annotations: items) }
}

extension Page {
  /// `annotations`.
  public init(annotations items: [AnnotationItem]) {
    self.init()
    records(
      ["Note", "Status", "By", "On", "Motivation", "Tags", "Replies"],
      items.map { item in
        var details: [Detail] = []
        if let quote = item.quote {
          details.append(
            Detail(label: "Text", text: Styled(Wording.quoted(quote), .faint), isShortened: true))
        }
        details.append(Detail(label: "Note", text: Styled(item.body)))
        let replies = item.replies.isEmpty ? "" : Wording.count(item.replies.count, "reply")
        return Record(
          cells: [
            Styled(item.id, .strong),
            Styled(item.status == "standing" ? "" : item.status, Style(status: item.status)), Styled(item.by),
            Styled(Wording.place(item.target, lost: item.lost)), Styled(item.motivation),
            Styled(item.tags.map { "#\($0)" }.joined(separator: " ")),
            Styled(replies),
          ], details: details)
      })
    if items.isEmpty { line("No notes. Write one with: annotate TARGET -m TEXT") }
  }
}
