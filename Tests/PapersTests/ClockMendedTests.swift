import CanonicalJSON
import EventLog
import Testing

@testable import Papers

/// What the log has of a mending, as it is stored.
struct ClockMendedTests {
  private static func event(_ body: String) -> EventContent {
    EventContent(
      position: 7, sequence: 1, type: "clock.mended", version: 1, actor: "ada", time: 1, cause: "mending-1",
      body: Array(body.utf8), isErased: false)
  }

  /// A fixture is never changed.
  @Test func `version 1 is read for ever`() {
    #expect(
      ClockMended(Self.event(#"{"reason":"The battery was \"flat\".\nSet right."}"#))
        == ClockMended(reason: "The battery was \"flat\".\nSet right."))
    #expect(ClockMended(Self.event(#"{"reason": "[erased]"}"#)) == ClockMended(reason: "[erased]"))
    #expect(ClockMended(Self.event("forged")) == nil)
    let text = JSON.text(of: ClockMended(reason: "Flat."))
    #expect(String(decoding: text, as: UTF8.self) == #"{"reason":"Flat."}"#)
  }
}
