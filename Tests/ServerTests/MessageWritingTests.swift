import ActSupport
import Acts
import CanonicalJSON
import Protocol
import Scholarship
import Testing

/// Requests, receipts and items are read as they were written.
@Suite struct MessageWritingTests {
  @Test func `requests, receipts and items are read as they were written`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = RandomMessages(seed: seed)
    for _ in 0..<200 {
      let requests = random.requests()
      for request in requests { try check(request, seed) }
      try check(requests, seed)
      try check(random.receipt(), seed)
      try check(random.annotation(), seed)
      try check(random.claim(), seed)
    }
  }

  private func check<Value: JSONValue & Equatable>(_ value: Value, _ seed: UInt64) throws {
    let read = try Value(json: JSON.parsed(JSON.text(of: value)))
    try #require(read == value, "seed \(seed)")
  }

  /// The answer to a request that was sent again is found under these bytes, by whichever program wrote them.
  @Test func `requests keep their bytes`() {
    let requests: [AnyAct] = [
      .annotate(.init(target: "p3.1", body: "Who?\n", motivation: .questioning, tags: ["a", "b"])),
      .stance(.agree, on: "c1", confidence: 4), .vote(.init(id: "x1", vote: .for)),
    ]
    #expect(
      String(decoding: JSON.text(of: requests), as: UTF8.self)
        == #"[{"body":"Who?\n","motivation":"questioning","tags":["a","b"],"target":"p3.1","type":"annotate"},"#
        + #"{"confidence":4,"id":"c1","type":"agree"},{"id":"x1","type":"vote","vote":"for"}]"#)
  }
}
