/// An edition piece by piece, each made when it is asked for: whoever sends it on never holds the whole.
public struct EditionPieces: Sequence, IteratorProtocol, Sendable {
  /// A part of the file that is generated in batches: `make` gets a range of item numbers.
  struct Part: Sendable {
    var count: Int
    var make: @Sendable (Range<Int>) -> [UInt8]

    init(count: Int = 1, _ make: @escaping @Sendable (Range<Int>) -> [UInt8]) {
      self.count = count
      self.make = make
    }

    init(_ text: String) {
      self.init { _ in Array(text.utf8) }
    }
  }

  private var parts: ArraySlice<Part>
  private var done = 0

  init(_ parts: [Part]) { self.parts = parts[...] }

  public mutating func next() -> [UInt8]? {
    while let part = parts.first {
      guard done < part.count else {
        parts.removeFirst()
        done = 0
        continue
      }
      let items = done..<Swift.min(done + Self.width, part.count)
      done = items.upperBound
      return part.make(items)
    }
    return nil
  }

  /// How many items a piece is made of.
  private static let width = 128
}

extension Edition {
  /// The edition in a form, as UTF-8, piece by piece.
  ///
  /// - Parameter endsBeforeHistory: stop just before the history, so that the caller can stream the events itself, each as
  ///   ``EditionRecord/piece(of:isFirst:)`` has it, and then write ``EditionRecord/end``.
  public func pieces(as format: EditionFormat, endsBeforeHistory: Bool = false) -> EditionPieces {
    guard format.record == .last else { return EditionPieces(format.parts(self)) }
    return EditionPieces(
      format.parts(self) + (endsBeforeHistory ? [.init(EditionRecord.beginning)] : historyParts()))
  }

  /// The edition in a form, as UTF-8.
  public func rendered(as format: EditionFormat) -> [UInt8] {
    pieces(as: format).reduce(into: []) { $0 += $1 }
  }
}
