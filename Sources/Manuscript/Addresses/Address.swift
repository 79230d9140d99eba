/// The name of a place in a paper, as people type it.
///
/// `s2` a section, `p12` a block of the body, `n34` a note, `p12.3` a sentence, `p12.3-5` sentences,
/// `p12/10+24` and `p12.3/10+24` scalars by offset and length, `p12:some words` a quote inside any of these (all after the
/// first colon), `:some words` or `some words` a quote anywhere, `p12.3..p14` from one place to another.
/// A word that has the form of an address is one; anything else is a quote.
public struct Address: Hashable, Sendable {
  /// What is named before any quote.
  enum Place: Hashable, Sendable {
    case anywhere
    case section(Int)
    case block(BlockName)
    case sentences(BlockName, first: Int, last: Int)
    indirect case scalars(of: Place, offset: Int, count: Int)
    indirect case span(from: Place, to: Place)
  }

  /// A block's name: `p12` or `n34`.
  struct BlockName: Hashable, Sendable, CustomStringConvertible {
    var isNote: Bool
    var number: Int
    var description: String { (isNote ? "n" : "p") + String(number) }
  }

  let place: Place
  /// The words sought in the place, as typed; nil if the place is named whole.
  let quote: String?
  /// The address as it was typed.
  public let input: String

  /// Whether it names words by quoting them.
  public var quotesWords: Bool { quote != nil }

  /// Reads an address. An id such as `c1` is none: the error is `.names(id:)`.
  public init(parsing input: String) throws(AddressError) {
    self.input = input
    let scalars = Array(input.unicodeScalars)
    if let id = EntityID.matching(scalars) { throw .names(id: id) }
    let head = scalars.prefix { $0 != ":" }
    let rest = head.count < scalars.count ? scalars[(head.count + 1)...] : nil
    var parser = AddressParser(head)
    if head.isEmpty, rest != nil {
      place = .anywhere
    } else if let named = try parser.place(of: input) {
      place = named
    } else {
      place = .anywhere
      quote = try Self.quote(scalars[...], of: input)
      return
    }
    quote = try rest.map { words throws(AddressError) in try Self.quote(words, of: input) }
  }

  /// The words of a quote, which must hold something other than white space.
  private static func quote(
    _ words: ArraySlice<Unicode.Scalar>, of input: String
  ) throws(AddressError) -> String {
    guard words.contains(where: { !$0.properties.isWhitespace }) else {
      throw .malformed(
        input: input, offset: words.startIndex, what: "there are no words to look for",
        remedy: "Give the words, as in p12:some words, or name the whole place, as in p12.")
    }
    return String(String.UnicodeScalarView(words))
  }
}

/// The ids of things that are no places: claims, annotations, disputes, corrections, memos.
enum EntityID {
  static let prefixes: Set<Unicode.Scalar> = ["c", "a", "d", "x", "m"]

  /// The id that the whole of the scalars form, if they do.
  static func matching(_ scalars: [Unicode.Scalar]) -> String? {
    guard scalars.count > 1, scalars.count < 12, prefixes.contains(scalars[0]), scalars[1] != "0",
      scalars.dropFirst().allSatisfy({ ("0"..."9").contains($0) })
    else { return nil }
    return String(String.UnicodeScalarView(scalars))
  }
}
