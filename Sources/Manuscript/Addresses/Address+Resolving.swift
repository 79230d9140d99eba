extension Address {
  /// The one place it names in a document.
  ///
  /// Quotes are matched as people type them: straight for curly quotes, a hyphen for any dash, any white
  /// space for any other, composed characters for decomposed ones; the range returned is the source's own.
  public func resolve(in document: Document) throws(AddressError) -> ResolvedAddress {
    let range = try document.range(of: place, in: input)
    guard let quote else { return document.resolved(range) }
    let scope = place == .anywhere ? document.blocks.indices : document.blockIndices(touching: range)
    let matches = document.matches(of: quote, in: scope, within: range, ignoringCase: false)
    switch matches.count {
    case 1: return document.resolved(matches[0])
    case 0: throw .notFound(input: input, nearest: document.passages(nearest: quote, except: range))
    default:
      let candidates = matches.prefix(Self.mostCandidates).map { document.passage($0) }
      throw .ambiguous(input: input, candidates: candidates, total: matches.count)
    }
  }

  /// Candidates that an error lists.
  static let mostCandidates = 10
}

extension Document {
  /// The place that an address typed by a person names: the same as parsing and then resolving it.
  public func resolve(_ input: String) throws(AddressError) -> ResolvedAddress {
    try Address(parsing: input).resolve(in: self)
  }

  func resolved(_ range: ScalarRange) -> ResolvedAddress {
    ResolvedAddress(range: range, address: address(of: range), blocks: blockIndices(touching: range))
  }

  /// The range of a place without its quote.
  fileprivate func range(of place: Address.Place, in input: String) throws(AddressError) -> ScalarRange {
    switch place {
    case .anywhere: return text.range
    case .section(let number): return try range(ofSection: number, in: input)
    case .block(let name): return try block(named: name, in: input).range
    case .sentences(let name, let first, let last):
      let block = try block(named: name, in: input)
      guard last <= block.sentences.count else {
        throw .notFound(input: input, nearest: block.sentences.last.map { [passage($0)] } ?? [])
      }
      return ScalarRange(block.sentences[first - 1].start, block.sentences[last - 1].end)
    case .scalars(let place, let offset, let count):
      let whole = try range(of: place, in: input)
      guard offset + count <= whole.count else {
        let passage = AddressError.Passage(
          address: "\(address(of: whole))/0+\(whole.count)", excerpt: excerpt(whole), range: whole)
        throw .notFound(input: input, nearest: [passage])
      }
      return ScalarRange(start: whole.start + offset, count: count)
    case .span(let from, let to):
      let (first, last) = (try range(of: from, in: input), try range(of: to, in: input))
      guard first.start <= last.end else {
        throw .malformed(
          input: input, offset: 0, what: "the second place comes before the first",
          remedy: "Give the place that comes first in the text before the two dots.")
      }
      return ScalarRange(first.start, last.end)
    }
  }

  private func block(named name: Address.BlockName, in input: String) throws(AddressError) -> Block {
    if let block = block(at: name.description) { return block }
    let notes = blocks.partitioningIndex { $0.kind == .note }
    let same = name.isNote ? notes..<blocks.count : 0..<notes
    // The nearest block of the same kind: the last one, or for a gap in the notes the next one.
    let next = blocks[same].partitioningIndex { Int($0.address.dropFirst()) ?? 0 >= name.number }
    let nearest = same.isEmpty ? [] : [passage(blocks[min(next, same.upperBound - 1)].range)]
    throw .notFound(input: input, nearest: nearest)
  }

  /// From a heading to before the next one, whatever their levels: converters level headings unevenly.
  private func range(ofSection number: Int, in input: String) throws(AddressError) -> ScalarRange {
    let name = "s\(number)"
    let first = blocks.firstIndex { $0.section == name }
    guard let first, let last = blocks.lastIndex(where: { $0.section == name }) else {
      let nearest = blocks.last { $0.section != nil }?.section
      throw .notFound(
        input: input,
        nearest: try nearest.map { section throws(AddressError) in
          let range = try range(ofSection: Int(section.dropFirst()) ?? 1, in: input)
          return [AddressError.Passage(address: section, excerpt: excerpt(range), range: range)]
        } ?? [])
    }
    return ScalarRange(blocks[first].range.start, blocks[last].range.end)
  }
}
