internal import Agreement
internal import CanonicalJSON
internal import Protocol
internal import Scholarship

/// What counts among stances: of each person who may vote on claims now, the latest one on the wording that stands, if it
/// is disagree, qualify or agree, which is their order too. Who is unsure or recused said that they do not judge: as if
/// they had said nothing. A withdrawn claim is judged by nobody any more.
extension Snapshot {
  /// Who may take stances that count, in the order of their handles.
  var eligible: [Handle] { paper.roster(paper.policy.rules(for: .claim).voters) }

  /// Over all claims, of each kind and of each of the last months; or of one kind alone.
  func stanceAgreement(of kind: ClaimKind?) -> [StanceAgreementItem] {
    let people = Dictionary(uniqueKeysWithValues: eligible.enumerated().map { ($1, $0) })
    let claims = Array(paper.claims)
    if let kind {
      return [
        item(
          StanceSample(claims.filter { $0.kind == kind }, by: people), "kind", kind.rawValue, isFirst: true)
      ]
    }
    let kinds = ClaimKind.allCases.filter { kind in claims.contains { $0.kind == kind } }
    let months = Dictionary(grouping: claims) { String($0.stamp.at.description.prefix(7)) }.sorted {
      $0.key < $1.key
    }
    return [item(StanceSample(claims, by: people), "all", nil, isFirst: true)]
      + kinds.map { kind in
        item(StanceSample(claims.filter { $0.kind == kind }, by: people), "kind", kind.rawValue)
      }
      + months.suffix(24).map { item(StanceSample($0.value, by: people), "month", $0.key) }
  }

  /// The same for the same state of the paper.
  func bootstrap(_ scope: String, _ name: String?) -> Bootstrap {
    let text = "\(scope) \(name ?? "")"
    // FNV-1a: each scope draws for itself, whichever others are shown.
    let salt = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    return Bootstrap(seed: UInt64(paper.sequence) ^ salt, draws: 1_000_000)
  }

  private func item(
    _ sample: StanceSample, _ scope: String, _ name: String?, isFirst: Bool = false
  ) -> StanceAgreementItem {
    let (table, people, bootstrap) = (sample.table, eligible, bootstrap(scope, name))
    let estimates = table.estimates(bootstrap)
    let pairs = isFirst ? table.pairs(of: 10, bootstrap) : []
    return StanceAgreementItem(
      scope: scope, name: name, units: table.units.count, raters: table.raters.count, values: table.values,
      pairable: table.pairableValues, leftOut: sample.leftOut,
      coefficients: RatingCoefficient.allCases.compactMap { coefficient in
        estimates[coefficient].map { CoefficientItem(coefficient.rawValue, $0) }
      },
      pairs: pairs.map { pair in
        PairAgreementItem(
          people: pair.raters.map { people[$0].name }, units: pair.units,
          coefficients: [CoefficientItem("raw", Estimate(pair.raw)), CoefficientItem("cohen", pair.kappa)])
      },
      most: (isFirst ? table.mostDisputed(10) : []).map { unit, disagreement in
        let claim = sample.claims[unit]
        let stances = table.units[unit].map { (people[$0.rater].name, StanceSample.scale[$0.value].rawValue) }
        return DisputedClaimItem(
          id: claim.id.description, statement: claim.statement,
          stances: Dictionary(uniqueKeysWithValues: stances),
          disagreement: FixedPoint(disagreement) ?? FixedPoint(millionths: 0))
      })
  }
}

/// The stances on some claims that count.
private struct StanceSample {
  /// The stances that can be compared, in their order.
  static let scale: [Stance] = [.disagree, .qualify, .agree]

  /// The claims that have any, in order.
  private(set) var claims: [Claim] = []
  private(set) var table: RatingTable
  private var number: [String: Int] = [:]

  /// - Parameter people: those who may vote, with their numbers.
  init(_ all: [Claim], by people: [Handle: Int]) {
    var units: [[RatingTable.Rating]] = []
    var number: [String: Int] = [:]
    for claim in all {
      if claim.withdrawn != nil {
        number[Self.withdrawn, default: 0] += 1
        continue
      }
      var unit: [RatingTable.Rating] = []
      for (handle, held) in claim.stances {
        let value = Self.scale.firstIndex(of: held.stance)
        if !claim.stands(inWording: held.wording) {
          number[Self.earlier, default: 0] += 1
        } else if let person = people[handle] {
          if let value {
            unit.append(.init(rater: person, value: value))
          } else {
            number[held.stance.rawValue, default: 0] += 1
          }
        } else {
          number[Self.outside, default: 0] += 1
        }
      }
      if unit.count < 2 { number[unit.isEmpty ? Self.none : Self.one, default: 0] += 1 }
      if unit.isEmpty { continue }
      units.append(unit.sorted { $0.rater < $1.rater })
      claims.append(claim)
    }
    table = RatingTable(categories: Self.scale.count, units: units)
    self.number = number
  }

  private static let (withdrawn, none, one) = ("are withdrawn", "have no stance that counts", "have only one")
  private static let (earlier, outside) = (
    "are on an earlier wording", "are of people who may not vote on claims"
  )

  var leftOut: [LeftOutItem] {
    [
      ("claim", Self.withdrawn, Self.withdrawn), ("claim", Self.none, Self.none),
      ("claim", Self.one, Self.one),
      ("stance", Self.earlier, Self.earlier), ("stance", Self.outside, Self.outside),
      ("stance", Stance.unsure.rawValue, "are unsure, which is no judgement"),
      ("stance", Stance.recuse.rawValue, "are recused, which is no judgement"),
    ]
    .compactMap { what, key, why in number[key].map { LeftOutItem(number: $0, what: what, why: why) } }
  }
}

extension CoefficientItem {
  init(_ name: String, _ estimate: Estimate) {
    switch estimate.result {
    case .success(let value):
      let ends = estimate.interval.map { [$0.lowerBound, $0.upperBound].compactMap(FixedPoint.init(_:)) }
      self.init(name: name, value: Nullable(FixedPoint(value)), interval: ends)
    case .failure(let undefined):
      self.init(name: name, value: Nullable(nil), undefined: undefined.reason)
    }
  }
}
