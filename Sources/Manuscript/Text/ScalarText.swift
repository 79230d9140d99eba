/// A text addressed by Unicode scalar. Slicing costs the length of the slice, whatever its place.
public struct ScalarText: Hashable, Sendable {
  /// The scalars in order.
  public let scalars: [Unicode.Scalar]

  /// A text of the given string's scalars, unchanged.
  public init(_ string: String) { scalars = Array(string.unicodeScalars) }

  /// A text of the given scalars.
  public init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

  /// Number of scalars.
  public var count: Int { scalars.count }

  /// The range of the whole text.
  public var range: ScalarRange { ScalarRange(0, count) }

  /// The whole as a string; costs its length.
  public var string: String { self[range] }

  /// The characters of a range. The range must lie in the text.
  public subscript(range: ScalarRange) -> String { String(scalars: scalars[range.offsets]) }

  /// The scalar at an offset, which must lie in the text.
  public subscript(offset: Int) -> Unicode.Scalar { scalars[offset] }
}

extension String {
  /// The string of some scalars. To append them one by one costs some ten times as much.
  init(scalars: ArraySlice<Unicode.Scalar>) {
    let length = scalars.reduce(0) { $0 + UTF8.width($1) }
    self.init(unsafeUninitializedCapacity: length) { buffer in
      var end = 0
      for scalar in scalars {
        for byte in scalar.utf8 {
          buffer[end] = byte
          end += 1
        }
      }
      return end
    }
  }
}
