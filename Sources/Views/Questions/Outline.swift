public import Protocol
internal import Scholarship

extension Snapshot {
  /// `outline`: the sections of the text.
  public func outline() -> OutlineView {
    OutlineView(
      at: at, slug: paper.identity?.slug.name ?? "", title: paper.identity?.title ?? "", base: base,
      sections: PaperText(document: document, edits: []).sections())
  }
}
