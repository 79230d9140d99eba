import Agreement
import SeededRandom
import Testing

/// Tables as they were printed, with the coefficients printed for them.
struct PublishedTests {
  private func isClose(_ result: Result<Double, Undefined>, _ printed: Double, within error: Double) -> Bool {
    if case .success(let value) = result { abs(value - printed) <= error } else { false }
  }

  /// Krippendorff, “Computing Krippendorff's Alpha-Reliability” (2011), C; the values are counted from 0 here.
  private let krippendorff = RatingTable(
    categories: 5,
    rows: [
      [0, 1, 2, 2, 1, 0, 3, 0, 1, nil, nil, nil],
      [0, 1, 2, 2, 1, 1, 3, 0, 1, 4, nil, 2],
      [nil, 2, 2, 2, 1, 2, 3, 1, 1, 4, 0, nil],
      [0, 1, 2, 2, 1, 3, 3, 0, 1, 4, 0, nil],
    ])

  @Test func `Krippendorff's four observers and twelve units`() {
    #expect(isClose(krippendorff.value(of: .alphaNominal), 0.743, within: 0.0005))
    #expect(isClose(krippendorff.value(of: .alphaOrdinal), 0.815, within: 0.0005))
    // The last unit has one value, which pairs with nothing.
    #expect(
      krippendorff.pairableValues == 40 && krippendorff.values == 41 && krippendorff.pairableUnits == 11)
  }

  /// Gwet, Handbook of Inter-Rater Reliability, 4th ed. (2014), has the same table.
  @Test func `Gwet's four raters and twelve units`() {
    #expect(isClose(krippendorff.value(of: .raw), 0.81818, within: 0.000005))
    #expect(isClose(krippendorff.value(of: .ac1), 0.77544, within: 0.000005))
    #expect(isClose(krippendorff.value(of: .fleiss), 0.76117, within: 0.000005))
  }

  /// Fleiss 1971, table 1: how many of six psychiatrists gave each of five diagnoses to thirty patients.
  @Test func `Fleiss' thirty patients`() {
    let diagnoses = [
      "00060", "03003", "01401", "00006", "03030", "20400", "00402", "20310", "20040", "00006", "10050",
      "11040",
      "03300", "10050", "02031", "00501", "30012", "51000", "02040", "10203", "00006", "01050", "02013",
      "20040",
      "10041", "05010", "40002", "02040", "10500", "00006",
    ]
    let units = diagnoses.map { row in
      row.compactMap(\.wholeNumberValue).enumerated().flatMap { value, number in
        Array(repeating: value, count: number)
      }
      .enumerated().map { RatingTable.Rating(rater: $0, value: $1) }
    }
    let table = RatingTable(categories: 5, units: units)
    #expect(table.values == 180)
    #expect(isClose(table.value(of: .fleiss), 0.430, within: 0.0005))
    #expect(isClose(table.value(of: .raw), 0.556, within: 0.0005))
  }

  /// Cohen, “Weighted kappa”, Psychological Bulletin 70 (1968), table 1: two judges and 200 patients; κ is unweighted.
  @Test func `Cohen's two judges`() throws {
    let numbers = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
    let units = numbers.enumerated().flatMap { first, row in
      row.enumerated().flatMap { second, number in
        Array(
          repeating: [
            RatingTable.Rating(rater: 0, value: first), RatingTable.Rating(rater: 1, value: second),
          ], count: number)
      }
    }
    let pairs = RatingTable(categories: 3, units: units).pairs(of: 2, Bootstrap(seed: 1))
    let pair = try #require(pairs.first)
    #expect(pairs.count == 1 && pair.units == 200 && pair.raters == [0, 1])
    #expect(isClose(pair.raw, 0.70, within: 1e-9))
    #expect(isClose(pair.kappa.result, 0.492, within: 0.0005))
    // Cohen gives a standard error of .054; the bootstrap's interval lies about two of them on either side.
    let interval = try #require(pair.kappa.interval)
    #expect(interval.contains(0.492) && (0.17...0.26).contains(interval.upperBound - interval.lowerBound))
  }
}
