import Testing

/// One thing that every store promises, and how it is tried.
struct Promise: Sendable, CustomTestStringConvertible {
  let name: String
  let check: @Sendable (StoreKind) async throws -> Void

  init(_ name: String, _ check: @escaping @Sendable (StoreKind) async throws -> Void) {
    self.name = name
    self.check = check
  }

  var testDescription: String { name }

  static let all = order + dated + condition + exactlyOnce + wholeness + record + reading + following
}
