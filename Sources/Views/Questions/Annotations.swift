public import Protocol
internal import Scholarship

extension Snapshot {
  /// `annotations`: a page of them, by number.
  public func annotations(_ question: ListQuestion) -> ListView<AnnotationItem> {
    let (paper, presenter) = (paper, presenter)
    return Listing<Annotation, AnnotationItem>(
      by: { $0.stamp.by }, tags: { $0.tags }, isOn: { paper.isAbout($0.target, $1) },
      status: { Presenter.status(of: $0) }, item: { presenter.item($0) }
    ).page(question, of: paper.annotations, at: at)
  }
}
