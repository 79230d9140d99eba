/// Numbers in brackets in a table's cells, `4s[3]`: among its figures they are its own, but where the marks in the text leave out
/// just these.
enum TableMarks {
  /// The marks without those in tables that fill no gap: between the marks of the text before and after, the first or the last
  /// of which may be missing, the tables say each number that is left out, one by one, and nothing else.
  static func fitting(_ marks: [NoteMark], _ openings: [NoteOpening]) -> [NoteMark] {
    let own = marks.indices.filter { marks[$0].form == .bracket }
    guard own.contains(where: { marks[$0].isInTable }) else { return marks }
    let numbers = Set(openings.lazy.map(\.label).filter { $0.system == .number }.map(\.ordinal))
    let last = numbers.max() ?? 0
    var (others, group, before): (Set<Int>, [Int], Int?) = ([], [], nil)
    func close(before next: Int?) {
      let said = group.compactMap { Self.number(marks[$0]) }
      let start = (before ?? 0) + 1
      let fits =
        said == Array(start..<max(start, next ?? last + 1)) && (before != nil || next != nil)
        && numbers.isSuperset(of: said)
      if !fits { others.formUnion(group) }
      group = []
    }
    for index in own {
      if marks[index].isInTable {
        group.append(index)
      } else if marks[index].isTight, let number = number(marks[index]) {
        if !group.isEmpty { close(before: number) }
        before = number
      }
    }
    if !group.isEmpty { close(before: nil) }
    return others.isEmpty ? marks : marks.indices.filter { !others.contains($0) }.map { marks[$0] }
  }

  private static func number(_ mark: NoteMark) -> Int? {
    mark.labels.count == 1 && mark.labels[0].system == .number ? mark.labels[0].ordinal : nil
  }
}
