import CanonicalJSON
import Testing

@testable import Agreement

/// The same random tables, as others answer them.
struct ReferenceTests {
  @Test func `alpha is what krippendorff says, and the rest what irrCAC says`() throws {
    let tables = try Reference.ratings()
    #expect(tables.count == 120)
    for (index, reference) in tables.enumerated() {
      let values = reference.table.coefficients
      for (coefficient, expected) in [
        (.alphaNominal, reference.nominal), (.alphaOrdinal, reference.ordinal), (.raw, reference.raw),
        (.ac1, reference.ac1), (RatingCoefficient.fleiss, reference.fleiss),
      ] {
        let value = try #require(values[coefficient]).get()
        #expect(abs(value - expected.value) < 1.1e-6, "table \(index), \(coefficient)")
      }
    }
  }

  @Test func `alpha for unitizing is what another implementation of the same paper says`() throws {
    for (index, reference) in try Reference.spans().enumerated() {
      let alpha = try #require(reference.continuum.unitizingAlpha(Bootstrap(seed: 1, replicates: 2)).value)
      #expect(abs(alpha - reference.alpha.value) < 1.1e-6, "text \(index)")
    }
  }

  @Test func `the best alignment has the disorder that pygamma-agreement's integer program finds`() throws {
    let texts = try Reference.spans()
    #expect(texts.count == 60)
    for (index, reference) in texts.enumerated() {
      let text = reference.continuum
      var steps = 1_000_000
      let best = try #require(
        AlignmentSearch(text.spanUnits, raters: text.raters).best(&steps), "text \(index)")
      // It reckons with 32 bits.
      #expect(abs(best.disorder - reference.observed.value) < 2e-5, "text \(index)")
    }
  }

  /// Of two people's marks. For more, `pygamma-agreement` 0.5.9 lets shifts be close that the paper keeps apart: where it
  /// takes one more shift out of what is free, it does not ask whether a free part reaches there, and widens it.
  @Test func `random texts have the disorder on average that those of pygamma-agreement have`() throws {
    let texts = try Reference.spans().enumerated().filter { _, reference in
      reference.expected != nil && reference.marks.count == 2
    }
    #expect(texts.count == 3)
    for (index, reference) in texts {
      let text = reference.continuum
      var random = SplitMix64(seed: UInt64(index))
      let disorders = try (0..<800).map { _ in
        var steps = 1_000_000
        return try #require(AlignmentSearch(text.shuffled(&random), raters: text.raters).best(&steps))
          .disorder
      }
      let mean = disorders.reduce(0, +) / 800
      let variance = disorders.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 800
      // Both are means of random texts, ours of 800 and its of 400: within four standard errors of their difference.
      let error = (variance * (1.0 / 400 + 1.0 / 800)).squareRoot()
      let expected = try #require(reference.expected).value
      #expect(abs(mean - expected) < 4 * error + 1e-3, "text \(index): \(mean), not \(expected) ± \(error)")
    }
  }
}
