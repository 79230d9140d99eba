internal import Protocol
internal import Scholarship

/// What others wrote to someone.
extension Waiting {
  /// Replies and mentions that they have not seen or answered.
  var letters: [WaitingItem] { paper.annotations.compactMap(letter) + mentions }

  private func letter(_ annotation: Annotation) -> WaitingItem? {
    guard annotation.withdrawn == nil, annotation.stamp.by != person, let body = annotation.bodies.last,
      body.stamp.position > looked,
      !annotation.replies.lazy.compactMap(paper.annotation).contains(where: {
        $0.stamp.by == person && $0.withdrawn == nil
      })
    else { return nil }
    let isReply = annotation.target.thing.flatMap(paper.author) == person
    guard isReply || body.text.mentions(person) else { return nil }
    return item(
      annotation.id, "reply \(annotation.id) -m …", isReply ? "reply" : "mention", body.text, body.stamp)
  }

  /// Of what was said of each thing, the last in which they are called, unless they have done something about it since. Of
  /// a thing that was withdrawn, only what was said with that.
  private var mentions: [WaitingItem] {
    var last: [EntityID?: Call] = [:]
    for call in paper.calls where call.stamp.position > looked && counts(call) { last[call.thing] = call }
    return last.values.compactMap { call in
      guard let id = call.thing else {
        return WaitingItem(
          id: "members", what: "history", why: "mention", text: call.text, by: call.stamp.by.name,
          position: call.stamp.position)
      }
      if call.stamp.position <= lastDeed(on: id) { return nil }
      return item(
        id, paper.withdrawal(of: id) == nil ? answer(to: id) : "show \(id)", "mention", call.text, call.stamp)
    }
  }

  private func answer(to id: EntityID) -> String {
    switch id.kind {
    case .dispute: "argue \(id) for|against -m …"
    case .annotation: "reply \(id) -m …"
    case .claim, .correction: "show \(id)"
    }
  }

  /// Whether they are called in something that is still said.
  private func counts(_ call: Call) -> Bool {
    guard !call.isUndone, call.stamp.by != person, call.text.mentions(person) else { return false }
    guard let id = call.thing else { return true }
    if let withdrawn = paper.withdrawal(of: id), withdrawn.stamp.position > call.stamp.position {
      return false
    }
    // What an annotation says is a letter of its own, as it stands.
    return paper.annotation(id)?.bodies.contains { $0.stamp.position == call.stamp.position } != true
  }

  /// Where they last did something about a thing; 0 where they did not.
  private func lastDeed(on id: EntityID) -> Int64 {
    let positions: [Int64]
    switch id.kind {
    case .annotation: positions = paper.annotation(id)?.bodies.map(\.stamp).positions(of: person) ?? []
    case .claim: positions = paper.claim(id)?.stamps.positions(of: person) ?? []
    case .dispute: positions = paper.dispute(id)?.stamps.positions(of: person) ?? []
    case .correction: positions = paper.correction(id)?.stamps.positions(of: person) ?? []
    }
    return positions.max() ?? 0
  }
}

extension [Stamp] {
  fileprivate func positions(of person: Handle) -> [Int64] { filter { $0.by == person }.map(\.position) }
}

extension Claim {
  /// Of what was said in it and of it.
  fileprivate var stamps: [Stamp] { wordings.map(\.stamp) + stances.values.map(\.stamp) }
}

extension Dispute {
  /// Of what was said in it and of it.
  fileprivate var stamps: [Stamp] { [stamp] + arguments.map(\.stamp) + ballot.stamps }
}

extension Correction {
  /// Of what was said in it and of it.
  fileprivate var stamps: [Stamp] {
    versions.map(\.stamp) + additions.map(\.stamp) + seconds.map(\.stamp) + ballot.stamps
  }
}

extension Ballot {
  fileprivate var stamps: [Stamp] { votes.values.map(\.stamp) + decisions.map(\.stamp) }
}

extension String {
  /// Whether someone is called in it: `@ada`, with nothing before or behind that would make it another name.
  fileprivate func mentions(_ person: Handle) -> Bool {
    // Most texts call nobody.
    guard utf8.contains(0x40) else { return false }
    let (bytes, name) = (Array(utf8), Array("@\(person.name)".utf8))
    guard bytes.count >= name.count else { return false }
    func isInName(_ byte: UInt8) -> Bool {
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5F || byte == 0x2D
    }
    return (0...bytes.count - name.count).contains { start in
      guard bytes[start] == 0x40, bytes[start..<start + name.count].elementsEqual(name) else { return false }
      let end = start + name.count
      // A full stop ends a sentence, unless a name goes on behind it.
      let goesOn =
        end < bytes.count
        && (isInName(bytes[end])
          || bytes[end] == 0x2E && end + 1 < bytes.count && isInName(bytes[end + 1]))
      return !goesOn && (start == 0 || !isInName(bytes[start - 1]))
    }
  }
}
