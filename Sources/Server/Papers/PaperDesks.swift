internal import EventLog
internal import ReadModels
internal import Scholarship

/// The desks of all papers, each made when it is first asked for.
actor PaperDesks {
  private let store: any EventStore
  private let archive: PaperArchive
  private var desks: [Slug: PaperDesk] = [:]

  init(_ store: any EventStore, archive: PaperArchive) {
    self.store = store
    self.archive = archive
  }

  func desk(_ slug: Slug) -> PaperDesk {
    if let desk = desks[slug] { return desk }
    let desk = PaperDesk(slug, store: store, archive: archive)
    desks[slug] = desk
    return desk
  }
}
