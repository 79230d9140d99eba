internal import CanonicalJSON
internal import Protocol

/// What the check reads of an export; other members do not matter to it.
private struct ApparatusFile {
  struct Base {
    var text: String
  }

  var base: Base
  var text: String
  var loci: [LocusItem]
  var members: [MemberItem]
  var supposed: SupposedItem?
}

extension ApparatusFile: JSONRecord {
  fileprivate static let shape = Shape(
    ApparatusFile.init(base:text:loci:members:supposed:), Field("base", \.base), Field("text", \.text),
    Field("loci", \.loci), Field("members", \.members), Field("supposed", \.supposed))
}

extension ApparatusFile.Base: JSONRecord {
  fileprivate static let shape = Shape(ApparatusFile.Base.init(text:), Field("text", \.text))
}

extension EditionCheck {
  mutating func checkJSON(_ bytes: [UInt8]) {
    let file: ApparatusFile
    do {
      file = try ApparatusFile(json: JSON.parsed(bytes))
    } catch let error as DecodingError {
      return find("The file has no apparatus that can be read: \(error.inPlainWords).")
    } catch {
      return find("The file has no apparatus that can be read: \(error).")
    }
    let leftOut = file.supposed?.without
    let sigla = Set(file.members.map(\.handle) + (leftOut.map { [$0] } ?? []))
    let base = Array(file.base.text.unicodeScalars)
    var (consensus, done): ([Unicode.Scalar], Int) = ([], 0)
    var isWhole = true
    for locus in file.loci {
      entries += 1
      let place = "The entry at \(locus.address)"
      for reading in locus.readings { check(reading, of: locus, place, sigla, leftOut) }
      if locus.readings.isEmpty { find("\(place) has no reading but the base's.") }
      guard locus.range.count == 2, done <= locus.range[0], locus.range[0] <= locus.range[1],
        locus.range[1] <= base.count
      else {
        find("\(place) is of no range of the base that comes after the one before.")
        isWhole = false
        continue
      }
      if !base[locus.range[0]..<locus.range[1]].elementsEqual(locus.base.unicodeScalars) {
        find("\(place) has other words of the base than the base has.")
      }
      // Where all words of a block are deleted it leaves with its separator, and its notes too.
      if locus.lemma.allSatisfy(\.isWhitespace), !locus.base.isEmpty { isWhole = false }
      consensus.append(contentsOf: base[done..<locus.range[0]])
      consensus.append(contentsOf: locus.lemma.unicodeScalars)
      done = locus.range[1]
    }
    guard isWhole else { return }
    consensus.append(contentsOf: base[done...])
    if !consensus.elementsEqual(file.text.unicodeScalars) {
      find("The lemmas do not give the consensus text of the file.")
    }
  }

  private mutating func check(
    _ reading: ReadingItem, of locus: LocusItem, _ place: String, _ sigla: Set<String>, _ leftOut: String?
  ) {
    let tally = reading.tally
    let sides = [tally.for, tally.against, tally.abstained, tally.recused, tally.silent]
    for handle in [reading.by] + sides.flatMap(\.self) + reading.votes.keys.sorted()
    where !sigla.contains(handle) {
      find("The siglum \(handle), named in \(reading.id), is not declared.")
    }
    var seen: Set<String> = []
    for handle in sides.flatMap(\.self) where !seen.insert(handle).inserted {
      find("\(place) has \(handle) on two sides of \(reading.id).")
    }
    if tally.for.isEmpty, !seen.contains(reading.by), reading.by != leftOut {
      find("\(place) has a reading that nobody holds: \(reading.id).")
    }
    if locus.readings.count == 1, reading.status == "accepted",
      !reading.text.unicodeScalars.elementsEqual(locus.lemma.unicodeScalars)
    {
      find("\(place) does not print \(reading.id), which is accepted.")
    }
  }
}

extension DecodingError {
  /// What is wrong and where, such as `loci[0] has no “lemma”`.
  fileprivate var inPlainWords: String {
    switch self {
    case .keyNotFound(let key, let context):
      let place = Self.place(context.codingPath)
      return "\(place.isEmpty ? "it" : place) has no “\(key.stringValue)”"
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      let place = Self.place(context.codingPath)
      let words = context.debugDescription.trimmingSuffix { $0 == "." }
      return place.isEmpty ? String(words) : "at \(place), \(words)"
    @unknown default: return "\(self)"
    }
  }

  private static func place(_ path: [any CodingKey]) -> String {
    path.reduce(into: "") { place, key in
      if let index = key.intValue {
        place += "[\(index)]"
      } else {
        place += (place.isEmpty ? "" : ".") + key.stringValue
      }
    }
  }
}
