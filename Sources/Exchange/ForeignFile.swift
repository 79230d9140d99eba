internal import Manuscript
public import Scholarship

/// A file in which others said something about a paper, as far as it was read.
public struct ForeignFile: Sendable {
  /// What sort of file it is.
  public var form: OriginForm
  /// In the order of the file; what answers another comes after it.
  public var remarks: [ForeignRemark]
  /// The paper's text as the file has it, without what is proposed in it; `nil` where it has none.
  var text: ForeignText?

  /// How many bytes a file may have.
  public static let byteLimit = 16 << 20
  /// How many remarks a file may have: they come in together or not at all.
  public static let remarkLimit = 2000

  /// Reads a file.
  ///
  /// - Parameter file: its name, without folders.
  /// - Throws: why it cannot be read, and what to do.
  public init(_ bytes: [UInt8], named file: String) throws(ForeignFileError) {
    guard bytes.count <= Self.byteLimit else {
      throw ForeignFileError("The file has more than \(Self.byteLimit) bytes, which is the limit. Split it.")
    }
    guard bytes.contains(where: { !$0.isBlank }) else { throw ForeignFileError("The file is empty.") }
    if bytes.starts(with: [0x50, 0x4B]) {
      let reading = try WordReading(bytes, named: file)
      (form, remarks, text) = (.docx, reading.remarks, reading.text)
    } else if let first = bytes.drop(while: { $0.isBlank || $0.isByteOrderMark }).first,
      first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    {
      (form, remarks) = try JSONReading.read(bytes, named: file)
    } else {
      (form, remarks) = (.csv, try TableReading.read(bytes, named: file))
    }
    guard remarks.count <= Self.remarkLimit else {
      throw ForeignFileError(
        "The file has \(remarks.count) annotations; at most \(Self.remarkLimit) come in at once. Split it.")
    }
  }

  /// What a file is, by its name: the media type under which it is sent.
  public static func mediaType(of name: String, _ bytes: [UInt8]) -> String {
    if bytes.starts(with: [0x50, 0x4B]) { return mediaTypes[2] }
    let first = bytes.drop { $0.isBlank || $0.isByteOrderMark }.first
    guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return mediaTypes[3] }
    return name.lowercased().hasSuffix(".jsonld") ? mediaTypes[1] : mediaTypes[0]
  }

  /// The media types that are read.
  public static let mediaTypes = [
    "application/json", "application/ld+json",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "text/csv",
  ]
}

/// Why a file cannot be read, and what to do.
public struct ForeignFileError: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}

extension UInt8 {
  var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
  var isByteOrderMark: Bool { self == 0xEF || self == 0xBB || self == 0xBF }
}
