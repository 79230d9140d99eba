public import CanonicalJSON
internal import Manuscript

// How each payload is put into JSON: the properties by their names, in the names' order, those that are `nil` left out.
// Bodies are hashed and kept for ever: what is written here of a type is never changed but with its version.

extension Event: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    switch self {
    case .paperImported(let payload): payload.write(to: &json)
    case .baseImported(let payload): payload.write(to: &json)
    case .memberAdmitted(let payload): payload.write(to: &json)
    case .memberJoined(let payload): payload.write(to: &json)
    case .policySet(let payload): payload.write(to: &json)
    case .claimRegistered(let payload): payload.write(to: &json)
    case .claimReworded(let payload): payload.write(to: &json)
    case .claimLinked(let payload): payload.write(to: &json)
    case .stanceTaken(let payload): payload.write(to: &json)
    case .annotationMade(let payload): payload.write(to: &json)
    case .annotationEdited(let payload): payload.write(to: &json)
    case .disputeOpened(let payload): payload.write(to: &json)
    case .disputeArgued(let payload): payload.write(to: &json)
    case .disputeReopened(let payload): payload.write(to: &json)
    case .correctionProposed(let payload): payload.write(to: &json)
    case .correctionAmended(let payload): payload.write(to: &json)
    case .correctionAdopted(let payload): payload.write(to: &json)
    case .voteCast(let payload): payload.write(to: &json)
    case .rulingMade(let payload): payload.write(to: &json)
    case .thingWithdrawn(let payload): payload.write(to: &json)
    case .thingReanchored(let payload): payload.write(to: &json)
    case .bodyErased(let payload): payload.write(to: &json)
    }
  }
}

extension PaperImported: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("base", base)
      $0.member("document", document)
      $0.member("mediaType", mediaType)
      $0.member("scalars", scalars)
      $0.member("slug", slug)
      $0.member("source", source)
      $0.member("title", title)
    }
  }
}

extension BaseImported: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("anchors", anchors)
      $0.member("base", base)
      $0.member("document", document)
      $0.member("mediaType", mediaType)
      $0.member("scalars", scalars)
      $0.member("source", source)
    }
  }
}

/// `{"anchor":{…},"index":0,"method":"diff","score":1000,"thing":"c1"}` where it was found, with `candidates` in
/// place of the three where it is ambiguous, else with `nearest` or nothing.
extension CarriedAnchor: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    json.object {
      if case .found(let anchor, _, _) = outcome { $0.member("anchor", anchor) }
      if case .lost(.ambiguous(let candidates)) = outcome { $0.member("candidates", candidates) }
      $0.member("index", name.index)
      if case .found(_, let method, let score) = outcome {
        $0.member("method", method)
        $0.member("score", score)
      }
      if case .lost(.orphaned(let nearest)) = outcome { $0.member("nearest", nearest) }
      $0.member("thing", name.thing)
    }
  }
}

extension MemberAdmitted: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("member", member)
      $0.member("role", role)
    }
  }
}

extension MemberJoined: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    json.object { $0.member("member", member) }
  }
}

extension PolicySet: JSONWritable {
  public func write(to json: inout JSONBuilder) { policy.write(to: &json) }
}

extension ClaimRegistered: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("anchors", anchors)
      $0.member("claim", claim)
      $0.member("kind", kind)
      $0.member("statement", statement)
    }
  }
}

extension ClaimReworded: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("claim", claim)
      $0.member("statement", statement)
    }
  }
}

extension ClaimLinked: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("claim", claim)
      $0.member("other", other)
      $0.member("relation", relation)
    }
  }
}

extension StanceTaken: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("claim", claim)
      $0.member("confidence", confidence)
      $0.member("reason", reason)
      $0.member("stance", stance)
      $0.member("wording", wording)
    }
  }
}

extension AnnotationMade: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("annotation", annotation)
      $0.member("body", body)
      $0.member("motivation", motivation)
      $0.member("tags", tags)
      $0.member("target", target)
    }
  }
}

extension AnnotationEdited: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("annotation", annotation)
      $0.member("body", body)
    }
  }
}

extension DisputeOpened: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("body", body)
      $0.member("dispute", dispute)
      $0.member("ground", ground)
      $0.member("target", target)
      $0.member("wording", wording)
    }
  }
}

extension DisputeArgued: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("body", body)
      $0.member("dispute", dispute)
      $0.member("evidence", evidence)
      $0.member("side", side)
    }
  }
}

extension DisputeReopened: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("dispute", dispute)
      $0.member("reason", reason)
    }
  }
}

extension CorrectionProposed: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("anchor", anchor)
      $0.member("class", `class`)
      $0.member("correction", correction)
      $0.member("evidence", evidence)
      $0.member("reason", reason)
      $0.member("replacement", replacement)
    }
  }
}

extension CorrectionAmended: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("correction", correction)
      $0.member("reason", reason)
      $0.member("replacement", replacement)
    }
  }
}

extension CorrectionAdopted: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    json.object { $0.member("correction", correction) }
  }
}

extension VoteCast: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("reason", reason)
      $0.member("subject", subject)
      $0.member("vote", vote)
    }
  }
}

extension RulingMade: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("reason", reason)
      $0.member("subject", subject)
      $0.member("verdict", verdict)
    }
  }
}

extension ThingWithdrawn: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("reason", reason)
      $0.member("thing", thing)
    }
  }
}

extension ThingReanchored: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("anchor", anchor)
      $0.member("incorporated", incorporated)
      $0.member("index", index)
      $0.member("reason", reason)
      $0.member("thing", thing)
    }
  }
}

extension BodyErased: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("position", position)
      $0.member("reason", reason)
      $0.member("remains", remains)
    }
  }
}
