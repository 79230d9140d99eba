/// Raised text that belongs to what stands before it.
extension NoteResolver {
  /// Whether raised text belongs to what stands before it, a number to a siglum or a pitch, `A¹`, a letter to a figure,
  /// `fol. 12ᵇ`: the same label stands after none such before the next one does.
  static func belongs(
    _ mark: Mark, before following: ArraySlice<Mark>, to owns: (String, [Unicode.Scalar]) -> Bool
  ) -> Bool {
    let label = mark.marker.label
    guard owns(label, mark.before), let next = successor(of: label) else { return false }
    let first = following.prefix(horizon).first { other in
      !owns(other.marker.label, other.before)
        && (other.marker.label == label || other.marker.labels.first == next)
    }
    return first?.marker.label == label
  }

  /// The label that comes after a number or a letter.
  private static func successor(of label: String) -> String? {
    if let number = Int(label) { return "\(number + 1)" }
    guard let letter = label.unicodeScalars.first, label.unicodeScalars.count == 1, letter.isLetter else {
      return nil
    }
    return Unicode.Scalar(letter.value + 1).map { String($0) }
  }
}

extension SourceText {
  /// What stands right before a mark and may be a symbol, the signs of emphasis around it left aside: `*R*²`
  func symbol(before offset: Int) -> [Unicode.Scalar] {
    let before = scalars(before: offset, atMost: Units.longestSymbol + Self.longestEmphasis)
    let isEmphasised = before.last.map { $0 == "*" || $0 == "_" } ?? false
    let letters = isEmphasised ? before[...].reversed().drop { $0 == "*" || $0 == "_" }.reversed() : before
    return Array(letters.suffix(Units.longestSymbol))
  }

  /// Most signs of emphasis that close at one place.
  private static let longestEmphasis = 3

  /// Whether a stop, a comma or a quotation's end stands before an offset, or nothing.
  func standsBehindStop(_ offset: Int) -> Bool {
    let before = scalars(before: endOfText(before: offset), atMost: Self.longestEmphasis + 1)
    guard let last = before.last(where: { $0 != "*" && $0 != "_" }) else { return true }
    return !last.isLetter && last.properties.numericType == nil && last != ")" && last != "]"
  }

  /// The same with no blank before the offset.
  func standsRightBehindStop(_ offset: Int) -> Bool { !standsApart(offset) && standsBehindStop(offset) }

  /// Whether a blank stands before an offset, or nothing.
  func standsApart(_ offset: Int) -> Bool { offset == 0 || Self.isBlank(bytes[offset - 1]) }
}
