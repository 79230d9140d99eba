/// A value that is seldom there, kept out of line: where it is absent it takes one word of what it is a part of. A paper
/// has many things, and its kept states many copies of them.
@propertyWrapper
public struct OutOfLine<Value: Hashable & Sendable>: Hashable, Sendable {
  private final class Box: Sendable {
    let value: Value

    init(_ value: Value) { self.value = value }
  }

  private var box: Box?

  /// A value, or that there is none.
  public init(wrappedValue: Value?) { box = wrappedValue.map(Box.init) }

  /// The value, where it is there.
  public var wrappedValue: Value? {
    get { box?.value }
    set { box = newValue.map(Box.init) }
  }

  public static func == (a: OutOfLine, b: OutOfLine) -> Bool {
    a.box === b.box || a.wrappedValue == b.wrappedValue
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(wrappedValue) }
}
