import CanonicalJSON
import Testing

/// Numbers with six decimal places.
@Suite struct FixedPointTests {
  @Test(
    arguments: [
      (0.0, "0"), (1.0, "1"), (-0.5, "-0.5"), (0.742925, "0.742925"), (-12.000001, "-12.000001"),
      (0.1, "0.1"),
      (2.0 / 3, "0.666667"), (-0.0000001, "0"), (1_000_000.0, "1000000"),
    ] as [(Double, String)])
  func `a number is written with the places that it needs, and read again`(value: Double, text: String) throws
  {
    let number = try #require(FixedPoint(value))
    let json = JSON.text(of: [number])
    #expect(String(decoding: json, as: UTF8.self) == "[\(text)]")
    #expect(try [FixedPoint](json: JSON.parsed(json)) == [number])
  }

  @Test func `what is no number is refused`() throws {
    #expect(FixedPoint(.nan) == nil && FixedPoint(.infinity) == nil && FixedPoint(1e300) == nil)
    for text in ["\"1\"", "null", "true", "1e300"] {
      #expect(throws: DecodingError.self) { try FixedPoint(json: JSON.parsed(Array(text.utf8))) }
    }
  }
}
