import ActSupport
import Acts
import Ledger
import Manuscript
import Protocol
import Scholarship

@testable import Server
@testable import recension_bench

/// A history as it should be, made without a server: three people in one paper, each command decided where it
/// stands in the log. Tests take it and make it wrong.
struct SampleHistory {
  var operations: [Operation] = []
  var drafts: [LogBuilder.Draft] = []
  private(set) var document: Document
  private var paper = Paper.initial
  private var clock: Instant = 0

  static let slug = "lighthouse"

  /// The sample that the tests begin with: `k0` to `k9`, one after another.
  init() throws {
    let raw = Array(SampleText.paper(title: "The Lighthouse").utf8)
    document = try PaperReader.read(raw, as: .markdown).document
    let encoded = document.encoded()
    let imported = PaperImported(
      slug: Slug(Self.slug)!, title: "The Lighthouse", base: BaseID(raw: raw, document: encoded),
      scalars: document.text.count, mediaType: "text/markdown", source: Hash(of: raw).description,
      document: Hash(of: encoded).description)
    try setUp(.importPaper(imported), by: "owner")
    for person in ["ada", "bob"] {
      try setUp(.admit(Handle(person)!, as: .scholar), by: "owner")
      try setUp(.join, by: person)
    }
    try perform(.annotate(.init(target: "p3.1", body: "One.")), by: "ada")
    try perform(.claim(.init(address: "p4.1", statement: "So it was.")), by: "bob")
    try perform(.stance(.agree, on: "c1"), by: "ada")
    try perform(.correct(.init(address: "p5.1", new: "Other words.", reason: "A reason.")), by: "ada")
    try perform(.vote(.init(id: "x1", vote: .for)), by: "bob")
    try perform(
      .annotate(.init(target: "c1", body: "Two.")), .reply(.init(id: "a2", body: "Three.")), by: "bob")
    // The same stance again changes nothing.
    try perform(.stance(.agree, on: "c1"), by: "ada")
    try perform(.annotate(.init(target: "p6.1", body: "Four.")), by: "ada")
    try refuse(.vote(.init(id: "x7", vote: .for)), status: 404, by: "bob")
    try perform(.annotate(.init(target: "p6.2", body: "Five.")), by: "bob")
  }

  /// The log with every header following from the one before it, however the drafts were changed.
  var log: [StoredEvent] {
    var builder = LogBuilder(seed: 1)
    return drafts.map { builder.append($0) }
  }

  var checker: Checker { checker(log) }

  func checker(_ log: [StoredEvent]) -> Checker {
    Checker(operations: operations, log: log, documents: [Self.slug: document]) { $0.hasPrefix("setup-") }
  }

  /// Where the only event of a key stands among the drafts.
  func index(of key: String) -> Int { drafts.firstIndex { $0.cause == key } ?? -1 }

  private mutating func setUp(_ command: Command, by person: String) throws {
    let handle = Handle(person)!
    append(try paper.decide(command, by: handle).events, by: handle, cause: "setup-\(drafts.count)")
  }

  private mutating func perform(_ commands: AnyAct..., by person: String) throws {
    var operation = next(commands, by: person)
    let (events, ids) = try checker.decide(operation, on: paper)
    append(events, by: Handle(person)!, cause: operation.key)
    operation.attempts = [attempt(.ok(position: paper.position, ids: ids))]
    operations.append(operation)
  }

  private mutating func refuse(_ command: AnyAct, status: Int, by person: String) throws {
    var operation = next([command], by: person)
    operation.attempts = [attempt(.fail(status: status, detail: "refused"))]
    operations.append(operation)
  }

  private func next(_ commands: [AnyAct], by person: String) -> Operation {
    Operation(key: "k\(operations.count)", paper: Self.slug, person: person, commands: commands)
  }

  /// One after another, with time between them.
  private mutating func attempt(_ outcome: Operation.Outcome) -> Operation.Attempt {
    clock += 10
    return .init(invoked: clock, ended: clock + 5, outcome: outcome)
  }

  private mutating func append(_ events: [Event], by person: Handle, cause: String) {
    for event in events {
      drafts.append(.init(event, stream: Self.slug, actor: person, cause: cause))
      let stamp = Stamp(by: person, at: Timestamp(microseconds: 0), position: Int64(drafts.count))
      paper.evolve(RecordedEvent(event, stamp))
    }
  }
}
