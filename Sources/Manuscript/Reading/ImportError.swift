/// Why a file cannot be read as a paper.
public enum ImportError: Error, Hashable, Sendable {
  /// Nothing, or nothing but white space and marks.
  case empty
  /// The first byte that breaks UTF-8, the line it stands in, from 1, and what the file may be in instead.
  case notUTF8(byteOffset: Int, line: Int, likely: LegacyEncoding?)
  /// UTF-16 with half a character in it, at this byte.
  case notUTF16(byteOffset: Int)
  /// The first of many bytes that no text holds (NUL, most control characters), and its line, from 1.
  case binary(byteOffset: Int, line: Int)
  /// A known form that must be converted first.
  case foreign(ForeignFormat)
  /// More bytes than may be read.
  case tooLarge(bytes: Int, limit: Int)
}

extension ImportError: CustomStringConvertible {
  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .empty:
      "There is no text in the file. Give a Markdown or plain text file that holds the paper."
    case .notUTF8(let offset, let line, let likely?):
      "The file is not UTF-8: the encoding breaks at byte \(offset), in line \(line). "
        + "It is most likely \(likely.names). Convert it and import what comes out: "
        + "iconv -f \(likely.rawValue) -t UTF-8 FILE > paper.txt"
    case .notUTF8(let offset, let line, nil):
      "The file is not UTF-8: the encoding breaks at byte \(offset), in line \(line). "
        + "If it is in another encoding, convert it: iconv -f ENCODING -t UTF-8 FILE > paper.txt. "
        + "If only that place is damaged, mend it."
    case .notUTF16(let offset):
      "The file is UTF-16, but breaks at byte \(offset): half a character stands there. "
        + "Save it anew as UTF-8 and import that."
    case .binary(let offset, let line):
      "The file is binary: it is full of control characters, the first at byte \(offset), in line \(line). "
        + "Convert the paper to Markdown or plain text and import that."
    case .foreign(let format):
      "The file is \(format), which is not read as it stands. \(format.advice)"
    case .tooLarge(let bytes, let limit):
      "The file has \(bytes) bytes, the limit is \(limit). Split the paper or raise the limit."
    }
  }
}
