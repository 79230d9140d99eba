import Ledger
import Testing

/// The canonical form is what anyone can write by hand and put through `sha256sum`.
struct EventHeaderTests {
  @Test(arguments: [0, 1, 9, 10, 1_764_120_000_123_456, .max] as [Int64])
  func `it is eleven lines of ASCII`(number: Int64) {
    let header = EventHeader(
      position: number, stream: "iran-us", sequence: number, type: "claim.registered", version: 2,
      actor: "ada", time: number, cause: "key-1", previous: .zero, body: Hash(of: Array("a body".utf8)))
    let text = """
      recension event 1
      position \(number)
      paper iran-us
      sequence \(number)
      type claim.registered
      version 2
      actor ada
      time \(number)
      cause key-1
      previous 0000000000000000000000000000000000000000000000000000000000000000
      body \(Hash(of: Array("a body".utf8)))

      """
    #expect(String(decoding: header.canonical, as: UTF8.self) == text)
    #expect(header.hash == Hash(of: [0], Array(text.utf8)))
  }
}
