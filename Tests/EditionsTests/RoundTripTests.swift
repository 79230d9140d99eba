import ActSupport
import CanonicalJSON
import Editions
import Manuscript
import Protocol
import Scholarship
import SeededRandom
import Testing

/// Base and consensus are recovered exactly, by readers that know the formats and not the writers.
@Suite("Round trips")
struct RoundTripTests {
  private static let seeds = UInt64(1)...400

  private func isSame(_ one: String, _ other: String) -> Bool {
    one.unicodeScalars.elementsEqual(other.unicodeScalars)
  }

  @Test func `TEI gives back both texts`() throws {
    for seed in Self.seeds {
      let history = try RandomHistory(seed: seed)
      let xml = history.group.rendered(as: .tei)
      var base = try #require(TEIReader(xml, taking: .base), "seed \(seed)")
      var lemmas = try #require(TEIReader(xml, taking: .lemma), "seed \(seed)")
      let (read, expected) = (base.text(), history.base)
      #expect(isSame(read, expected), "seed \(seed), base")
      let (reconciled, consensus) = (lemmas.text(), history.consensus)
      #expect(isSame(reconciled, consensus), "seed \(seed), consensus")
    }
  }

  @Test func `CriticMarkup gives back both texts`() throws {
    for seed in Self.seeds {
      let history = try RandomHistory(seed: seed)
      let marked = history.group.rendered(as: .criticmarkup)
      #expect(isSame(CriticReader.read(marked, accepting: false), history.base + "\n"), "seed \(seed), base")
      #expect(
        isSame(CriticReader.read(marked, accepting: true), history.consensus + "\n"),
        "seed \(seed), consensus")
    }
  }

  @Test func `JSON gives back both texts`() throws {
    for seed in Self.seeds {
      let history = try RandomHistory(seed: seed)
      let json = try JSON.parsed(Array(history.group.edition().rendered(as: .json)))
      #expect(isSame(try JSONReader(json: json).base.text, history.base), "seed \(seed), base")
      let file = try JSONReader(json: json)
      #expect(isSame(file.text, history.consensus), "seed \(seed), consensus")
    }
  }
}

private struct JSONReader: JSONRecord {
  struct Base: JSONRecord {
    var text: String
    static let shape = Shape(Base.init(text:), Field("text", \.text))
  }
  var base: Base
  var text: String
  static let shape = Shape(JSONReader.init(base:text:), Field("base", \.base), Field("text", \.text))
}

/// Reads CriticMarkup as its specification has it, and entities as HTML does.
private enum CriticReader {
  static func read(_ marked: String, accepting: Bool) -> String {
    // Scalar by scalar, for a mark that combines with a sign would hide it.
    var text = marked.replacing(/(?s)\{>>.*?<<\}/.matchingSemantics(.unicodeScalar), with: "")
    text = text.replacing(/(?s)\{\+\+(.*?)\+\+\}/.matchingSemantics(.unicodeScalar)) {
      accepting ? String($0.1) : ""
    }
    text = text.replacing(/(?s)\{--(.*?)--\}/.matchingSemantics(.unicodeScalar)) {
      accepting ? "" : String($0.1)
    }
    text = text.replacing(/(?s)\{~~(.*?)~>(.*?)~~\}/.matchingSemantics(.unicodeScalar)) {
      String(accepting ? $0.2 : $0.1)
    }
    return text.replacing(/&#(\d+);|&amp;/.matchingSemantics(.unicodeScalar)) { match in
      match.1.flatMap { UInt32($0) }.flatMap(Unicode.Scalar.init).map(String.init) ?? "&"
    }
  }
}
