/// Why a file cannot be read as a paper.
public enum ImportError: Error, Hashable, Sendable {
  /// Nothing, or nothing but white space and marks.
  case empty
  /// The first byte that breaks UTF-8.
  case notUTF8(byteOffset: Int)
  /// The first byte that no text holds (NUL, most control characters).
  case binary(byteOffset: Int)
  /// More bytes than may be read.
  case tooLarge(bytes: Int, limit: Int)
}

extension ImportError: CustomStringConvertible {
  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .empty:
      "There is no text in the file. Give a Markdown or plain text file that holds the paper."
    case .notUTF8(let offset):
      "The file is not UTF-8: the encoding breaks at byte \(offset). Convert it to UTF-8 and import again."
    case .binary(let offset):
      "The file is binary: byte \(offset) is a control character that no text holds. "
        + "Convert the paper to Markdown or plain text and import that."
    case .tooLarge(let bytes, let limit):
      "The file has \(bytes) bytes, the limit is \(limit). Split the paper or raise the limit."
    }
  }
}
