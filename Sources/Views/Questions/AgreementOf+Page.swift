internal import CanonicalJSON
internal import Protocol
internal import Rendering

extension Page {
  init(_ view: AgreementView) {
    self.init()
    line(Styled("Agreement (@\(view.at))", .strong))
    let who =
      view.eligible == 1 ? "1 person whose stances count." : "\(view.eligible) people whose stances count."
    line(who + " 1 is perfect agreement, 0 what chance would give. Intervals are of 95 %.")
    if let first = view.stances.first {
      add(first)
      add(rows: Array(view.stances.dropFirst()))
    }
    for spans in view.spans { add(spans) }
  }

  // MARK: Stances

  private mutating func add(_ item: StanceAgreementItem) {
    gap()
    heading("Stances on \(item.named)")
    line(
      "\(Wording.count(item.values, "stance")) of \(Self.people(item.raters)) on "
        + "\(Wording.count(item.units, "claim")); \(item.pairable) can be compared with another on the same claim."
    )
    add(item.leftOut)
    add(item.coefficients)
    add(item.pairs)
    if item.most.isEmpty { return }
    gap()
    line("Where people differ most:")
    records(
      ["Claim", "Pairs that differ", "Stances"],
      item.most.map { claim in
        let stances = ["agree", "qualify", "disagree"].compactMap { stance -> String? in
          let who = claim.stances.filter { $0.value == stance }.keys.sorted()
          return who.isEmpty ? nil : "\(stance): \(Wording.list(who))"
        }
        return Record(
          cells: [
            Styled(claim.id, .strong), Styled(Self.percent(claim.disagreement)),
            Styled(stances.joined(separator: "; ")),
          ], details: [Detail(label: "Statement", text: Styled(claim.statement))])
      })
  }

  /// A row for each kind and each month.
  private mutating func add(rows items: [StanceAgreementItem]) {
    if items.isEmpty { return }
    gap()
    heading("Stances by kind of claim, and by the month in which it was made")
    let names = items[0].coefficients.map(\.name)
    table(
      columns: ["Claims", "Number", "People"] + names.map(Self.shortTitle),
      rows: items.map { item in
        [Styled(item.name ?? item.scope, .strong), Styled("\(item.units)"), Styled("\(item.raters)")]
          + item.coefficients.map { Styled(Self.value($0)) }
      })
  }

  private mutating func add(_ pairs: [PairAgreementItem]) {
    if pairs.isEmpty { return }
    gap()
    table(
      columns: ["Two by two", "Claims", "Same stance", "Cohen's κ", "Interval"],
      rows: pairs.map { pair in
        let values = pair.coefficients.map { Styled(Self.value($0)) }
        let interval = pair.coefficients.last.map { Styled(Self.interval($0), .faint) }
        return [Styled(Wording.list(pair.people), .strong), Styled("\(pair.units)")] + values
          + [interval ?? Styled("")]
      })
  }

  // MARK: Marks

  private mutating func add(_ item: SpanAgreementItem) {
    gap()
    heading("Passages marked with \(item.named)")
    line("\(Wording.count(item.units, "mark")) of \(Self.people(item.raters)).")
    add(item.leftOut)
    add(item.coefficients)
    if item.most.isEmpty { return }
    gap()
    line("Where people differ most:")
    records(
      ["Passage", "Marked by", "Not by"],
      item.most.map { passage in
        Record(
          cells: [
            Styled(Wording.place(passage.address), .strong), Styled("by \(Wording.list(passage.marked))"),
            Styled("not by \(Wording.list(passage.unmarked))"),
          ],
          details: [
            Detail(label: "Text", text: Styled(Wording.quoted(passage.quote), .faint), isShortened: true)
          ])
      })
  }

  // MARK: Both

  private mutating func add(_ leftOut: [LeftOutItem]) {
    let parts = leftOut.map { item in
      let why = item.number == 1 ? item.why.singular : item.why
      return "\(Wording.count(item.number, item.what)) that \(why)"
    }
    if !parts.isEmpty { line(Styled("Left out: \(parts.joined(separator: "; ")).", .faint)) }
  }

  private mutating func add(_ coefficients: [CoefficientItem]) {
    gap()
    table(
      columns: ["Coefficient", "Value", "Interval, or why there is none"],
      rows: coefficients.map { item in
        [
          Styled(Self.title(item.name)), Styled(Self.value(item), .strong),
          Styled(item.undefined ?? Self.interval(item), .faint),
        ]
      })
  }

  private static func people(_ number: Int) -> String { number == 1 ? "1 person" : "\(number) people" }

  /// At the head of a column.
  private static func shortTitle(_ name: String) -> String {
    switch name {
    case "raw": "Raw"
    case "fleiss": "κ"
    case "alphaNominal": "α nominal"
    case "alphaOrdinal": "α ordinal"
    case "ac1": "AC1"
    default: title(name)
    }
  }

  private static func title(_ name: String) -> String {
    switch name {
    case "raw": "Raw agreement"
    case "cohen": "Cohen's κ"
    case "fleiss": "Fleiss' κ"
    case "alphaNominal": "Krippendorff's α, nominal"
    case "alphaOrdinal": "Krippendorff's α, ordinal"
    case "ac1": "Gwet's AC1"
    case "unitizingAlpha": "Krippendorff's α for unitizing"
    case "gamma": "γ (Mathet et al.)"
    default: name
    }
  }

  private static func value(_ item: CoefficientItem) -> String { item.value.value.map(places) ?? "undefined" }

  private static func interval(_ item: CoefficientItem) -> String {
    item.interval.map { $0.map(places).joined(separator: " to ") } ?? "no interval"
  }

  /// With three decimal places.
  private static func places(_ number: FixedPoint) -> String {
    let thousandths = (number.millionths.magnitude + 500) / 1000
    let digits = String(thousandths % 1000 + 1000).dropFirst()
    return (number.millionths < 0 && thousandths > 0 ? "-" : "") + "\(thousandths / 1000).\(digits)"
  }

  private static func percent(_ number: FixedPoint) -> String { "\((number.millionths + 5000) / 10_000) %" }
}

extension String {
  /// “are withdrawn” of one: “is withdrawn”.
  fileprivate var singular: String {
    if hasPrefix("are ") { return "is" + dropFirst(3) }
    return hasPrefix("have ") ? "has" + dropFirst(4) : self
  }
}

extension StanceAgreementItem {
  fileprivate var named: String {
    switch scope {
    case "kind": "claims of kind \(name ?? "")"
    case "month": "claims made in \(name ?? "")"
    default: "all claims"
    }
  }
}

extension SpanAgreementItem {
  fileprivate var named: String {
    switch scope {
    case "kind": "claims of kind \(name ?? "")"
    case "tag": "the tag \(name ?? "")"
    default: "claims"
    }
  }
}
