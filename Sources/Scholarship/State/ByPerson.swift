/// What people hold of one thing: one vote or stance each, in the order of their handles.
///
/// Few hold something of each thing of a paper, so it is a list, which takes less than half of what a dictionary does.
public struct ByPerson<Held: HeldByPerson>: Hashable, Sendable {
  /// What is held, in the order of the handles.
  public private(set) var values: [Held] = []

  init(_ values: [Held]) { self.values = values }

  /// Who holds something, in order.
  public var keys: [Handle] { values.map(\.stamp.by) }

  /// What one person holds; only theirs can be set.
  public subscript(person: Handle) -> Held? {
    get {
      let index = place(of: person)
      return isPlace(index, of: person) ? values[index] : nil
    }
    set {
      let index = place(of: person)
      switch (isPlace(index, of: person), newValue) {
      case (true, let held?): values[index] = held
      case (true, nil): values.remove(at: index)
      case (false, let held?): values.insert(held, at: index)
      case (false, nil): break
      }
    }
  }

  /// Those that a condition holds for.
  public func filter(_ isIncluded: (Element) -> Bool) -> ByPerson {
    ByPerson(values.filter { isIncluded(($0.stamp.by, $0)) })
  }

  /// Where a person's is, or would be.
  private func place(of person: Handle) -> Int {
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if values[middle].stamp.by < person { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func isPlace(_ index: Int, of person: Handle) -> Bool {
    index < values.count && values[index].stamp.by == person
  }
}

/// Something that one person holds, by whom its stamp says.
public protocol HeldByPerson: Hashable, Sendable {
  /// Of who holds it, and since when.
  var stamp: Stamp { get }
}

extension ByPerson: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { values.count }
  /// One person with what they hold.
  public subscript(index: Int) -> (key: Handle, value: Held) { (values[index].stamp.by, values[index]) }
}

extension ByPerson: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (Handle, Held)...) {
    for (person, held) in elements { self[person] = held }
  }
}
