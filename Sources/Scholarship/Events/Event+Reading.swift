internal import CanonicalJSON
internal import Manuscript

// How each payload is taken out of JSON: what `Event+Writing.swift` put there, by the names of its properties. Logs are
// read far more often than they are written, and a `Decoder` would take most of the time of that.

extension PaperImported {
  init(_ json: ParsedJSON) throws {
    self.init(
      slug: try Slug(json["slug"]), title: try json["title"].string(), base: try BaseID(json["base"]),
      scalars: try json["scalars"].integer(), mediaType: try json["mediaType"].string(),
      source: try json["source"].string(), document: try json["document"].string())
  }
}

extension BaseImported {
  init(_ json: ParsedJSON) throws {
    self.init(
      base: try BaseID(json["base"]), scalars: try json["scalars"].integer(),
      mediaType: try json["mediaType"].string(), source: try json["source"].string(),
      document: try json["document"].string(), anchors: try json["anchors"].elements.map(CarriedAnchor.init))
  }
}

extension CarriedAnchor {
  init(_ json: ParsedJSON) throws {
    let name = AnchorName(try EntityID(json["thing"]), try json["index"].integer())
    if let anchor = try json.present("anchor") {
      self.init(
        name,
        .found(try Anchor(anchor), method: try json["method"].term(), score: try json["score"].integer()))
    } else if let candidates = try json.present("candidates") {
      self.init(name, .lost(.ambiguous(try candidates.elements.map(ScalarRange.init))))
    } else {
      self.init(name, .lost(.orphaned(nearest: try json.present("nearest").map(ScalarRange.init))))
    }
  }
}

extension MemberAdmitted {
  init(_ json: ParsedJSON) throws {
    self.init(member: try Handle(json["member"]), role: try json["role"].term())
  }
}

extension MemberJoined {
  init(_ json: ParsedJSON) throws { self.init(member: try Handle(json["member"])) }
}

extension PolicySet {
  init(_ json: ParsedJSON) throws { self.init(policy: try Policy(json)) }
}

extension ClaimRegistered {
  init(_ json: ParsedJSON) throws {
    self.init(
      claim: try EntityID(json["claim"]), anchors: try json["anchors"].elements.map(Anchor.init),
      statement: try json["statement"].string(), kind: try json.present("kind")?.term())
  }
}

extension ClaimReworded {
  init(_ json: ParsedJSON) throws {
    self.init(claim: try EntityID(json["claim"]), statement: try json["statement"].string())
  }
}

extension ClaimLinked {
  init(_ json: ParsedJSON) throws {
    self.init(
      claim: try EntityID(json["claim"]), relation: try json["relation"].term(),
      other: try EntityID(json["other"]))
  }
}

extension StanceTaken {
  init(_ json: ParsedJSON) throws {
    self.init(
      claim: try EntityID(json["claim"]), wording: try json["wording"].integer(),
      stance: try json["stance"].term(), reason: try json.present("reason")?.string(),
      confidence: try json.present("confidence")?.integer())
  }
}

extension AnnotationMade {
  init(_ json: ParsedJSON) throws {
    self.init(
      annotation: try EntityID(json["annotation"]), target: try Target(json["target"]),
      motivation: try json["motivation"].term(), body: try json["body"].string(),
      tags: try json["tags"].elements.map { try $0.string() })
  }
}

extension AnnotationEdited {
  init(_ json: ParsedJSON) throws {
    self.init(annotation: try EntityID(json["annotation"]), body: try json["body"].string())
  }
}

extension DisputeOpened {
  init(_ json: ParsedJSON) throws {
    self.init(
      dispute: try EntityID(json["dispute"]), target: try Target(json["target"]),
      ground: try json.present("ground")?.term(), body: try json["body"].string(),
      wording: try json.present("wording")?.integer())
  }
}

extension DisputeArgued {
  init(_ json: ParsedJSON) throws {
    self.init(
      dispute: try EntityID(json["dispute"]), side: try json["side"].term(), body: try json["body"].string(),
      evidence: try json["evidence"].elements.map(Evidence.init))
  }
}

extension DisputeReopened {
  init(_ json: ParsedJSON) throws {
    self.init(dispute: try EntityID(json["dispute"]), reason: try json["reason"].string())
  }
}

extension CorrectionProposed {
  init(_ json: ParsedJSON) throws {
    self.init(
      correction: try EntityID(json["correction"]), anchor: try Anchor(json["anchor"]),
      replacement: try json["replacement"].string(), class: try json.present("class")?.term(),
      reason: try json["reason"].string(), evidence: try json["evidence"].elements.map(Evidence.init))
  }
}

extension CorrectionAmended {
  init(_ json: ParsedJSON) throws {
    self.init(
      correction: try EntityID(json["correction"]), replacement: try json["replacement"].string(),
      reason: try json["reason"].string())
  }
}

extension CorrectionAdopted {
  init(_ json: ParsedJSON) throws { self.init(correction: try EntityID(json["correction"])) }
}

extension VoteCast {
  init(_ json: ParsedJSON) throws {
    self.init(
      subject: try EntityID(json["subject"]), vote: try json["vote"].term(),
      reason: try json.present("reason")?.string())
  }
}

extension RulingMade {
  init(_ json: ParsedJSON) throws {
    self.init(
      subject: try EntityID(json["subject"]), verdict: try json["verdict"].term(),
      reason: try json["reason"].string())
  }
}

extension ThingWithdrawn {
  init(_ json: ParsedJSON) throws {
    self.init(thing: try EntityID(json["thing"]), reason: try json.present("reason")?.string())
  }
}

extension ThingReanchored {
  init(_ json: ParsedJSON) throws {
    self.init(
      thing: try EntityID(json["thing"]), index: try json["index"].integer(),
      anchor: try Anchor(json["anchor"]),
      incorporated: try json.present("incorporated")?.bool(), reason: try json.present("reason")?.string())
  }
}

extension BodyErased {
  init(_ json: ParsedJSON) throws {
    self.init(
      position: Int64(try json["position"].integer()), reason: try json["reason"].string(),
      remains: try json.present("remains")?.string())
  }
}
