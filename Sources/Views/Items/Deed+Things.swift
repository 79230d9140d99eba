internal import Protocol
internal import Scholarship

extension DeedItem {
  init(_ what: String, _ text: String?, _ stamp: Stamp) {
    self.init(
      what: what, text: text, by: stamp.by.name, at: stamp.at.description, position: stamp.position)
  }

  /// As the history tells of it.
  init(_ item: HistoryItem) {
    self.init(what: item.summary, text: nil, by: item.by, at: item.at, position: item.position)
  }
}

// What was said and done about a thing after a position, beside making it.

extension Claim {
  func deeds(after position: Int64) -> [DeedItem] {
    var deeds = wordings.dropFirst().map { DeedItem("reworded it", $0.statement, $0.stamp) }
    deeds += stances.values.map { DeedItem($0.stance.deed, $0.reason, $0.stamp) }
    deeds += links.map { DeedItem("linked it: \($0.relation.rawValue) \($0.other)", nil, $0.stamp) }
    if let adoption { deeds.append(DeedItem("adopted it", nil, adoption)) }
    if let withdrawn { deeds.append(DeedItem(withdrawn.deed, withdrawn.reason, withdrawn.stamp)) }
    return deeds.since(position)
  }
}

extension Annotation {
  func deeds(after position: Int64) -> [DeedItem] {
    var deeds = bodies.dropFirst().map { DeedItem("edited it", $0.text, $0.stamp) }
    if let adoption { deeds.append(DeedItem("adopted it", nil, adoption)) }
    if let withdrawn { deeds.append(DeedItem(withdrawn.deed, withdrawn.reason, withdrawn.stamp)) }
    return deeds.since(position)
  }
}

extension Dispute {
  func deeds(after position: Int64) -> [DeedItem] {
    var deeds = arguments.map { DeedItem("argued \($0.side.rawValue) it", $0.body, $0.stamp) }
    deeds += ballot.deeds
    if let adoption { deeds.append(DeedItem("adopted it", nil, adoption)) }
    if let withdrawn { deeds.append(DeedItem(withdrawn.deed, withdrawn.reason, withdrawn.stamp)) }
    return deeds.since(position)
  }
}

extension Correction {
  func deeds(after position: Int64) -> [DeedItem] {
    var deeds = versions.enumerated().map { index, version in
      DeedItem(
        index == 0 ? "proposed it" : "amended it to “\(version.replacement)”", version.reason, version.stamp)
    }
    deeds += additions.map {
      let cited = $0.evidence.map(\.reference).joined(separator: "; ")
      return DeedItem(cited.isEmpty ? "classed it anew" : "cited for it: \(cited)", $0.reason, $0.stamp)
    }
    deeds += seconds.map { DeedItem("proposed the same", $0.reason, $0.stamp) }
    // Who proposed the same voted by that, which is said once.
    let said = Set(seconds.map(\.stamp.position))
    deeds += ballot.deeds.filter { !said.contains($0.position) }
    if let adoption { deeds.append(DeedItem("adopted it", nil, adoption)) }
    if let withdrawn { deeds.append(DeedItem(withdrawn.deed, withdrawn.reason, withdrawn.stamp)) }
    return deeds.since(position)
  }
}

extension Ballot {
  fileprivate var deeds: [DeedItem] {
    votes.values.map { DeedItem($0.vote.deed, $0.reason, $0.stamp) }
      + decisions.map { DeedItem($0.deed, $0.reason, $0.stamp) }
  }
}

extension [DeedItem] {
  fileprivate func since(_ position: Int64) -> [DeedItem] {
    filter { $0.position > position }.sorted { $0.position < $1.position }
  }
}

extension Withdrawal {
  fileprivate var deed: String { isUndone ? "undid it" : "withdrew it" }
}

extension Vote {
  fileprivate var deed: String {
    switch self {
    case .for: "voted for it"
    case .against: "voted against it"
    case .abstain: "abstained"
    case .recuse: "recused themselves"
    }
  }
}

extension Ballot.Ruling {
  fileprivate var deed: String {
    switch (verdict, settled == nil) {
    case (.accept, true): "ruled to accept it"
    case (.reject, true): "ruled to reject it"
    case (.accept, false): "settled that it holds"
    case (.reject, false): "settled that it does not hold"
    }
  }
}

extension Stance {
  fileprivate var deed: String {
    switch self {
    case .agree: "agreed"
    case .disagree: "disagreed"
    case .qualify: "qualified it"
    case .unsure: "is unsure"
    case .recuse: "recused themselves"
    }
  }
}
