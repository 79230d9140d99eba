import Testing

struct ContractTests {
  @Test(arguments: StoreKind.all, Promise.all)
  func `keeps`(_ kind: StoreKind, _ promise: Promise) async throws {
    try await promise.check(kind)
  }
}
