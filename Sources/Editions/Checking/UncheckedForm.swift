/// That a file is of a form whose apparatus the check does not read.
public struct UncheckedForm: Error, Hashable {
  /// What the file is, such as `a page of HTML`.
  public let name: String

  /// - Returns: `nil` where nothing in the file tells that it is of such a form.
  init?(of bytes: [UInt8]) {
    if bytes.starts(with: Array("PK".utf8)) {
      name = "a zip archive, as DOCX and bundles are"
      return
    }
    let beginning = bytes.prefix(400).filter { $0 < 0x80 }
    let words = String(decoding: beginning, as: UTF8.self).lowercased().drop { $0.isWhitespace }
    let isWebAnnotation = words.hasPrefix("{") && words.contains("www.w3.org/ns/anno.jsonld")
    if words.hasPrefix("<!doctype html") || words.hasPrefix("<html") {
      name = "a page of HTML"
    } else if isWebAnnotation {
      name = "a collection of W3C Web Annotations"
    } else if words.hasPrefix("id,kind,address,") {
      name = "a table in CSV"
    } else if bytes.isCriticMarkup {
      name = "CriticMarkup"
    } else {
      return nil
    }
  }
}

extension [UInt8] {
  /// Whether it ends in a comment of CriticMarkup, as our export does.
  fileprivate var isCriticMarkup: Bool {
    let end = last { $0 != UInt8(ascii: "\n") } == UInt8(ascii: "}") ? suffix(5) : []
    return String(decoding: end, as: UTF8.self).contains("<<}")
  }
}
