public import CanonicalJSON
public import Manuscript

// How the words that events are made of are put into JSON, for `Terms+Reading.swift` to take them out.

extension EntityID: JSONWritable {
  public func write(to json: inout JSONBuilder) { description.write(to: &json) }
}

extension Handle: JSONWritable {
  public func write(to json: inout JSONBuilder) { name.write(to: &json) }
}

extension Slug: JSONWritable {
  public func write(to json: inout JSONBuilder) { name.write(to: &json) }
}

extension Ratio: JSONWritable {
  public func write(to json: inout JSONBuilder) { description.write(to: &json) }
}

extension Role: JSONWritable {}
extension ClaimKind: JSONWritable {}
extension ClaimRelation: JSONWritable {}
extension Stance: JSONWritable {}
extension Motivation: JSONWritable {}
extension Ground: JSONWritable {}
extension Side: JSONWritable {}
extension CitationRelation: JSONWritable {}
extension CorrectionClass: JSONWritable {}
extension Vote: JSONWritable {}
extension Verdict: JSONWritable {}

extension Evidence: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("reference", reference)
      $0.member("relation", relation)
    }
  }
}

extension Target: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    json.object {
      switch self {
      case .passage(let anchor): $0.member("passage", anchor)
      case .thing(let id): $0.member("thing", id)
      }
    }
  }
}

extension Policy: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    json.object {
      $0.member(
        "exceptions",
        [String: PolicyRules](uniqueKeysWithValues: exceptions.map { ($0.key.rawValue, $0.value) }))
      $0.member("rules", rules)
    }
  }
}

extension PolicyRules: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("adjudicators", adjudicators)
      $0.member("opposition", opposition)
      $0.member("proposerVotes", proposerVotes)
      $0.member("quorum", quorum)
      $0.member("threshold", threshold)
      $0.member("voters", voters)
    }
  }
}

extension Anchor: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("base", base)
      $0.member("prefix", prefix)
      $0.member("quote", quote)
      $0.member("range", range)
      $0.member("suffix", suffix)
    }
  }
}

extension AnchorPlacement.Method: JSONWritable {}

extension BaseID: JSONWritable {
  public func write(to json: inout JSONBuilder) { description.write(to: &json) }
}

extension ScalarRange: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    json.list {
      $0.element(start)
      $0.element(end)
    }
  }
}
