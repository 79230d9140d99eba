/// Reads the part of an address before any quote. Nil means that it has not the form of an address, and so
/// is a quote; an error means that it has, but names nothing that could be.
struct AddressParser {
  private let scalars: ArraySlice<Unicode.Scalar>
  private var index: Int

  init(_ scalars: ArraySlice<Unicode.Scalar>) {
    self.scalars = scalars
    index = scalars.startIndex
  }

  /// The place that the whole of the scalars name.
  mutating func place(of input: String) throws(AddressError) -> Address.Place? {
    guard let first = one() else { return nil }
    if index == scalars.endIndex {
      try check(first, in: input)
      return first
    }
    guard take("."), take("."), let last = one(), index == scalars.endIndex else { return nil }
    try check(first, in: input)
    try check(last, in: input)
    return .span(from: first, to: last)
  }

  /// One place, without `..`.
  private mutating func one() -> Address.Place? {
    guard index < scalars.endIndex else { return nil }
    let letter = scalars[index]
    index += 1
    guard letter == "s" || letter == "p" || letter == "n", let number = number() else { return nil }
    if letter == "s" { return .section(number) }
    let block = Address.BlockName(isNote: letter == "n", number: number)
    var place = Address.Place.block(block)
    if index + 1 < scalars.endIndex, scalars[index] == ".", scalars[index + 1] != "." {
      index += 1
      guard let first = self.number() else { return nil }
      var last = first
      if take("-") {
        guard let number = self.number() else { return nil }
        last = number
      }
      place = .sentences(block, first: first, last: last)
    }
    guard take("/") else { return place }
    guard let offset = self.number(), take("+"), let count = self.number() else { return nil }
    return .scalars(of: place, offset: offset, count: count)
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard index < scalars.endIndex, scalars[index] == scalar else { return false }
    index += 1
    return true
  }

  /// Up to nine decimal digits.
  private mutating func number() -> Int? {
    let start = index
    var value = 0
    while index < scalars.endIndex, index - start < 9, ("0"..."9").contains(scalars[index]) {
      value = value * 10 + Int(scalars[index].value - 0x30)
      index += 1
    }
    return index > start ? value : nil
  }

  /// Refuses what has the form but cannot be: number 0, sentences in the wrong order.
  private func check(_ place: Address.Place, in input: String) throws(AddressError) {
    if case .scalars(let whole, _, _) = place { return try check(whole, in: input) }
    let numbers: [Int] =
      switch place {
      case .section(let number): [number]
      case .block(let block): [block.number]
      case .sentences(let block, let first, let last): [block.number, first, last]
      case .anywhere, .span, .scalars: []
      }
    if numbers.contains(0) {
      throw .malformed(
        input: input, offset: 1, what: "sections, blocks and sentences are counted from 1",
        remedy: "Count from 1, as in p1.1; only offsets, as in p1/0+5, count from 0.")
    }
    if case .sentences(let block, let first, let last) = place, first > last {
      throw .malformed(
        input: input, offset: 1, what: "the last sentence comes before the first",
        remedy: "Give the lower number first: \(block).\(last)-\(first).")
    }
  }
}
