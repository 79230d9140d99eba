/// A dictionary whose copies share what neither of them changes: the first change after a copy copies one part in
/// ``count``, and not the whole.
struct Shards<Key: Hashable & Sendable, Value: Hashable & Sendable>: Hashable, Sendable {
  private var shards: [[Key: Value]] = []

  subscript(key: Key) -> Value? {
    get { shards.isEmpty ? nil : shards[Self.index(of: key)][key] }
    set {
      if shards.isEmpty {
        if newValue == nil { return }
        shards = Array(repeating: [:], count: Self.count)
      }
      shards[Self.index(of: key)][key] = newValue
    }
  }

  /// The value of a key, or another where there is none; changed in place.
  subscript(key: Key, default value: @autoclosure () -> Value) -> Value {
    get { self[key] ?? value() }
    set { self[key] = newValue }
  }

  private static func index(of key: Key) -> Int { Int(UInt(bitPattern: key.hashValue) % UInt(count)) }

  /// Enough that a part of a large paper's is copied in microseconds, few enough that a small one's are no burden.
  private static var count: Int { 256 }
}
