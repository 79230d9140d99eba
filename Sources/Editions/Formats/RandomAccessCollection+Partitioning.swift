extension RandomAccessCollection where Index == Int {
  /// The first index whose element fulfils the condition; those that do must all stand at the end.
  func partitioningIndex(where fulfils: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if fulfils(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
