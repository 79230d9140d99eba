import ActSupport
import Acts
import Protocol
import SeededRandom
import Scholarship

/// Requests, receipts and items with anything in them that their fields can hold, whether or not it makes sense.
struct RandomMessages {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  /// One of each type.
  mutating func requests() -> [AnyAct] {
    [
      .claim(.init(address: place(), statement: text(), kind: maybe { $0.word() })),
      .reword(.init(id: id(), statement: text())),
      .link(.init(id: id(), relation: word(), other: id())),
      .annotate(
        .init(target: topic(), body: text(), motivation: maybe { $0.word() }, tags: maybe { $0.texts() })),
      .reply(.init(id: id(), body: text())),
      .edit(.init(id: id(), body: text())),
      .dispute(.init(target: topic(), body: text(), ground: maybe { $0.word() })),
      .argue(.init(id: id(), side: word(), body: text(), cite: maybe { $0.texts() })),
      .reopen(.init(id: id(), reason: text())),
      .correct(
        .init(
          address: place(), new: text(), reason: text(), class: maybe { $0.word() },
          cite: maybe { $0.texts() })),
      .amend(.init(id: id(), new: text(), reason: text())),
      .adopt(.init(id: id())),
      .vote(.init(id: id(), vote: word(), reason: maybe { $0.text() })),
      .rule(.init(id: id(), verdict: word(), reason: text())),
      .withdraw(.init(id: id(), reason: maybe { $0.text() })),
      .reanchor(.init(id: id(), address: place(), reason: maybe { $0.text() })),
      .policy(.init(settings: texts())),
      .invite(.init(handle: pick(["ada", "b.c-d", "7"]), role: maybe { $0.word() })),
    ]
      + Stance.allCases.map {
        .stance($0, on: id(), reason: maybe { $0.text() }, confidence: maybe { $0.number() })
      }
  }

  mutating func receipt() -> Receipt {
    Receipt(position: Int64(number()), ids: texts(), remark: maybe { $0.text() }, code: maybe { $0.text() })
  }

  mutating func annotation() -> AnnotationItem {
    AnnotationItem(
      id: text(), status: text(), by: text(), at: text(), position: Int64(number()), target: text(),
      range: maybe { [$0.number(), $0.number()] }, quote: maybe { $0.text() }, lost: maybe { $0.text() },
      motivation: text(), body: text(), tags: texts(), replies: texts(), edits: number(),
      withdrawn: withdrawal())
  }

  mutating func claim() -> ClaimItem {
    ClaimItem(
      id: text(), status: text(), by: text(), at: text(), position: Int64(number()), statement: text(),
      claimKind: maybe { $0.text() }, ranges: list { [$0.number(), $0.number()] }, address: text(),
      quote: text(), lost: maybe { $0.text() }, wording: number(),
      stances: Dictionary(list { ($0.text(), $0.stance()) }) { $1 }, links: list { $0.link() },
      disputes: texts(), textChanged: flag(), withdrawn: withdrawal())
  }

  // MARK: Parts

  private mutating func flag() -> Bool { .random(using: &generator) }

  private mutating func maybe<Value>(_ value: (inout Self) -> Value) -> Value? {
    flag() ? value(&self) : nil
  }

  private mutating func list<Value>(_ value: (inout Self) -> Value) -> [Value] {
    (0..<Int.random(in: 0...3, using: &generator)).map { _ in value(&self) }
  }

  private mutating func text() -> String {
    let pieces = [
      "a", "word ", "\"", "\\", "/", "\u{0}", "\u{1F}", "\n", "\u{7F}", "é", "e\u{301}", "語", "👩‍👩‍👧",
    ]
    return list { pieces.randomElement(using: &$0.generator)! }.joined()
  }

  private mutating func place() -> Place { .address(text()) }

  private mutating func topic() -> Topic { .typed(text()) }

  private mutating func id() -> EntityID { pick(["c1", "a40", "d2", EntityID(.correction, .max)]) }

  private mutating func word<Word: CaseIterable>() -> Word { pick(Array(Word.allCases)) }

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values.randomElement(using: &generator)!
  }

  private mutating func texts() -> [String] { list { $0.text() } }

  private mutating func number() -> Int { [0, 1, 9, 10, -1, .max, .min].randomElement(using: &generator)! }

  private mutating func withdrawal() -> WithdrawalItem? {
    maybe { WithdrawalItem(reason: $0.maybe { $0.text() }, by: $0.text(), at: $0.text(), position: 7) }
  }

  private mutating func link() -> LinkItem {
    LinkItem(relation: text(), other: text(), by: text(), at: text(), position: Int64(number()))
  }

  private mutating func stance() -> StanceItem {
    StanceItem(
      stance: text(), reason: maybe { $0.text() }, confidence: maybe { $0.number() },
      onEarlierWording: flag(),
      at: text(), position: Int64(number()))
  }
}
