/// What a log signs about itself (C2SP tlog-checkpoint): its name, how many events it holds, and their root
/// hash. As text it is three lines or more: origin, size, base 64 of the root, and any extension lines.
public struct Checkpoint: Sendable {
  /// The log's name, by convention an address without its scheme. It is also the name of the log's key.
  public let origin: String
  public let head: TreeHead
  /// Lines that this program ignores. Not recommended, since no monitor can check them.
  public let extensions: [String]

  /// - Throws: ``CheckpointError/malformedLine(_:)`` if the origin or an extension is empty or has an ASCII
  ///   control character, since it could not be read back.
  public init(origin: String, head: TreeHead, extensions: [String] = []) throws(CheckpointError) {
    guard Self.isLine(origin) else { throw .malformedLine(1) }
    guard head.size >= 0 else { throw .malformedSize }
    for (index, line) in extensions.enumerated() {
      guard Self.isLine(line) else { throw .malformedLine(index + 4) }
    }
    self.origin = origin
    self.head = head
    self.extensions = extensions
  }

  /// The text that is signed.
  public var text: String {
    ([origin, String(head.size), Base64.encode(head.root.bytes)] + extensions).map { $0 + "\n" }.joined()
  }

  /// Reads what ``text`` gives, and nothing else. Read only the text of a note whose signature was checked:
  /// see ``CheckpointVerifier``.
  public init(text: String) throws(CheckpointError) {
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    // Splitting leaves an empty piece after the last line feed.
    guard lines.count >= 4, lines[lines.count - 1].isEmpty else { throw .missingLines }
    let body = lines.dropLast().map { Substring($0) }
    guard let size = Self.size(body[1]) else { throw .malformedSize }
    guard let root = Base64.decode(body[2]), root.count == 32 else { throw .malformedRoot }
    try self.init(
      origin: String(body[0]), head: TreeHead(size: size, root: Hash(root)),
      extensions: body.dropFirst(3).map(String.init))
  }

  private static func isLine(_ line: String) -> Bool {
    !line.isEmpty && line.utf8.allSatisfy { $0 >= 0x20 }
  }

  /// ASCII digits without a leading zero, up to 2^63 − 1.
  private static func size(_ line: Substring) -> Int64? {
    guard line.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    guard line.utf8.first != UInt8(ascii: "0") || line.utf8.count == 1 else { return nil }
    return Int64(line)
  }
}

/// Checkpoints are equal if their bytes are; each has one spelling.
extension Checkpoint: Hashable {
  public static func == (one: Checkpoint, other: Checkpoint) -> Bool {
    one.text.utf8.elementsEqual(other.text.utf8)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(head)
  }
}

/// Why something is not a checkpoint, or not one of this log.
public enum CheckpointError: Error, Hashable {
  /// The note around it is malformed, or not signed as it has to be.
  case note(NoteError)
  /// Fewer than three lines, or the last without its line feed.
  case missingLines
  /// The second line is not a size.
  case malformedSize
  /// The third line is not base 64 of 32 bytes.
  case malformedRoot
  /// The line, from 1, is empty or holds a control character.
  case malformedLine(Int)
  /// It is signed with a known key, but of another log.
  case wrongOrigin(String, expected: String)
}

extension CheckpointError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .note(let error):
      error.description
    case .missingLines:
      "A checkpoint has at least three lines (origin, size, root), each with its line feed; some are missing."
    case .malformedSize:
      "The checkpoint's second line is not a number of events (digits, no leading zero, below 2^63)."
    case .malformedRoot:
      "The checkpoint's third line is not a root hash (base 64 of 32 bytes)."
    case .malformedLine(let line):
      "Line \(line) of the checkpoint is empty or has a control character."
    case .wrongOrigin(let origin, let expected):
      "The checkpoint is of the log \"\(origin)\", not of \"\(expected)\": take one of the log you are checking."
    }
  }
}
