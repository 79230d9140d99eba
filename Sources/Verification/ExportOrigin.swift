internal import Archive
internal import Ledger

/// What an exported file says of itself that it follows from. It is the file's word, and no more.
struct ExportOrigin {
  private let bytes: [UInt8]
  /// The positions that stand where a form of export names the one that it shows.
  let positions: Set<Int64>

  init(of file: [UInt8]) {
    bytes = Self.words(of: file)
    var positions: Set<Int64> = []
    for (before, after) in Self.places { positions.formUnion(Self.numbers(in: bytes, before, after)) }
    self.positions = positions
  }

  /// Whether it names a checkpoint, by the root that this signs.
  func names(_ checkpoint: Checkpoint) -> Bool {
    guard let root = checkpoint.text.split(separator: "\n").dropFirst(2).first else { return false }
    return bytes.firstRange(of: Array(root.utf8)) != nil
  }

  /// Where each form names its position: after what, and before what.
  private static let places = [
    ("<idno type=\"position\">", "<"), ("<dt>Position</dt><dd>", "<"), ("\n- Position: ", "\n"),
    ("\nPosition: ", "\n"), ("\"position\":", ",\"total\":"), (",", ",\"quorum="),
    ("name=\"Position\"><vt:lpwstr>", "<"),
  ]

  /// Of a packed document, what its properties hold.
  private static func words(of file: [UInt8]) -> [UInt8] {
    guard file.starts(with: "PK".utf8) else { return file }
    do {
      return try ZipReader.files(in: file).first { $0.name == "docProps/custom.xml" }?.bytes ?? []
    } catch {
      // A damaged one names nothing.
      return []
    }
  }

  /// The numbers that stand right between two texts.
  private static func numbers(in bytes: [UInt8], _ before: String, _ after: String) -> Set<Int64> {
    let (before, after) = (Array(before.utf8), Array(after.utf8))
    var found: Set<Int64> = []
    for index in bytes.indices where bytes[index] == before[0] && bytes[index...].starts(with: before) {
      let start = index + before.count
      let digits = bytes[start...].prefix(20).prefix { (0x30...0x39).contains($0) }
      guard !digits.isEmpty, bytes[digits.endIndex...].starts(with: after) else { continue }
      if let number = Int64(String(decoding: digits, as: UTF8.self)) { found.insert(number) }
    }
    return found
  }
}
