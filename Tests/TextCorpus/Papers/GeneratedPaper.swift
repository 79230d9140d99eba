public import Manuscript

/// A paper made up at random, as a group would receive it: pages with notes at their feet, sentences and words
/// that pages and lines interrupt, references run together. It knows what a right reading gives.
public struct GeneratedPaper {
  /// How a converter wrote it down.
  public struct Form: Hashable, Sendable, CustomStringConvertible {
    public enum Notes: String, CaseIterable, Sendable {
      /// `<sup>3</sup>`, and bodies that begin so.
      case tag
      /// The same references, and bodies that begin with a plain number.
      case bare
      /// Superscript digits of Unicode in both places.
      case superscript
      /// Plain numbers in both places, as in text taken out of a PDF.
      case plain
      /// `$^{3}$`, and bodies with a tag.
      case math
      /// `[^3]`, and bodies at the end of the paper.
      case caret
    }

    public enum Pages: String, CaseIterable, Sendable {
      /// A rule over each page's foot; no trace of a page without notes.
      case rules
      /// Each page's number, and the paper's name at the head of the next.
      case numbers
    }

    public var format: SourceFormat
    public var notes: Notes
    public var pages: Pages

    public init(_ format: SourceFormat, notes: Notes, pages: Pages) {
      (self.format, self.notes, self.pages) = (format, notes, pages)
    }

    public static let all: [Form] =
      Notes.allCases.flatMap { notes in Pages.allCases.map { Form(.markdown, notes: notes, pages: $0) } }
      + [.superscript, .plain].map { Form(.plainText, notes: $0, pages: .numbers) }

    /// Raised numbers, rules at pages' ends.
    public static let tagged = Form(.markdown, notes: .tag, pages: .rules)

    public var description: String { "\(format.rawValue), \(notes.rawValue), \(pages.rawValue)" }
  }

  public let form: Form
  public private(set) var source = ""
  /// The texts of body and notes, in the order of the reading text.
  public private(set) var body: [String] = []
  public private(set) var kinds: [BlockKind] = []
  public private(set) var notes: [String] = []
  /// The notes referred to, in the order of the text.
  public private(set) var references: [Int] = []

  private var random: SplitMix64
  /// Notes referred to on the page being laid, not yet printed at its foot.
  private var pending: [Int] = []
  private var page = 117

  public init(_ form: Form, seed: UInt64, paragraphs: Int) {
    self.form = form
    random = SplitMix64(seed: seed)
    for index in 0..<paragraphs {
      if index % 5 == 0 { addHeading() }
      addParagraph()
      if isMarkdown, random.chance(12) { addQuote() }
      if random.chance(12) { addList() }
      if index + 1 == paragraphs || index % 4 == 2 || random.chance(15) { endPage() }
    }
    if form.notes == .caret {
      for number in notes.indices { source += "[^\(number + 1)]: \(notes[number])\n\n" }
    }
  }

  private var isMarkdown: Bool { form.format == .markdown }

  // MARK: - Words

  private static let words = [
    "harbour", "letter", "minister", "granary", "winter", "embassy", "clerk", "ledger", "river", "treaty",
    "wool", "debate", "journey", "column", "market", "orchard", "café", "naïve", "railway", "census",
    "“charter”", "tariff", "vis-à-vis", "delegate's", "garrison,", "and", "of", "the", "with", "their",
    "again", "towards", "R&amp;D", "Ωmega",
  ]

  private static func plain(_ word: String) -> String {
    word.replacing("&amp;", with: "&").replacing("*", with: "")
  }

  private mutating func word() -> String {
    let word = random.pick(Self.words)
    if !isMarkdown { return Self.plain(word) }
    return random.chance(8) && !word.contains("“") ? "*\(word)*" : word
  }

  /// A word as it stands in the source: now and then a line's end breaks it.
  private mutating func laid(_ word: String) -> String {
    guard random.chance(3), word.utf8.count > 6, word.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) else {
      return word
    }
    return "\(word.prefix(3))-\n\(word.dropFirst(3))"
  }

  // MARK: - Blocks

  private mutating func add(_ kind: BlockKind, _ text: String) {
    body.append(text)
    kinds.append(kind)
  }

  private mutating func addHeading() {
    let title = "Part \(body.count) of the \(random.pick(["harbour", "treaty", "census"])) records"
    guard isMarkdown else {
      source += "\(title.uppercased())\n\n"
      return add(.heading, title.uppercased())
    }
    source += random.pick([
      "## \(title)\n\n", "### **\(title)**\n\n", "\(title)\n=====\n\n", "#### \(title) ####\n\n",
      "<h3>\(title)</h3>\n\n",
    ])
    add(.heading, title)
  }

  private mutating func addParagraph() {
    var text = ""
    for _ in 0..<Int.random(in: 2...4, using: &random) { addSentence(to: &text) }
    source += "\n\n"
    add(.paragraph, text)
  }

  private mutating func addQuote() {
    let lines = (0..<2).map { _ in (0..<6).map { _ in random.pick(["wool", "river", "debate"]) } }
    let texts = lines.map { $0.joined(separator: " ") }
    source += "> Our \(texts[0])\n> \(texts[1]) ends.\n\n"
    add(.quote, "Our \(texts[0]) \(texts[1]) ends.")
  }

  private mutating func addList() {
    let items = (0..<Int.random(in: 2...4, using: &random)).map { _ in
      "the \(random.pick(["clerk", "wool"]));"
    }
    let isLettered = random.chance(40)
    for (index, item) in items.enumerated() {
      let letter = Character(Unicode.Scalar(UInt8(0x61 + index)))
      source += isLettered ? "\(letter)) \(item)\n" : "- \(item)\n"
      add(.list, isLettered ? "\(letter)) \(item)" : item)
    }
    source += "\n"
  }

  private mutating func addSentence(to text: inout String) {
    if !text.isEmpty {
      source += " "
      text += " "
    }
    let opening = random.pick(["Later", "Thus", "However", "Two", "In", "The"])
    source += opening
    text += opening
    let count = Int.random(in: 5...14, using: &random)
    for index in 0..<count {
      let word = word()
      let isBroken = index > 1 && index + 1 < count && text.count > 80 && random.chance(3)
      // Before a capital, only a page's foot or number shows that a sentence goes on.
      let showsPage = form.pages == .numbers || !pending.isEmpty
      if isBroken, text.last?.isLetter == true, word.first?.isLowercase == true || showsPage {
        breakPage()
      } else {
        source += random.chance(10) ? "\n" : " "
      }
      text += " "
      source += laid(word)
      text += Self.plain(word)
    }
    source += " end."
    text += " end."
    if random.chance(35) { addReferences() }
  }

  // MARK: - Notes

  private mutating func addReferences() {
    let first = notes.count + 1
    let count = random.chance(20) ? 2 : 1
    for number in first..<first + count {
      notes.append("Ledger \(random.pick(["A", "B"])), folio \(number * 7 + 3), in the archive.")
      references.append(number)
      if form.notes != .caret { pending.append(number) }
    }
    // Numbers run together say no more than the page's foot lets them; endnotes are never so.
    let isFused = form.notes != .caret && count == 2 && random.chance(70)
    let labels = isFused ? ["\(first)\(first + 1)"] : (first..<first + count).map { "\($0)" }
    source += labels.map { mark($0) }.joined()
  }

  private func mark(_ label: String) -> String {
    switch form.notes {
    case .tag, .bare: "<sup>\(label)</sup>"
    case .superscript: Self.superscript(label)
    case .plain: label
    case .math: "$^{\(label)}$"
    case .caret: "[^\(label)]"
    }
  }

  private static func superscript(_ label: String) -> String {
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return String(label.compactMap(\.wholeNumberValue).map { digits[$0] })
  }

  private func body(of number: Int) -> String {
    let mark =
      switch form.notes {
      case .bare, .plain: "\(number)"
      case .superscript: Self.superscript("\(number)")
      case .tag, .math, .caret: "<sup>\(number)</sup>"
      }
    return "\(mark) \(notes[number - 1])"
  }

  // MARK: - Pages

  /// Ends the page in mid-sentence: by its foot, or where it has none by a rule or nothing but a blank line.
  private mutating func breakPage() {
    source += "\n\n"
    if form.pages == .rules, pending.isEmpty {
      source += random.pick(["---\n\n", "", "\n"])
    } else {
      endPage()
    }
  }

  /// Prints the foot of the page, if it has notes, and what its form of pages shows.
  private mutating func endPage() {
    if form.pages == .rules, pending.isEmpty { return }
    if form.pages == .rules { source += "---\n\n" }
    for number in pending { source += "\(body(of: number))\n\n" }
    pending = []
    if form.pages == .rules { return }
    source += random.pick(["\(page)", isMarkdown ? "– \(page) –" : "\(page)"])
    source += isMarkdown ? "\n\nTHE GRANARY CLERKS\n\n" : "\n\u{0C}\(page + 1)   The Granary Clerks\n\n"
    page += 1
  }
}
