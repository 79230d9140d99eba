import CanonicalJSON
import Protocol

/// What came over a connection, byte for byte.
struct WireAnswer: Sendable {
  var status: Int
  /// By their names in lower case.
  var fields: [String: String]
  var body: String

  var problem: Problem {
    get throws { try Problem(json: JSON.parsed(Array(body.utf8))) }
  }

  /// The first answer among what came.
  init(_ bytes: [UInt8]) throws {
    guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else {
      throw UnexpectedAnswer(description: "no answer: \(String(decoding: bytes, as: UTF8.self))")
    }
    let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
    let words = lines.first?.split(separator: " ") ?? []
    guard words.count > 1, let status = Int(words[1]) else {
      throw UnexpectedAnswer(description: "\(lines)")
    }
    self.status = status
    fields = [:]
    for line in lines.dropFirst() {
      let sides = line.split(separator: ":", maxSplits: 1)
      fields[sides[0].lowercased()] = sides.count > 1 ? String(sides[1].drop { $0 == " " }) : ""
    }
    body = String(decoding: bytes[end.upperBound...], as: UTF8.self)
  }
}

extension TestServer {
  /// What the server answers to these bytes before it closes the connection, which they must make it do.
  func answer(to request: String) async throws -> WireAnswer {
    let connection = try RawConnection(self)
    try connection.send(request)
    return try WireAnswer(try await connection.bytes())
  }
}
