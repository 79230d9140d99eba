import Agreement
import SeededRandom
import Testing

/// What holds of the coefficients of any table.
struct RatingTests {
  private static let seeds: Range<UInt64> = 0..<300

  private func isSame(_ a: [RatingCoefficient: Result<Double, Undefined>], _ b: RatingTable) -> Bool {
    a == b.coefficients
  }

  @Test func `neither the order of units nor the raters' names change a bit`() {
    for seed in Self.seeds {
      var random = SeededGenerator(seed: seed)
      let table = RatingTable.random(&random)
      let names = (0..<6).shuffled(using: &random)
      let shuffled = RatingTable(
        categories: table.categories,
        units: table.units.shuffled(using: &random).map { unit in
          unit.map { RatingTable.Rating(rater: names[$0.rater], value: $0.value) }.shuffled(using: &random)
        })
      #expect(isSame(table.coefficients, shuffled), "seed \(seed)")
      let bootstrap = Bootstrap(seed: seed, replicates: 20)
      #expect(table.estimates(bootstrap) == shuffled.estimates(bootstrap), "seed \(seed)")
    }
  }

  @Test func `perfect agreement is 1, or undefined where nothing varies`() {
    for seed in Self.seeds {
      var random = SeededGenerator(seed: seed)
      let table = RatingTable.random(&random)
      let agreeing = RatingTable(
        categories: table.categories,
        units: table.units.map { unit in unit.map { .init(rater: $0.rater, value: unit[0].value) } })
      let pairable = agreeing.units.filter { $0.count > 1 }
      guard !pairable.isEmpty else { continue }
      let varies = Set(pairable.map { $0[0].value }).count > 1
      for (coefficient, result) in agreeing.coefficients {
        switch result {
        case .success(let value): #expect(abs(value - 1) < 1e-9, "seed \(seed), \(coefficient)")
        case .failure(let reason): #expect(reason == .noVariation && !varies, "seed \(seed), \(coefficient)")
        }
      }
    }
  }

  @Test
  func `a table twice over has the coefficients of the one, but for alpha, which corrects for small samples`()
  {
    for seed in Self.seeds {
      var random = SeededGenerator(seed: seed)
      let table = RatingTable.random(&random)
      let twice = RatingTable(categories: table.categories, units: table.units + table.units)
      for coefficient in [RatingCoefficient.raw, .fleiss, .ac1] {
        switch (table.value(of: coefficient), twice.value(of: coefficient)) {
        case (.success(let one), .success(let two)): #expect(abs(one - two) < 1e-9, "seed \(seed)")
        case (let one, let two): #expect(one == two, "seed \(seed)")
        }
      }
    }
  }

  @Test func `a unit with one value changes neither alpha nor raw agreement, and an empty one nothing`() {
    for seed in Self.seeds {
      var random = SeededGenerator(seed: seed)
      let table = RatingTable.random(&random)
      guard table.pairableUnits > 0 else { continue }
      let lone = RatingTable(
        categories: table.categories, units: table.units + [[.init(rater: 0, value: 1)]])
      for coefficient in [RatingCoefficient.raw, .alphaNominal, .alphaOrdinal] {
        #expect(table.value(of: coefficient) == lone.value(of: coefficient), "seed \(seed)")
      }
      let empty = RatingTable(categories: table.categories, units: table.units + [[]])
      #expect(isSame(table.coefficients, empty), "seed \(seed)")
    }
  }

  @Test func `alpha is what its definition says, pair by pair`() {
    for seed in Self.seeds {
      var random = SeededGenerator(seed: seed)
      let table = RatingTable.random(&random)
      guard case .success(let alpha) = table.value(of: .alphaNominal) else { continue }
      // 1 − Dₒ/Dₑ: the mean difference of pairs within units, each unit by its number of values, over that of all pairs.
      let pairable = table.units.filter { $0.count > 1 }
      let all = pairable.joined().map(\.value)
      func differing(_ values: [Int]) -> Double {
        var number = 0
        for first in values.indices {
          for second in values.indices where first != second && values[first] != values[second] {
            number += 1
          }
        }
        return Double(number) / Double(values.count * (values.count - 1))
      }
      let observed =
        pairable.reduce(0.0) { $0 + Double($1.count) * differing($1.map(\.value)) } / Double(all.count)
      #expect(abs(alpha - (1 - observed / differing(all))) < 1e-9, "seed \(seed)")
    }
  }

  @Test func `what is undefined says why`() {
    let one = RatingTable(categories: 3, rows: [[0, 1, 2]])
    #expect(one.value(of: .alphaNominal) == .failure(.oneRater))
    let apart = RatingTable(categories: 3, rows: [[0, nil], [nil, 1]])
    #expect(apart.value(of: .raw) == .failure(.nothingToCompare))
    let same = RatingTable(categories: 3, rows: [[2, 2], [2, 2]])
    #expect(same.value(of: .fleiss) == .failure(.noVariation))
    #expect(same.value(of: .alphaOrdinal) == .failure(.noVariation))
    #expect(same.pairs(of: 5, Bootstrap(seed: 1)).first?.kappa.result == .failure(.noVariation))
    // AC1 asks how likely a value would be if people guessed where they hesitate; it is made for tables like this.
    #expect(same.value(of: .ac1) == .success(1) && same.value(of: .raw) == .success(1))
  }

  @Test func `an interval holds its coefficient, more or less, and is the same again`() throws {
    var random = SeededGenerator(seed: 7)
    let table = RatingTable(
      categories: 3,
      units: (0..<60).map { _ in
        let common = Int.random(in: 0..<3, using: &random)
        return (0..<3).map { rater in
          .init(
            rater: rater, value: Bool.random(using: &random) ? common : Int.random(in: 0..<3, using: &random))
        }
      })
    let estimates = table.estimates(Bootstrap(seed: 42))
    #expect(estimates == table.estimates(Bootstrap(seed: 42)))
    #expect(estimates != table.estimates(Bootstrap(seed: 43)))
    for (_, estimate) in estimates {
      #expect(try #require(estimate.interval).contains(try estimate.result.get()))
    }
  }

  @Test func `people differ most where most of their pairs do`() {
    let table = RatingTable(
      categories: 3, rows: [[0, 0, 1, 0, 0], [0, 0, 1, 2, 1], [0, 1, 1, nil, 2], [0, 1, nil, nil, 0]])
    #expect(table.mostDisputed(9).map(\.unit) == [3, 4, 1])
    #expect(table.mostDisputed(1).map(\.unit) == [3])
  }

  @Test func `the busiest people are compared with each other`() {
    let table = RatingTable(categories: 2, rows: [[0, nil, nil], [0, 1, 1], [0, 1, 0]])
    #expect(table.pairs(of: 2, Bootstrap(seed: 1)).map(\.raters) == [[1, 2]])
    #expect(table.pairs(of: 9, Bootstrap(seed: 1)).map(\.raters) == [[0, 1], [0, 2], [1, 2]])
  }
}
