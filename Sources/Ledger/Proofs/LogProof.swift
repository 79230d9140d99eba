/// A proof that a log has an event, in a file of its own (C2SP tlog-proof): which leaf it is, its path to the root, and the
/// checkpoint over that root. Anyone can check it who has the log's key.
public struct LogProof: Hashable, Sendable {
  /// What the log has at that leaf: an event's canonical header. The form calls it extra data and does not authenticate it;
  /// its hash as a leaf has to lead to the root.
  public var entry: [UInt8]
  /// Which leaf it is, and its path to the root.
  public var inclusion: InclusionProof
  /// The signed note, as the log gave it out.
  public var checkpoint: [UInt8]

  public init(entry: [UInt8], inclusion: InclusionProof, checkpoint: [UInt8]) {
    self.entry = entry
    self.inclusion = inclusion
    self.checkpoint = checkpoint
  }

  /// The end of a file's name that the specification asks for, without its dot.
  public static let fileExtension = "tlog-proof"

  /// RFC 6962, §2.1.
  public var leafHash: Hash { Hash(of: [0], entry) }

  private static let header = "c2sp.org/tlog-proof@v1"

  /// The file.
  public var bytes: [UInt8] {
    let lines =
      [Self.header, "extra \(Base64.encode(entry))", "index \(inclusion.leaf)"]
      + inclusion.path.map { Base64.encode($0.bytes) }
    return Array(lines.map { $0 + "\n" }.joined().utf8) + [UInt8(ascii: "\n")] + checkpoint
  }

  /// Whether bytes claim to be a proof, well formed or not.
  public static func isClaimed(by bytes: some Collection<UInt8>) -> Bool { bytes.starts(with: header.utf8) }

  /// Reads a proof and checks nothing of what it says.
  public init(bytes: [UInt8]) throws(LogProofError) {
    var rest = bytes[...]
    func line() throws(LogProofError) -> String {
      guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { throw .cutOff }
      defer { rest = rest[(end + 1)...] }
      return String(decoding: rest[..<end], as: UTF8.self)
    }
    guard try line() == Self.header else { throw .otherForm }
    guard let entry = Self.value(of: "extra", in: try line()), let entry = Base64.decode(entry) else {
      throw .noEntry
    }
    guard let index = Self.value(of: "index", in: try line()), let leaf = Int64(index), leaf >= 0,
      String(leaf) == index
    else { throw .noIndex }
    var path: [Hash] = []
    while true {
      let text = try line()
      if text.isEmpty { break }
      guard let bytes = Base64.decode(text), bytes.count == Hash.byteCount else {
        throw .noHash(number: path.count + 1)
      }
      path.append(Hash(bytes))
    }
    self.init(entry: entry, inclusion: InclusionProof(leaf: leaf, path: path), checkpoint: Array(rest))
  }

  private static func value(of name: String, in line: String) -> Substring? {
    line.hasPrefix(name + " ") ? line.dropFirst(name.count + 1) : nil
  }
}

/// Why something is no proof that can be read.
public enum LogProofError: Error, Hashable {
  case otherForm, cutOff, noEntry, noIndex
  /// Which of the hashes, from 1.
  case noHash(number: Int)
}

extension LogProofError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .otherForm: "It does not begin with “c2sp.org/tlog-proof@v1”: it is no proof, or of another version."
    case .cutOff: "It ends before its checkpoint: the file was cut off."
    case .noEntry:
      "Its second line is not “extra” and base 64, so it does not say which event it is about."
    case .noIndex: "It has no line “index” with a number (digits, no leading zero)."
    case .noHash(let number): "Hash \(number) of its path is not base 64 of 32 bytes."
    }
  }
}
