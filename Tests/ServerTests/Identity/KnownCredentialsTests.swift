import ActSupport
import Protocol
import Scholarship
import Testing

@testable import Server

struct KnownCredentialsTests {
  private let ada = Identity(
    handle: "ada", isAdministrator: false, credential: "c", digest: [], scope: .write)

  @Test func `what was found out is believed for a moment, and its name is kept for the log`() {
    let (known, begun) = (KnownCredentials(), ContinuousClock.now)
    known.keep(ada, [1], known.generation, now: begun)
    #expect(known.identity([1], now: begun) == ada)
    #expect(known.identity([1], now: begun + KnownCredentials.lifetime) == nil)
    #expect(known.name([1]) == "ada" && known.name([2]) == nil)
  }

  @Test func `what ended while it was looked up is not believed, and nothing is after all was forgotten`() {
    let known = KnownCredentials()
    let generation = known.generation
    known.keep(ada, [1], generation)
    known.forget()
    known.keep(ada, [2], generation)
    #expect(known.identity([1]) == nil && known.identity([2]) == nil)
    #expect(known.name([1]) == "ada" && known.name([2]) == "ada")
  }
}
