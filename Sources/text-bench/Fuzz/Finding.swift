/// What a seeded run of odd inputs found wrong. Traps and hangs show by themselves.
struct Finding: Error, CustomStringConvertible {
  var seed: UInt64
  var what: String
  var description: String { "Seed \(seed): \(what)" }
}
