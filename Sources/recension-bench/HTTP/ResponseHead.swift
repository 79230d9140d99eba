import Glibc

/// What the first bytes of a response say: its status, and where its body lies (RFC 9112).
struct ResponseHead: Hashable {
  var status: Int
  /// How many bytes come before the body.
  var length: Int
  /// How many bytes the body has.
  var bodyLength: Int

  enum Fault: Error, Hashable {
    /// Not HTTP/1.1.
    case malformed
    /// The body's end is not given by `Content-Length`.
    case lengthMissing
  }

  /// Reads a head that is there as a whole; `nil` where more must come.
  init?(_ bytes: UnsafeRawBufferPointer) throws(Fault) {
    guard let end = bytes.firstOffset(of: "\r\n\r\n") else { return nil }
    length = end + 4
    guard length >= 16, bytes.starts(with: "HTTP/1.1 ".utf8),
      let status = Self.number(bytes[9..<length]), (100...999).contains(status)
    else { throw .malformed }
    self.status = status
    guard let bodyLength = Self.contentLength(bytes[..<length]) else { throw .lengthMissing }
    self.bodyLength = bodyLength
  }

  private static func contentLength(_ head: Slice<UnsafeRawBufferPointer>) -> Int? {
    let name = "content-length:"
    var line = head
    while let feed = line.firstIndex(of: 0x0A) {
      line = line[(feed + 1)...]
      let isIt =
        line.count > name.utf8.count
        && zip(line, name.utf8).allSatisfy { $0 == $1 || ($0 | 0x20) == $1 && $1 != UInt8(ascii: "-") }
      if isIt { return number(line.dropFirst(name.utf8.count).drop { $0 == 0x20 }) }
    }
    return nil
  }

  /// The decimal number that `bytes` begin with.
  static func number(_ bytes: Slice<UnsafeRawBufferPointer>) -> Int? {
    var value: Int?
    for byte in bytes {
      guard (0x30...0x39).contains(byte) else { break }
      let (shifted, isTooLarge) = (value ?? 0).multipliedReportingOverflow(by: 10)
      guard !isTooLarge, shifted <= Int.max - 9 else { return nil }
      value = shifted + Int(byte - 0x30)
    }
    return value
  }
}

/// The position that a receipt names: the number after `"position":`.
///
/// The JSON is not parsed, which would cost more than the request.
func position(inReceipt body: UnsafeRawBufferPointer) -> Int64? {
  let name: StaticString = "\"position\":"
  guard let start = body.firstOffset(of: name) else { return nil }
  return ResponseHead.number(body[(start + name.utf8CodeUnitCount)...]).map(Int64.init)
}

extension UnsafeRawBufferPointer {
  /// Where `text` begins in the bytes for the first time.
  fileprivate func firstOffset(of text: StaticString) -> Int? {
    guard let start = baseAddress else { return nil }
    let length = text.utf8CodeUnitCount
    var offset = 0
    while offset + length <= count {
      guard let next = memchr(start + offset, CInt(text.utf8Start.pointee), count - length + 1 - offset)
      else { return nil }
      offset = UnsafeRawPointer(next) - start
      if memcmp(next, text.utf8Start, length) == 0 { return offset }
      offset += 1
    }
    return nil
  }
}
