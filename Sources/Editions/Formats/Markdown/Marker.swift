/// What begins an item of a list in Markdown.
struct Marker {
  /// With the blank after it.
  let whole: String
  /// The number of an item that has one, and the sign after it.
  private(set) var number: Int?
  private var sign: Character?

  init(whole: String) { self.whole = whole }

  /// `12.` or `12)`; nil if Markdown knows no such number.
  init?(number label: String) {
    guard let sign = label.last, sign == "." || sign == ")", (2...10).contains(label.utf8.count),
      label.utf8.dropLast().allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    whole = label + " "
    number = Int(label.dropLast())
    self.sign = sign
  }

  /// The number with which an item's Markdown begins, where it is escaped: `12\. The claimant`.
  init?(openingItem words: String) {
    let digits = words.prefix { $0.isASCII && $0.isNumber }
    let rest = words.dropFirst(digits.count)
    guard rest.first == "\\", rest.dropFirst(2).first == " ", let sign = rest.dropFirst().first,
      let marker = Marker(number: "\(digits)\(sign)")
    else { return nil }
    self = marker
  }

  /// What stands for it at the head of an item's text.
  var escaped: String { "\(whole.dropLast(2))\\\(whole.suffix(2))" }

  /// Whether a reader that counts for itself gives this number to the item after another.
  func follows(_ other: Marker?) -> Bool {
    guard let number, let last = other?.number else { return false }
    return number == last + 1 && sign == other?.sign
  }
}
