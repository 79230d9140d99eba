import Ledger
import Testing

/// An event has one text, and a text is of one event.
struct RecordTextTests {
  static let events: [StoredEvent] = [
    .sample(body: Array(#"{"body":"Zwölf\nlong \"bridges\"","n":1}"#.utf8)),
    .sample(body: Array("\u{0}\u{1F}\\\"/\u{7F}\u{2028}\u{FEFF}é".utf8)),
    .sample(body: []),
    .sample(body: [0xFF, 0x00, 0xC3]),
    .sample(body: nil),
  ]

  /// Of an erased body: what is left of it. Whether that was altered, the erasure's own event says.
  @Test(arguments: [Array(#"{"body":"[erased]","id":"c1"}"#.utf8), [0xFF, 0x00]])
  func `what is left is read back`(remains: [UInt8]) throws {
    var event = StoredEvent.sample(body: nil)
    event.body = remains
    let text = event.json
    var offset = 0
    #expect(try StoredEvent(json: text, at: &offset) == event)
    #expect(offset == text.count && event.isErased)
    for index in text.indices {
      var altered = text
      altered[index] ^= 1
      offset = 0
      do throws(RecordError) {
        #expect(try StoredEvent(json: altered, at: &offset) != event, "byte \(index)")
      } catch { continue }
    }
    // Nothing that remains has one text, and it is another.
    let empty = Array(
      String(decoding: StoredEvent.sample(body: nil).json, as: UTF8.self)
        .replacing(#""erased":true"#, with: #""erased":true,"remains":"""#).utf8)
    offset = 0
    #expect(throws: RecordError.self) { try StoredEvent(json: empty, at: &offset) }
  }

  @Test(arguments: events) func `it is read back`(event: StoredEvent) throws {
    var offset = 0
    let text = event.json
    #expect(try StoredEvent(json: text, at: &offset) == event)
    #expect(offset == text.count)
    #expect(event.isIntact)
  }

  @Test(arguments: events) func `no byte of it is altered unseen`(event: StoredEvent) throws {
    let text = event.json
    for index in text.indices {
      for bit in 0..<8 {
        var altered = text
        altered[index] ^= 1 << bit
        var offset = 0
        let read: StoredEvent
        do throws(RecordError) { read = try StoredEvent(json: altered, at: &offset) } catch { continue }
        #expect(offset == text.count || offset == altered.count, "byte \(index), bit \(bit)")
        #expect(read != event, "byte \(index), bit \(bit)")
        #expect(!read.isIntact, "byte \(index), bit \(bit)")
      }
    }
  }

  @Test func `a secret key is read back`() throws {
    // Of Go's checksum database (BSD, golang.org/x/mod/sumdb/note).
    let text = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
    let signer = try CheckpointSigner(secret: text)
    #expect(signer.secret == text)
    #expect("\(signer.verifierKey)" == "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    #expect(throws: NoteKeyError.wrongID) {
      try CheckpointSigner(secret: text.replacing("c74f20a3", with: "c74f20a4"))
    }
    #expect(throws: NoteKeyError.malformed) { try CheckpointSigner(secret: "PRIVATE+KEY+Peter") }
    let random = try CheckpointSigner.random(name: #require(KeyName("recension/test")))
    #expect(try CheckpointSigner(secret: random.secret).verifierKey == random.verifierKey)
  }
}

extension StoredEvent {
  /// - Parameter body: nil for an erased one.
  fileprivate static func sample(body: [UInt8]?) -> StoredEvent {
    let salt: [UInt8] = Array(0..<16)
    let header = EventHeader(
      position: 120, stream: "paper", sequence: 7, type: "claim.registered", version: 1, actor: #"a"\d"#,
      time: 1_700_000_000_000_000, cause: "k", previous: Hash(of: [1]),
      body: digest(salt: salt, body: body ?? [1]))
    return StoredEvent(
      header: header, hash: header.hash, salt: body == nil ? [] : salt, body: body ?? [])
  }
}
