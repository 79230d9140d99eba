/// What a note's mark says, and where it stands in the order of its kind: 3 is the third number, `c` the third
/// letter, `†` comes after `*`.
struct NoteLabel: Hashable, Sendable {
  enum System: CaseIterable, Sendable {
    case number, smallLetter, capitalLetter, greekLetter, symbol
    /// Of more letters than one: `i` by itself is a letter, unless others show that it is none.
    case roman
    /// `①`
    case circled

    var isLetter: Bool { [.smallLetter, .capitalLetter, .greekLetter, .roman].contains(self) }
  }

  let system: System
  /// From 1.
  let ordinal: Int

  /// The label that a text says by itself, if it does.
  init?(_ text: some StringProtocol) {
    let scalars = text.unicodeScalars
    if (1...4).contains(scalars.count), scalars.first != "0",
      scalars.allSatisfy({ ("0"..."9").contains($0) }), let number = Int(String(text))
    {
      (system, ordinal) = (.number, number)
    } else if scalars.count == 1, let letter = scalars.first, letter.isASCII, letter.properties.isAlphabetic {
      let isSmall = letter.properties.isLowercase
      system = isSmall ? .smallLetter : .capitalLetter
      ordinal = Int(letter.value) - (isSmall ? 0x60 : 0x40)
    } else if scalars.count == 1, let letter = scalars.first, Self.greek.contains(letter) {
      // There are two forms of sigma.
      (system, ordinal) = (.greekLetter, Int(letter.value) - (letter > "ς" ? 0x3B1 : 0x3B0))
    } else if let ordinal = Self.ordinal(afterZ: scalars) {
      (system, self.ordinal) = (.smallLetter, ordinal)
    } else if scalars.count == 1, let circle = scalars.first, Self.circles.contains(circle) {
      (system, ordinal) = (.circled, Int(circle.value) - 0x245F)
    } else if let first = scalars.first, first.isLetter, scalars.count <= 7,
      let number = PageNumbers.roman(text)
    {
      (system, ordinal) = (.roman, number)
    } else if (1...4).contains(scalars.count), scalars.allSatisfy({ Self.figure(foreign: $0) != nil }),
      let number = Int(Self.plain(text)), number > 0
    {
      (system, ordinal) = (.number, number)
    } else if let first = scalars.first, Self.beginsSymbol(first),
      let symbol = Self.symbols.firstIndex(of: Self.plain(text))
    {
      (system, ordinal) = (.symbol, symbol + 1)
    } else {
      return nil
    }
  }

  private static let greek: ClosedRange<Unicode.Scalar> = "α"..."ω"
  private static let romanPairs = Set(words: "ii xx")

  /// What two letters say where `z` was not the last: `aa`, `bb`, or `aa`, `ab`.
  private static func ordinal(afterZ scalars: some Collection<Unicode.Scalar>) -> Int? {
    guard scalars.count == 2, let first = scalars.first, let second = scalars.dropFirst().first,
      ("a"..."z").contains(first), first == second || first == "a" && ("a"..."f").contains(second)
    else { return nil }
    let isRoman = first == second && romanPairs.contains("\(first)\(second)")
    return isRoman ? nil : 26 + Int(second.value) - 0x60
  }

  private init(system: System, ordinal: Int) { (self.system, self.ordinal) = (system, ordinal) }

  /// The same label where Roman numbers count: `i`, `v` and `x` are such there.
  var amongRomans: NoteLabel {
    guard system == .smallLetter, let number = Self.romanLetters[ordinal] else { return self }
    return NoteLabel(system: .roman, ordinal: number)
  }

  private static let romanLetters = [9: 1, 22: 5, 24: 10, 12: 50]

  /// Whether it can come right after another in a series; symbols need not come all, and LaTeX has `¶` before `‖`.
  func follows(_ other: NoteLabel) -> Bool {
    guard system == other.system else { return false }
    guard system == .symbol else { return ordinal == other.ordinal + 1 }
    return ordinal > other.ordinal || [5, 11].contains(ordinal) && other.ordinal == ordinal + 1
  }

  /// A symbol in the form in which labels have it: the asterisk of formulas is one as well, and figures of other scripts
  /// are figures.
  static func plain(_ text: some StringProtocol) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter { $0 != "\\" }.map { scalar in
          scalar == "\u{2217}" || scalar == "\u{FF0A}" ? "*" : figure(foreign: scalar) ?? scalar
        }))
  }

  /// The figure that one of Arabic, Persian or Indian script says.
  private static func figure(foreign scalar: Unicode.Scalar) -> Unicode.Scalar? {
    guard scalar.value >= 0x660, scalar.value < 0xE00,
      scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue
    else { return nil }
    return Unicode.Scalar(UInt8(0x30 + Int(value)))
  }

  private static let symbols = [
    "*", "†", "‡", "§", "‖", "¶", "**", "††", "‡‡", "§§", "‖‖", "¶¶", "***", "†††", "‡‡‡", "****",
  ]

  /// `①` to `⑳`.
  static let circles: ClosedRange<Unicode.Scalar> = "①"..."⑳"

  private static func beginsSymbol(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\\" || scalar == "\u{FF0A}" || symbolScalars.contains(scalar)
  }

  /// The scalars of which symbols are made.
  static let symbolScalars: Set<Unicode.Scalar> = ["*", "\u{2217}", "†", "‡", "§", "‖", "¶"]
}
