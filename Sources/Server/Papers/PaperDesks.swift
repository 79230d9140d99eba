internal import EventLog
internal import ReadModels
internal import Scholarship
internal import Synchronization

/// The desks of the papers worked at lately, each made when it is asked for.
///
/// Those not used for longest are let go: what a desk holds is read out of the log again when it is needed. A desk
/// let go in the middle of a command does no harm, since the log's condition, not the desk, keeps two commands
/// apart.
final class PaperDesks: Sendable {
  private struct State {
    var desks: [Slug: (desk: PaperDesk, used: Int)] = [:]
    var uses = 0
  }

  private let store: any EventStore
  private let archive: PaperArchive
  private let limit: Int
  private let state = Mutex(State())

  /// - Parameter limit: how many desks are kept; a name that no paper has takes one like any other.
  init(_ store: any EventStore, archive: PaperArchive, limit: Int = 64) {
    self.store = store
    self.archive = archive
    self.limit = limit
  }

  func desk(_ slug: Slug) -> PaperDesk {
    state.withLock { state in
      state.uses += 1
      if let desk = state.desks[slug]?.desk {
        state.desks[slug]?.used = state.uses
        return desk
      }
      let desk = PaperDesk(slug, store: store, archive: archive)
      state.desks[slug] = (desk, state.uses)
      if state.desks.count > limit, let oldest = state.desks.min(by: { $0.value.used < $1.value.used }) {
        state.desks[oldest.key] = nil
      }
      return desk
    }
  }

  /// How many desks are kept.
  var count: Int { state.withLock { $0.desks.count } }
}
