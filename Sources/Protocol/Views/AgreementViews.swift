public import CanonicalJSON

/// How far people agree: `agreement --json`.
public struct AgreementView: Hashable, Sendable {
  public var at: Int64
  public var base: String
  /// How many people may take stances that count.
  public var eligible: Int
  /// Over stances: of all claims first, then of each kind, then of those made in each month.
  public var stances: [StanceAgreementItem]
  /// Over what people marked in the text: with claims first, then with those of each kind, then with each tag.
  public var spans: [SpanAgreementItem]

  public init(
    at: Int64, base: String, eligible: Int, stances: [StanceAgreementItem], spans: [SpanAgreementItem]
  ) {
    self.at = at
    self.base = base
    self.eligible = eligible
    self.stances = stances
    self.spans = spans
  }
}

/// How far people agree on some of the claims. The values are, in their order, disagree, qualify and agree.
public struct StanceAgreementItem: Hashable, Sendable {
  /// `all`, `kind` or `month`.
  public var scope: String
  /// Which kind, such as `date`, or which month, such as `2026-11`.
  public var name: String?
  /// How many claims have a stance that counts.
  public var units: Int
  /// How many people have taken one.
  public var raters: Int
  /// How many stances count.
  public var values: Int
  /// How many of them stand beside another on the same claim.
  public var pairable: Int
  /// What does not count.
  public var leftOut: [LeftOutItem]
  /// raw, fleiss, alphaNominal, alphaOrdinal and ac1.
  public var coefficients: [CoefficientItem]
  /// Two by two; for the first scope alone, and those people alone who took the most stances.
  public var pairs: [PairAgreementItem]
  /// The claims on which people differ most; for the first scope alone.
  public var most: [DisputedClaimItem]

  public init(
    scope: String, name: String?, units: Int, raters: Int, values: Int, pairable: Int, leftOut: [LeftOutItem],
    coefficients: [CoefficientItem], pairs: [PairAgreementItem], most: [DisputedClaimItem]
  ) {
    self.scope = scope
    self.name = name
    self.units = units
    self.raters = raters
    self.values = values
    self.pairable = pairable
    self.leftOut = leftOut
    self.coefficients = coefficients
    self.pairs = pairs
    self.most = most
  }
}

/// What a coefficient leaves out, and why.
public struct LeftOutItem: Hashable, Sendable {
  /// How many there are.
  public var number: Int
  /// What they are: `claim`, `stance` or `mark`.
  public var what: String
  /// Why they are left out, as it follows on the noun: “are withdrawn”.
  public var why: String

  public init(number: Int, what: String, why: String) {
    self.number = number
    self.what = what
    self.why = why
  }
}

/// One coefficient.
public struct CoefficientItem: Hashable, Sendable {
  /// raw, cohen, fleiss, alphaNominal, alphaOrdinal, ac1, unitizingAlpha or gamma.
  public var name: String
  /// Null where it is undefined.
  public var value: Nullable<FixedPoint>
  /// Why it is undefined, where it is.
  public var undefined: String?
  /// The ends of its interval of 95 %, by the bootstrap; absent where that says nothing.
  public var interval: [FixedPoint]?

  public init(
    name: String, value: Nullable<FixedPoint>, undefined: String? = nil, interval: [FixedPoint]? = nil
  ) {
    self.name = name
    self.value = value
    self.undefined = undefined
    self.interval = interval
  }
}

/// How two people agree.
public struct PairAgreementItem: Hashable, Sendable {
  /// Their handles.
  public var people: [String]
  /// On how many claims both have a stance that counts.
  public var units: Int
  /// raw and cohen.
  public var coefficients: [CoefficientItem]

  public init(people: [String], units: Int, coefficients: [CoefficientItem]) {
    self.people = people
    self.units = units
    self.coefficients = coefficients
  }
}

/// A claim on which people differ.
public struct DisputedClaimItem: Hashable, Sendable {
  public var id: String
  public var statement: String
  /// The stances that count, by handle.
  public var stances: [String: String]
  /// The share of pairs of them that differ.
  public var disagreement: FixedPoint

  public init(id: String, statement: String, stances: [String: String], disagreement: FixedPoint) {
    self.id = id
    self.statement = statement
    self.stances = stances
    self.disagreement = disagreement
  }
}

/// How far people agree on where something is to be marked.
public struct SpanAgreementItem: Hashable, Sendable {
  /// `claims`, `kind` or `tag`: with what they marked.
  public var scope: String
  /// Which kind of claims, or which tag.
  public var name: String?
  /// How many marks count.
  public var units: Int
  /// How many people marked anything.
  public var raters: Int
  /// How long the text is, in scalars.
  public var length: Int
  /// What does not count.
  public var leftOut: [LeftOutItem]
  /// unitizingAlpha and gamma.
  public var coefficients: [CoefficientItem]
  /// The disorder of the best alignment, from which gamma follows.
  public var observedDisorder: FixedPoint?
  /// The mean disorder of random texts.
  public var expectedDisorder: FixedPoint?
  /// How many random texts there were.
  public var samples: Int?
  /// The passages on which people differ most.
  public var most: [DisputedPassageItem]

  public init(
    scope: String, name: String?, units: Int, raters: Int, length: Int, leftOut: [LeftOutItem],
    coefficients: [CoefficientItem], observedDisorder: FixedPoint? = nil, expectedDisorder: FixedPoint? = nil,
    samples: Int? = nil, most: [DisputedPassageItem]
  ) {
    self.scope = scope
    self.name = name
    self.units = units
    self.raters = raters
    self.length = length
    self.leftOut = leftOut
    self.coefficients = coefficients
    self.observedDisorder = observedDisorder
    self.expectedDisorder = expectedDisorder
    self.samples = samples
    self.most = most
  }
}

/// A passage that some marked and others did not.
public struct DisputedPassageItem: Hashable, Sendable {
  public var address: String
  /// Where it begins and ends.
  public var range: [Int]
  public var quote: String
  /// Who marked it.
  public var marked: [String]
  /// Who marked something, but not this.
  public var unmarked: [String]

  public init(address: String, range: [Int], quote: String, marked: [String], unmarked: [String]) {
    self.address = address
    self.range = range
    self.quote = quote
    self.marked = marked
    self.unmarked = unmarked
  }
}

extension AgreementView: JSONRecord {
  public static let shape = Shape(
    AgreementView.init(at:base:eligible:stances:spans:), Field("at", \.at), Field("base", \.base),
    Field("eligible", \.eligible), Field("stances", \.stances), Field("spans", \.spans)
  ).constant("v", 1)
}

extension StanceAgreementItem: JSONRecord {
  public static let shape = Shape(
    StanceAgreementItem.init(scope:name:units:raters:values:pairable:leftOut:coefficients:pairs:most:),
    Field("scope", \.scope), Field("name", \.name), Field("units", \.units), Field("raters", \.raters),
    Field("values", \.values), Field("pairable", \.pairable), Field("leftOut", \.leftOut),
    Field("coefficients", \.coefficients), Field("pairs", \.pairs), Field("most", \.most))
}

extension LeftOutItem: JSONRecord {
  public static let shape = Shape(
    LeftOutItem.init(number:what:why:), Field("number", \.number), Field("what", \.what), Field("why", \.why))
}

extension CoefficientItem: JSONRecord {
  public static let shape = Shape(
    CoefficientItem.init(name:value:undefined:interval:), Field("name", \.name), Field("value", \.value),
    Field("undefined", \.undefined), Field("interval", \.interval))
}

extension PairAgreementItem: JSONRecord {
  public static let shape = Shape(
    PairAgreementItem.init(people:units:coefficients:), Field("people", \.people), Field("units", \.units),
    Field("coefficients", \.coefficients))
}

extension DisputedClaimItem: JSONRecord {
  public static let shape = Shape(
    DisputedClaimItem.init(id:statement:stances:disagreement:), Field("id", \.id),
    Field("statement", \.statement, .prose), Field("stances", \.stances),
    Field("disagreement", \.disagreement))
}

extension SpanAgreementItem: JSONRecord {
  public static let shape = Shape(
    SpanAgreementItem.init(
      scope:name:units:raters:length:leftOut:coefficients:observedDisorder:expectedDisorder:samples:most:),
    Field("scope", \.scope), Field("name", \.name), Field("units", \.units), Field("raters", \.raters),
    Field("length", \.length), Field("leftOut", \.leftOut), Field("coefficients", \.coefficients),
    Field("observedDisorder", \.observedDisorder), Field("expectedDisorder", \.expectedDisorder),
    Field("samples", \.samples), Field("most", \.most))
}

extension DisputedPassageItem: JSONRecord {
  public static let shape = Shape(
    DisputedPassageItem.init(address:range:quote:marked:unmarked:), Field("address", \.address),
    Field("range", \.range), Field("quote", \.quote, .prose), Field("marked", \.marked),
    Field("unmarked", \.unmarked))
}
