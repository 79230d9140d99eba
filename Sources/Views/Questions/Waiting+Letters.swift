internal import Protocol
internal import Scholarship

/// What others wrote to someone.
extension Waiting {
  /// Replies and mentions that they have not seen or answered.
  var letters: [WaitingItem] {
    paper.annotations.compactMap(letter) + paper.disputes.compactMap(mention)
      + paper.claims.compactMap(mention) + paper.corrections.compactMap(mention)
  }

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

  /// In a dispute's reasons and arguments, or in what was said with a vote or a ruling on it.
  private func mention(_ dispute: Dispute) -> WaitingItem? {
    var said = dispute.ballot.sayings
    said.append(Saying(dispute.body, dispute.stamp))
    said += dispute.arguments.map { Saying($0.body, $0.stamp) }
    return mention(
      dispute.id, said, withdrawn: dispute.withdrawn, "argue \(dispute.id) for|against -m …")
  }

  /// In a claim itself, or in what was said with a stance on it.
  private func mention(_ claim: Claim) -> WaitingItem? {
    let said =
      claim.wordings.map { Saying($0.statement, $0.stamp) }
      + claim.stances.values.map { Saying($0.reason, $0.stamp) }
    return mention(claim.id, said, withdrawn: claim.withdrawn, "show \(claim.id)")
  }

  /// In a reason for a correction, or in what was said with a vote or a ruling on it.
  private func mention(_ correction: Correction) -> WaitingItem? {
    var said = correction.ballot.sayings
    said += correction.versions.map { Saying($0.reason, $0.stamp) }
    said += correction.additions.map { Saying($0.reason, $0.stamp) }
    said += correction.seconds.map { Saying($0.reason, $0.stamp) }
    return mention(correction.id, said, withdrawn: correction.withdrawn, "show \(correction.id)")
  }

  /// The last mention in what was said of a thing, unless they have done something about it since. Of a thing that was
  /// withdrawn, only what was said with that.
  ///
  /// - Parameter said: in any order, also what was done without a word.
  private func mention(
    _ id: EntityID, _ said: [Saying], withdrawn: Withdrawal?, _ what: String
  ) -> WaitingItem? {
    let heard = withdrawn.map { [Saying($0.reason, $0.stamp)] } ?? said
    let own = said.lazy.filter { $0.stamp.by == person }.map(\.stamp.position).max() ?? 0
    let since = max(looked, own)
    let found = heard.filter {
      $0.stamp.position > since && $0.stamp.by != person && $0.text?.mentions(person) == true
    }
    guard let last = found.max(by: { $0.stamp.position < $1.stamp.position }), let text = last.text else {
      return nil
    }
    return item(id, what, "mention", text, last.stamp)
  }
}

/// What someone said, or did without a word.
private struct Saying {
  var text: String?
  var stamp: Stamp

  init(_ text: String?, _ stamp: Stamp) {
    self.text = text
    self.stamp = stamp
  }
}

extension Ballot {
  fileprivate var sayings: [Saying] {
    votes.values.map { Saying($0.reason, $0.stamp) } + decisions.map { Saying($0.reason, $0.stamp) }
  }
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
