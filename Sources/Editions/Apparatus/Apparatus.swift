internal import Consensus
internal import Manuscript
internal import Protocol
internal import Scholarship
internal import Views

/// The critical apparatus of an edition: one model behind every format.
///
/// An index. Entries are made when they are asked for, each at the cost of what it says, so that a format is written some
/// entries at a time and never holds all.
struct Apparatus: Sendable {
  let options: EditionOptions
  let conspectus: Conspectus
  let places: PlaceFinder
  /// In text order, as many as there are entries.
  let loci: [Locus]
  /// The corrections that stand and edit nothing, by id: the base has what they propose, or not the words they are about.
  let apart: [EntityID]
  /// The claims that were not withdrawn, by id; none where that layer is left out.
  let claims: [EntityID]
  /// The disputes that were not withdrawn, by id; none where that layer is left out.
  let disputes: [EntityID]
  /// The corrections and disputes that a ruling decides, by id; none where that layer is left out.
  let rulings: [EntityID]
  let presenter: Presenter
  /// The corrections that the consensus makes.
  let made: Set<EntityID>
  private let disputesOn: [EntityID: [EntityID]]

  init(of edition: Edition) {
    let (presenter, paper) = (edition.presenter, edition.presenter.paper)
    let reconciliation = presenter.standing.reconciliation
    self.presenter = presenter
    options = edition.options
    conspectus = Conspectus(of: edition)
    places = PlaceFinder(presenter.document)
    loci = reconciliation.loci
    apart = reconciliation.apart
    made = Set(reconciliation.acceptedIDs)
    func kept(_ layer: EditionOptions.Layer, _ ids: @autoclosure () -> [EntityID]) -> [EntityID] {
      edition.options.omitted.contains(layer) ? [] : ids()
    }
    claims = kept(.claims, paper.claims.lazy.filter { $0.withdrawn == nil }.map(\.id))
    disputes = kept(.disputes, paper.disputes.lazy.filter { $0.withdrawn == nil }.map(\.id))
    rulings = kept(
      .rulings,
      paper.corrections.lazy.filter { $0.withdrawn == nil && $0.ballot.ruling != nil }.map(\.id)
        + paper.disputes.lazy.filter { $0.withdrawn == nil && $0.ballot.ruling != nil }.map(\.id))
    disputesOn = disputes.reduce(into: [:]) { byThing, id in
      if let thing = paper.dispute(id)?.target.thing { byThing[thing, default: []].append(id) }
    }
  }

  /// The disputes on a thing that were not withdrawn, in order; none where that layer is left out.
  func disputes(on thing: EntityID) -> [EntityID] { disputesOn[thing] ?? [] }
}

extension Edition {
  /// The apparatus of the edition under its options.
  var apparatus: Apparatus { Apparatus(of: self) }
}
