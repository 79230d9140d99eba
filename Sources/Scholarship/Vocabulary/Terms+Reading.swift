internal import CanonicalJSON
internal import Manuscript

// How the words that events are made of are taken out of JSON, as `Terms+Writing.swift` puts them there.

extension EntityID {
  init(_ json: ParsedJSON) throws {
    guard let id = EntityID(try json.string()) else { throw json.corrupted("not the id of a thing") }
    self = id
  }
}

extension Handle {
  init(_ json: ParsedJSON) throws {
    guard let handle = Handle(try json.string()) else { throw json.corrupted("not a handle") }
    self = handle
  }
}

extension Slug {
  init(_ json: ParsedJSON) throws {
    guard let slug = Slug(try json.string()) else { throw json.corrupted("not a slug") }
    self = slug
  }
}

extension Ratio {
  init(_ json: ParsedJSON) throws {
    guard let ratio = Ratio(try json.string()) else { throw json.corrupted("not a fraction between 0 and 1") }
    self = ratio
  }
}

extension Evidence {
  init(_ json: ParsedJSON) throws {
    self.init(reference: try json["reference"].string(), relation: try json["relation"].term())
  }
}

extension Target {
  init(_ json: ParsedJSON) throws {
    if let passage = try json.present("passage") {
      self = .passage(try Anchor(passage))
    } else {
      self = .thing(try EntityID(json["thing"]))
    }
  }
}

extension Policy {
  init(_ json: ParsedJSON) throws {
    self.init(rules: try PolicyRules(json["rules"]))
    let classes = try json["exceptions"]
    for name in try classes.names {
      // The path ends above the name: a name that is none is content, and errors hold none.
      guard let subject = PolicyClass(rawValue: name) else { throw classes.corrupted("not a policy class") }
      exceptions[subject] = try PolicyRules(classes[name])
    }
  }
}

extension PolicyRules {
  init(_ json: ParsedJSON) throws {
    self.init(
      quorum: try json["quorum"].integer(), threshold: try Ratio(json["threshold"]),
      opposition: try Ratio(json["opposition"]), proposerVotes: try json["proposerVotes"].bool(),
      voters: try json["voters"].term(), adjudicators: try json["adjudicators"].term())
  }
}

extension Anchor {
  init(_ json: ParsedJSON) throws {
    self.init(
      base: try BaseID(json["base"]), range: try ScalarRange(json["range"]),
      quote: try json["quote"].string(),
      prefix: try json["prefix"].string(), suffix: try json["suffix"].string())
  }
}

extension BaseID {
  init(_ json: ParsedJSON) throws {
    guard let id = BaseID(try json.string()) else { throw json.corrupted("not the id of a base") }
    self = id
  }
}

extension ScalarRange {
  init(_ json: ParsedJSON) throws {
    var ends = try json.elements
    let (start, end) = (try ends.take().integer(), try ends.take().integer())
    guard 0 <= start, start <= end, ends.next() == nil else {
      throw json.corrupted("not two offsets in order")
    }
    self.init(start, end)
  }
}
