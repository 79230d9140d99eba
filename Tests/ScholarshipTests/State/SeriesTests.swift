import Scholarship
import Testing

@Suite("Series")
struct SeriesTests {
  @Test func `a series is what an array is`() {
    var (series, array): (Series<Int>, [Int]) = ([], [])
    #expect(series.isEmpty && series.count == 0)
    for number in 0..<1_000 {
      series.append(number)
      array.append(number)
      series[number / 2] += 1
      array[number / 2] += 1
      #expect(series.count == array.count && series.last == array.last)
    }
    #expect(series.elementsEqual(array) && series == Series(array))
    #expect(series.indices == array.indices && series.map(\.self) == array)
    #expect(series[200..<333].elementsEqual(array[200..<333]))
    #expect(series.reversed().elementsEqual(array.reversed()))
  }

  @Test func `copies stay as they are when another is changed`() {
    var series = Series(0..<500)
    var copies: [(Int, Series<Int>)] = []
    for number in 0..<200 {
      copies.append((number, series))
      series[number] = -1
      series.append(number)
    }
    for (number, copy) in copies {
      #expect(copy.count == 500 + number)
      #expect(copy.prefix(number).allSatisfy { $0 == -1 } && copy[number] == number)
    }
  }
}
