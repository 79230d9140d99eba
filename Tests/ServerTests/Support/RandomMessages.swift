import Protocol
import SeededRandom

/// Requests, receipts and items with anything in them that their fields can hold, whether or not it makes sense.
struct RandomMessages {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  /// One of each type.
  mutating func requests() -> [CommandRequest] {
    [
      .claim(.init(address: text(), statement: text(), kind: maybe { $0.text() })),
      .reword(.init(id: text(), statement: text())),
      .link(.init(id: text(), relation: text(), other: text())),
      .annotate(
        .init(target: text(), body: text(), motivation: maybe { $0.text() }, tags: maybe { $0.texts() })),
      .reply(.init(id: text(), body: text())),
      .edit(.init(id: text(), body: text())),
      .dispute(.init(target: text(), body: text(), ground: maybe { $0.text() })),
      .argue(.init(id: text(), side: text(), body: text(), cite: maybe { $0.texts() })),
      .reopen(.init(id: text(), reason: text())),
      .correct(
        .init(
          address: text(), new: text(), reason: text(), class: maybe { $0.text() },
          cite: maybe { $0.texts() })),
      .amend(.init(id: text(), new: text(), reason: text())),
      .adopt(.init(id: text())),
      .vote(.init(id: text(), vote: text(), reason: maybe { $0.text() })),
      .rule(.init(id: text(), verdict: text(), reason: text())),
      .withdraw(.init(id: text(), reason: maybe { $0.text() })),
      .reanchor(.init(id: text(), address: text(), reason: maybe { $0.text() })),
      .policy(.init(settings: texts())),
      .invite(.init(handle: text(), role: maybe { $0.text() })),
    ]
      + StanceRequest.Choice.allCases.map {
        .stance($0, .init(id: text(), reason: maybe { $0.text() }, confidence: maybe { $0.number() }))
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
