public import CanonicalJSON

// What the synthesised `Encodable` writes, member by member: the read models write these with every event.

extension AnnotationItem: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("at", at)
      $0.member("body", body)
      $0.member("by", by)
      $0.member("edits", edits)
      $0.member("id", id)
      $0.member("kind", kind)
      $0.member("lost", lost)
      $0.member("motivation", motivation)
      $0.member("position", position)
      $0.member("quote", quote)
      $0.member("range", range)
      $0.member("replies", replies)
      $0.member("status", status)
      $0.member("tags", tags)
      $0.member("target", target)
      $0.member("withdrawn", withdrawn)
    }
  }
}

extension ClaimItem: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("address", address)
      $0.member("at", at)
      $0.member("by", by)
      $0.member("claimKind", claimKind)
      $0.member("disputes", disputes)
      $0.member("id", id)
      $0.member("kind", kind)
      $0.member("links", links)
      $0.member("lost", lost)
      $0.member("position", position)
      $0.member("quote", quote)
      $0.member("ranges", ranges)
      $0.member("stances", stances)
      $0.member("statement", statement)
      $0.member("status", status)
      $0.member("textChanged", textChanged)
      $0.member("withdrawn", withdrawn)
      $0.member("wording", wording)
    }
  }
}

extension StanceItem: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("at", at)
      $0.member("confidence", confidence)
      $0.member("onEarlierWording", onEarlierWording)
      $0.member("position", position)
      $0.member("reason", reason)
      $0.member("stance", stance)
    }
  }
}

extension LinkItem: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("at", at)
      $0.member("by", by)
      $0.member("other", other)
      $0.member("position", position)
      $0.member("relation", relation)
    }
  }
}

extension WithdrawalItem: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("at", at)
      $0.member("by", by)
      $0.member("position", position)
      $0.member("reason", reason)
    }
  }
}
