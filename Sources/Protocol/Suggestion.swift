/// Suggests a name for a misspelled one.
public enum Suggestion {
  /// The most similar of `names`: at most a third of the letters wrong, and at most two; nil if there is
  /// none.
  public static func near(_ word: String, among names: [String]) -> String? {
    let allowed = min(2, max(1, word.count / 3))
    let lowered = word.lowercased()
    let ranked = names.map { (name: $0, distance: distance(lowered, $0)) }
    if let best = ranked.min(by: { $0.distance < $1.distance }), best.distance <= allowed { return best.name }
    return names.first { lowered.count >= 2 && ($0.hasPrefix(lowered) || lowered.hasPrefix($0)) }
  }

  /// The number of letters to insert, delete, replace or swap with a neighbour (optimal string alignment
  /// distance).
  public static func distance(_ a: String, _ b: String) -> Int {
    let a = Array(a)
    let b = Array(b)
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    var rows = [Array(0...b.count)]
    for i in 1...a.count {
      var row = [i]
      for j in 1...b.count {
        let cost = a[i - 1] == b[j - 1] ? 0 : 1
        var least = min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + cost)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          least = min(least, rows[i - 2][j - 2] + 1)
        }
        row.append(least)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
