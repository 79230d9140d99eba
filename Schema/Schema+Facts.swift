extension Schema {
  /// The same for a log of such bodies: an erasure keeps these members of them, and nothing else that could be words.
  ///
  /// - Parameter facts: by the type and version of an event, the names of the members that hold no words.
  public func keeping(_ facts: [(type: String, version: Int, members: [String])]) -> Schema {
    func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
    let rows = facts.map { fact in
      let members = fact.members.map(quoted).joined(separator: ", ")
      return "(\(quoted(fact.type)), \(fact.version), ARRAY[\(members)]::text[])"
    }
    var schema = self
    schema.objects = objects.map { file in
      guard file.name == "log.facts.sql", !rows.isEmpty else { return file }
      return File(
        name: file.name,
        sql: file.sql.replacing("('', 0, ARRAY[]::text[])", with: rows.joined(separator: ",\n    ")))
    }
    return schema
  }
}
