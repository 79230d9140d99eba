/// The statements that a connection has prepared on the server: the most recently used ones, up to a bound.
struct PreparedStatements {
  struct Key: Hashable {
    let text: String
    let types: [PostgresType]
  }

  enum Lookup: Equatable {
    case prepared(name: String)
    /// Prepare it under this name first.
    case new(name: String)
  }

  private struct Entry {
    let key: Key
    var lastUse: Int
  }

  private var names: [Key: String] = [:]
  private var entries: [String: Entry] = [:]
  private var uses = 0
  private var namesGiven = 0
  private let limit: Int
  /// The names of discarded statements that the server still has.
  private(set) var discarded: [String] = []

  init(limit: Int) { self.limit = limit }

  var count: Int { entries.count }

  mutating func look(up key: Key) -> Lookup {
    uses += 1
    if let name = names[key] {
      entries[name]?.lastUse = uses
      return .prepared(name: name)
    }
    if entries.count >= limit, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse })?.key {
      discard(oldest)
    }
    namesGiven += 1
    let name = "s\(namesGiven)"
    names[key] = name
    entries[name] = Entry(key: key, lastUse: uses)
    return .new(name: name)
  }

  /// Forgets a statement that could not be prepared.
  mutating func forget(_ name: String) {
    guard let entry = entries.removeValue(forKey: name) else { return }
    names[entry.key] = nil
  }

  /// Discards a prepared statement that must not be used again.
  mutating func discard(_ name: String) {
    guard entries[name] != nil else { return }
    forget(name)
    discarded.append(name)
  }

  mutating func takeDiscarded() -> [String] {
    defer { discarded = [] }
    return discarded
  }
}
