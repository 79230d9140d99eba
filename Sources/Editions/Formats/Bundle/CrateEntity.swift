internal import CanonicalJSON

/// An entity of a crate's graph: something that is in it, or that it speaks of.
struct CrateEntity: JSONWritable {
  enum Value {
    case text(String)
    /// Other entities, by their ids.
    case entity(String)
    case entities([String])
  }

  /// By their names.
  private let members: [String: Value]

  /// - Parameter members: those without a value are left out.
  init(_ id: String, _ type: String, members: KeyValuePairs<String, Value?>) {
    var byName: [String: Value] = ["@id": .text(id), "@type": .text(type)]
    for (name, value) in members { byName[name] = value }
    self.members = byName
  }

  func write(to json: inout JSONBuilder) { members.write(to: &json) }
}

extension CrateEntity.Value: JSONWritable {
  func write(to json: inout JSONBuilder) {
    switch self {
    case .text(let text): text.write(to: &json)
    case .entity(let id): json.object { $0.member("@id", id) }
    case .entities(let ids): json.list { list in for id in ids { list.element(Self.entity(id)) } }
    }
  }
}
