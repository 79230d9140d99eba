internal import Scholarship

/// The names by which TEI points to scholars: their handles, as far as XML can hold those as ids.
enum TEISigla {
  /// The id of a scholar. A handle that begins with a digit, or that something else in the file may be called by, has a low
  /// line before it.
  static func id(_ handle: String) -> String { isPlain(handle) ? handle : "_" + handle }

  /// Pointers to scholars, in the order in which they are given.
  static func pointers(_ handles: some Sequence<Handle>) -> String {
    handles.map { "#" + id($0.name) }.joined(separator: " ")
  }

  private static func isPlain(_ handle: String) -> Bool {
    guard let first = handle.utf8.first, first > UInt8(ascii: "9") else { return false }
    if handle.hasPrefix("base") { return !handle.dropFirst(4).allSatisfy(\.isNumber) }
    guard "acdmnpsx".utf8.contains(first), let second = handle.utf8.dropFirst().first else { return true }
    return second > UInt8(ascii: "9")
  }
}
