internal import EventLog
internal import ReadModels
internal import Scholarship

/// The desks of the papers worked at lately, each made when it is asked for.
///
/// Those not used for longest are let go: what a desk holds is read out of the log again when it is needed. A desk
/// let go in the middle of a command does no harm, since the log's condition, not the desk, keeps two commands
/// apart.
actor PaperDesks {
  private let store: any EventStore
  private let archive: PaperArchive
  private let limit: Int
  private var desks: [Slug: (desk: PaperDesk, used: Int)] = [:]
  private var uses = 0

  /// - Parameter limit: how many desks are kept; a name that no paper has takes one like any other.
  init(_ store: any EventStore, archive: PaperArchive, limit: Int = 64) {
    self.store = store
    self.archive = archive
    self.limit = limit
  }

  func desk(_ slug: Slug) -> PaperDesk {
    uses += 1
    if let desk = desks[slug]?.desk {
      desks[slug]?.used = uses
      return desk
    }
    let desk = PaperDesk(slug, store: store, archive: archive)
    desks[slug] = (desk, uses)
    if desks.count > limit, let oldest = desks.min(by: { $0.value.used < $1.value.used }) {
      desks[oldest.key] = nil
    }
    return desk
  }

  /// How many desks are kept.
  var count: Int { desks.count }
}
