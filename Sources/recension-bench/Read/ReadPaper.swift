import Acts
import FoundationEssentials
import Protocol
import Scholarship

/// A paper that readers are measured on, made through HTTP: a third each of its events are corrections, votes and
/// annotations, on a text that grows with them.
struct ReadPaper {
  let slug: String
  /// How many events it has, its import and its members included. The log has no others, so it is the last position
  /// as well.
  let events: Int
  let sentences: Int
  /// Someone who reads and writes.
  let scholar: Group.Scholar
  let corrections: Int
  let annotations: Int

  /// The address of a sentence in the middle of the text.
  var place: String { Self.address(of: sentences / 2) }

  struct Broken: Error, CustomStringConvertible { let description: String }

  /// Makes it on a server that has nothing else.
  static func make(
    events: Int, on address: ServerAddress, owner: String, seed: UInt64
  ) throws -> ReadPaper {
    var generator = SplitMix64(seed: seed)
    let group = Group(address: address, owner: owner, generator: &generator)
    let slug = "\(group.name)-read"
    let sentences = max(20, events / 12)
    var made = try group.importText(text(of: sentences), as: slug)
    let scholars = try (0..<4).map { try group.invite($0, to: [slug]) }
    made += Int64(2 * scholars.count)
    var acts = Acts(sentences: sentences, generator: generator)
    for number in 0... {
      if made >= events { break }
      let scholar = number % scholars.count
      let commands = acts.next(min(1000, events - Int(made)), by: scholar)
      made = try group.send(commands, to: slug, by: scholars[scholar]).position
    }
    return ReadPaper(
      slug: slug, events: Int(made), sentences: sentences, scholar: scholars[0],
      corrections: acts.proposers.count, annotations: acts.annotations)
  }

  /// One more annotation, so that what is asked next was never asked before.
  func write(_ address: ServerAddress, _ number: Int) throws {
    let body = Group.json(AnyAct(Annotate(target: .typed(place), body: "Remark \(number).")))
    let key = "read-\(slug)-\(number)-\(UInt32.random(in: .min ... .max))"
    let request = HTTPRequest(
      method: "POST", path: "/papers/\(slug)/commands", address: address, token: scholar.token,
      fields: [("Idempotency-Key", key), ("Content-Type", "application/json")], body: body)
    let response = try KeepAliveConnection(address).exchange(request.bytes)
    guard response.status == 200 else { throw Broken(description: "\(response.status) \(response.text)") }
  }

  // MARK: What is in it

  /// Paragraphs of ten sentences.
  private static func text(of sentences: Int) -> String {
    var text = "# A long paper\n\n"
    for number in 0..<sentences {
      text += sentence(number) + (number % 10 == 9 ? "\n\n" : " ")
    }
    return text
  }

  private static func sentence(_ number: Int) -> String {
    "The ledger of number \(number) says that the keeper saw four ships by the mill."
  }

  /// The heading is the first block.
  private static func address(of sentence: Int) -> String { "p\(sentence / 10 + 2).\(sentence % 10 + 1)" }

  private static let words = ["ledger", "keeper", "four", "ships", "mill"]

  /// What scholars do, as many corrections as votes as annotations.
  private struct Acts {
    let sentences: Int
    var generator: SplitMix64
    /// Whose each correction is, by number less one.
    var proposers: [Int] = []
    var annotations = 0
    private var count = 0

    init(sentences: Int, generator: SplitMix64) {
      self.sentences = sentences
      self.generator = generator
    }

    /// One scholar's next acts.
    mutating func next(_ limit: Int, by scholar: Int) -> [AnyAct] {
      // Votes are on what others proposed before.
      let known = proposers.count
      return (0..<limit).map { _ in
        count += 1
        switch count % 3 {
        case 0: return annotation()
        case 1: return correction(by: scholar)
        default: return vote(by: scholar, below: known) ?? annotation()
        }
      }
    }

    private mutating func annotation() -> AnyAct {
      annotations += 1
      let place = ReadPaper.address(of: Int.random(in: 0..<sentences, using: &generator))
      return AnyAct(
        Annotate(
          target: .typed(place), body: SampleText.remark + " \(annotations)",
          tags: annotations % 10 == 0 ? ["date"] : nil))
    }

    private mutating func correction(by scholar: Int) -> AnyAct {
      let number = proposers.count
      proposers.append(scholar)
      let word = ReadPaper.words[number / sentences % ReadPaper.words.count]
      let place = ReadPaper.address(of: number % sentences)
      return AnyAct(
        Correct(
          address: .address("\(place):\(word)"), new: "\(word) \(number)",
          reason: "The other hand has \(number)."))
    }

    private mutating func vote(by scholar: Int, below known: Int) -> AnyAct? {
      guard known > 0 else { return nil }
      for _ in 0..<20 {
        let index = Int.random(in: max(0, known - 4000)..<known, using: &generator)
        guard proposers[index] != scholar else { continue }
        let vote: CastVote.Choice = Int.random(in: 0..<4, using: &generator) == 0 ? .against : .for
        return AnyAct(CastVote(id: EntityID(.correction, index + 1), vote: vote))
      }
      return nil
    }
  }
}

extension Group {
  /// Imports a text under a name; gives its position.
  fileprivate func importText(_ text: String, as slug: String) throws -> Int64 {
    let receipt: ImportReceipt = try post(
      "/papers?slug=\(slug)", Array(text.utf8), as: owner, type: "text/markdown")
    return receipt.position
  }

  fileprivate func send(
    _ commands: [AnyAct], to paper: String, by scholar: Scholar
  ) throws -> Receipt {
    try post("/papers/\(paper)/commands", Self.json(commands), as: scholar.token)
  }
}
