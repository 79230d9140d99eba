public import Protocol
internal import Rendering

/// An act that was done, for telling it.
public struct Done: Hashable, Sendable {
  /// What the server answered.
  public var receipt: Receipt
  /// The thing as it is now, where it could be asked for.
  public var thing: ThingItem?
  /// Whose act it was, where that is known.
  public var by: String?

  public init(_ receipt: Receipt, thing: ThingItem? = nil, by: String? = nil) {
    self.receipt = receipt
    self.thing = thing
    self.by = by
  }

  /// The thing that was made or acted on.
  var id: String { receipt.ids.first ?? "" }

  var who: String { by ?? "You" }

  /// `ada agrees with c1`, where it is known who and what.
  func deed(_ verb: String, on id: String) -> String? { by.map { "\($0) \(verb) \(id)" } }

  // MARK: Of the thing

  /// How a correction stands; `nil` where that is not known.
  var status: String? {
    guard case .correction(let item) = thing else { return nil }
    return item.status
  }

  /// ` at p34`, where the thing tells it.
  var place: String {
    switch thing {
    case .claim(let item): " at \(Wording.place(item.address))"
    case .annotation(let item): " at \(Wording.place(item.target))"
    case .dispute(let item): " at \(Wording.place(item.target))"
    case .correction(let item): " at \(Wording.place(item.address))"
    case nil: ""
    }
  }

  /// That a deletion takes a space along, where it does.
  var space: String {
    guard case .correction(let item) = thing, item.new.isEmpty, item.old.hasSuffix(" "), item.old != " "
    else {
      return ""
    }
    return ", with one of the two spaces around it"
  }

  /// ` on p34`, or what was typed where the thing does not tell it.
  func place(on topic: Topic) -> String {
    switch thing {
    case .annotation(let item): " on \(Wording.place(item.target))"
    case .dispute(let item): " on \(Wording.place(item.target))"
    default: " on \(topic.text.fitted(to: 40))"
    }
  }

  /// `: “The bridge opened…”`, the words that it is about.
  var quote: String {
    let quote: String? =
      switch thing {
      case .claim(let item): item.quote
      case .annotation(let item): item.quote
      case .dispute(let item): item.quote
      case .correction, nil: nil
      }
    return quote.map { ": \(Wording.quoted($0.fitted(to: 60)))" } ?? ""
  }

  /// `: “1 August” → “8 August”`.
  var change: String {
    guard case .correction(let item) = thing else { return "" }
    return ": \(Wording.change(from: item.old.fitted(to: 60), to: item.new.fitted(to: 60)))"
  }

  /// ` (“1 August” → “8 August”)`, the words that it is voted or ruled on for.
  var words: String {
    switch thing {
    case .claim(let item): " (\(Wording.quoted(item.statement.fitted(to: 80))))"
    case .dispute(let item): " (\(Wording.quoted(item.body.fitted(to: 80))))"
    case .correction(let item):
      " (\(Wording.change(from: item.old.fitted(to: 60), to: item.new.fitted(to: 60))))"
    case .annotation, nil: ""
    }
  }

  /// ` by ruling`, ` by dispute d1`; nothing where the votes decide.
  private static func basis(_ basis: String, _ upheld: [String]? = nil) -> String {
    switch basis {
    case "ballot": ""
    case "dispute": " by dispute \(Wording.list(upheld ?? []))"
    default: " \(Wording.basis(basis))"
    }
  }

  /// `: x1 is accepted, 2 for, 0 against.`, or what decides it in place of the votes.
  var standing: String {
    switch thing {
    case .claim(let item): ": \(item.id) is \(item.status), \(Wording.counts(item.stances))."
    case .dispute(let item):
      ": \(item.id) is \(item.status)\(Self.basis(item.basis)), \(Wording.counts(item.tally))."
    case .correction(let item):
      ": \(item.id) is \(item.status)\(Self.basis(item.basis, item.upheld)), \(Wording.counts(item.tally))."
    case .annotation, nil: ""
    }
  }
}
