/// A paper made up at random, as a group would receive it: Markdown with pages, notes at their feet,
/// sentences that pages interrupt, fused references. It knows what a right reading gives.
struct DamagedPaper {
  var source = ""
  /// The texts of body and notes, in the order of the reading text.
  var body: [String] = []
  var notes: [String] = []
  /// The notes referred to, in the order of the text.
  var references: [Int] = []

  private var random: SeededGenerator
  /// Notes referred to on the page being laid, not yet printed at its foot.
  private var pending: [Int] = []

  init(seed: UInt64, paragraphs: Int) {
    random = SeededGenerator(seed: seed)
    for index in 0..<paragraphs {
      if index % 5 == 0 { addHeading() }
      addParagraph(isLast: index + 1 == paragraphs)
    }
  }

  private static let words = [
    "harbour", "letter", "minister", "granary", "winter", "embassy", "clerk", "ledger", "river", "treaty",
    "wool",
    "debate", "journey", "column", "market", "orchard", "café", "naïve", "railway", "census", "“charter”",
    "tariff",
    "vis-à-vis", "delegate's", "garrison,", "and", "of", "the", "with", "their", "again", "towards",
    "R&amp;D", "Ωmega",
  ]

  private mutating func word() -> String { random.pick(Self.words) }

  private static func plain(_ word: String) -> String {
    word.replacing("&amp;", with: "&").replacing("*", with: "")
  }

  private mutating func addHeading() {
    let title = "Part \(body.count) of the \(random.pick(["harbour", "treaty", "census"])) records"
    source += random.pick([
      "## \(title)\n\n", "### **\(title)**\n\n", "\(title)\n=====\n\n", "#### \(title) ####\n\n",
    ])
    body.append(title)
  }

  private mutating func addParagraph(isLast: Bool) {
    var text = ""
    for _ in 0..<Int.random(in: 2...4, using: &random) { addSentence(to: &text) }
    source += "\n\n"
    body.append(text)
    if isLast || random.chance(25) { endPage() }
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
      var word = word()
      if random.chance(8), !word.contains("“") { word = "*\(word)*" }
      let isBroken = index > 1 && index + 1 < count && text.count > 80 && random.chance(3)
      // Before a capital, only a page's foot shows that a sentence goes on.
      if isBroken, text.last?.isLetter == true, word.first?.isLowercase == true || !pending.isEmpty {
        breakPage()
        text += " "
      } else {
        let blank = random.chance(10) ? "\n" : " "
        source += blank
        text += " "
      }
      source += word
      text += Self.plain(word)
    }
    source += " end."
    text += " end."
    if random.chance(35) { addReferences() }
  }

  private mutating func addReferences() {
    let first = notes.count + 1
    let count = random.chance(20) ? 2 : 1
    for number in first..<first + count {
      notes.append("Ledger \(random.pick(["A", "B"])), folio \(number * 7 + 3), in the archive.")
      references.append(number)
      pending.append(number)
    }
    source +=
      count == 2 && random.chance(70)
      ? "<sup>\(first)\(first + 1)</sup>" : (first..<first + count).map { "<sup>\($0)</sup>" }.joined()
  }

  /// Ends the page in mid-sentence: by its foot, or where it has none by a rule or nothing but a blank line.
  private mutating func breakPage() {
    source += "\n\n"
    if pending.isEmpty { source += random.pick(["---\n\n", "", "\n"]) } else { endPage() }
  }

  /// Prints the foot of the page, if it has notes.
  private mutating func endPage() {
    guard !pending.isEmpty else { return }
    source += "---\n\n"
    for number in pending { source += "<sup>\(number)</sup> \(notes[number - 1])\n\n" }
    if random.chance(20) { source += "\n\n" }
    pending = []
  }
}
