/// The numbers by which notes are addressed: the printed ones where they rise, else their order.
enum NoteNumbering {
  /// Most digits of a number that an address can hold.
  private static let longest = 9

  /// One number for each label, rising.
  static func numbers(for labels: [String]) -> [Int] {
    let printed = labels.compactMap { $0.count <= longest ? Int($0) : nil }
    let rises =
      printed.first.map { $0 > 0 } ?? false && zip(printed, printed.dropFirst()).allSatisfy { $0 < $1 }
    return printed.count == labels.count && rises ? printed : labels.indices.map { $0 + 1 }
  }
}
