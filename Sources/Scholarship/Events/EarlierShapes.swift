internal import CanonicalJSON

// The shapes that events had before. Logs hold them for ever, so they are read for ever; none is written any more.

extension PolicySet {
  /// The policy one level down, in an object that held nothing else: `{"policy":{"exceptions":{},"rules":{}}}`.
  /// Every path into it named the policy twice, and whatever else the event might come to carry would have stood
  /// beside the rules' own object, not among them.
  init(version1 json: ParsedJSON) throws { self.init(policy: try Policy(json["policy"])) }
}

extension BodyErased {
  /// Without a digest of what was left, which nobody could check then: `{"position":12,"reason":"R"}`.
  init(version1 json: ParsedJSON) throws {
    self.init(position: Int64(try json["position"].integer()), reason: try json["reason"].string())
  }
}
