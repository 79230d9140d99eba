/// A value that can be a statement's parameter, sent in the type's binary format.
public protocol PostgresEncodable: Sendable {
  /// The type that the statement is prepared with; fixed for the Swift type.
  static var postgresType: PostgresType { get }

  /// Appends the value's bytes, without a length before them.
  func encode(into buffer: inout ParameterBuffer)
}

/// The bytes of a statement's parameters, as they are built.
public struct ParameterBuffer: Sendable {
  /// The bytes so far.
  public private(set) var bytes: [UInt8] = []

  public init() {}

  /// Appends an integer in network byte order.
  @inlinable
  public mutating func append(_ integer: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: integer.bigEndian) { append(contentsOf: $0) }
  }

  /// Appends bytes as they are.
  public mutating func append(contentsOf newBytes: some Sequence<UInt8>) {
    bytes.append(contentsOf: newBytes)
  }

  /// Appends bytes as they are.
  public mutating func append(contentsOf newBytes: UnsafeRawBufferPointer) {
    bytes.append(contentsOf: newBytes)
  }

  /// Reserves room for `additional` more bytes.
  public mutating func reserve(_ additional: Int) {
    let needed = bytes.count + additional
    // Reserving the exact size each time would copy each time.
    if needed > bytes.capacity { bytes.reserveCapacity(max(needed, 2 * bytes.capacity)) }
  }

  /// Appends what `body` appends, after its length in 32 bits, as elements of an array are sent.
  mutating func appendWithLength(_ body: (inout ParameterBuffer) -> Void) {
    let start = bytes.count
    append(Int32(0))
    body(&self)
    setLength(at: start)
  }

  /// Fills in the length at `start`: how many bytes follow it.
  mutating func setLength(at start: Int) {
    let length = UInt32(bytes.count - start - 4)
    for (offset, shift) in [24, 16, 8, 0].enumerated() {
      bytes[start + offset] = UInt8(truncatingIfNeeded: length >> UInt32(shift))
    }
  }
}
