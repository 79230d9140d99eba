import ActSupport
import CanonicalJSON
import Manuscript
import Protocol
import Rendering
import Scholarship
import Testing
import Views

/// What counts, and what is left out and said to be.
struct AgreementQuestionTests {
  /// Of the paper of these tests, as one paragraph.
  private func snapshot(_ scenario: Scenario) -> Snapshot {
    let block = Block(kind: .paragraph, address: "p1", range: ScalarRange(0, paperText.count))
    let document = Document(
      readerVersion: 1, segmenterVersion: 1, language: "en", pages: 0, text: paperText, blocks: [block],
      sourceMap: SourceMap(segments: [], furniture: [], byteCount: 0))
    return Snapshot(at: scenario.paper.position, PaperState(scenario.paper, document: document))
  }

  private func claim(_ id: EntityID, _ start: Int, _ end: Int, _ kind: ClaimKind? = .date) -> Event {
    Event(ClaimRegistered(claim: id, anchors: [anchor(start, end)], statement: "So it was.", kind: kind))
  }

  private func stance(_ stance: Stance, _ claim: EntityID, wording: Int = 1) -> Event {
    Event(StanceTaken(claim: claim, wording: wording, stance: stance, reason: nil, confidence: nil))
  }

  private func tagged(_ id: EntityID, _ start: Int, _ end: Int) -> Event {
    Event(
      AnnotationMade(
        annotation: id, target: .passage(anchor(start, end)), motivation: .tagging, body: "", tags: ["ship"]))
  }

  /// Four claims: c1 by all three, c2 reworded after ada, c3 with one stance, c4 withdrawn.
  private var debated: Scenario {
    Scenario.founded
      .and(claim("c1", 4, 9), claim("c2", 10, 15), claim("c3", 10, 15, .fact), claim("c4", 0, 3), by: "ada")
      .and(stance(.agree, "c1"), stance(.agree, "c2"), stance(.agree, "c3"), stance(.agree, "c4"), by: "ada")
      .and(Event(ClaimReworded(claim: "c2", statement: "Another.")), withdrawn("c4"), by: "ada")
      .and(stance(.disagree, "c1"), stance(.disagree, "c1"), stance(.qualify, "c2", wording: 2), by: "bel")
      .and(stance(.agree, "c1"), stance(.qualify, "c2", wording: 2), stance(.unsure, "c3"), by: "cyd")
      .and(stance(.recuse, "c1"), by: "edd")
      .and(stance(.agree, "c1"), by: "rea")
  }

  private func value(_ name: String, _ items: [CoefficientItem]) -> Double? {
    items.first { $0.name == name }?.value.value?.value
  }

  @Test func `the latest stance on the present wording of each who may vote counts`() throws {
    let view = AgreementOf().view(of: snapshot(debated))
    let all = try #require(view.stances.first)
    #expect(view.eligible == 5 && all.scope == "all")
    #expect(all.units == 3 && all.raters == 3 && all.values == 6 && all.pairable == 5)
    #expect(
      all.leftOut.map { "\($0.number) \($0.what) \($0.why)" } == [
        "1 claim are withdrawn", "1 claim have only one", "1 stance are on an earlier wording",
        "1 stance are of people who may not vote on claims", "1 stance are unsure, which is no judgement",
        "1 stance are recused, which is no judgement",
      ])
    // Of c1 one pair in three is the same, of c2 the only one.
    #expect(value("raw", all.coefficients) == 0.666667)
    #expect(all.most.map(\.id) == ["c1"])
    #expect(all.most.first?.stances == ["ada": "agree", "bel": "disagree", "cyd": "agree"])
    #expect(all.pairs.map(\.people) == [["ada", "bel"], ["ada", "cyd"], ["bel", "cyd"]])
  }

  @Test func `each kind and each month stands for itself`() throws {
    let snapshot = snapshot(debated)
    let view = AgreementOf().view(of: snapshot)
    #expect(view.stances.map(\.scope) == ["all", "kind", "kind", "month"])
    #expect(view.stances.map(\.name) == [nil, "fact", "date", "1970-01"])
    let dates = AgreementOf(kind: .date).view(of: snapshot)
    #expect(
      dates.stances.map(\.name) == ["date"] && dates.stances[0].coefficients == view.stances[2].coefficients)
    #expect(dates.spans.map(\.name) == ["date"])
  }

  @Test func `what is undefined is null, with the reason`() throws {
    let view = AgreementOf(kind: .fact).view(of: snapshot(debated))
    let alpha = try #require(view.stances[0].coefficients.first { $0.name == "alphaNominal" })
    #expect(alpha.value.value == nil && alpha.undefined == "it takes at least two people")
    let json = String(decoding: JSON.text(of: alpha), as: UTF8.self)
    #expect(json == #"{"name":"alphaNominal","undefined":"it takes at least two people","value":null}"#)
    let nothing = AgreementOf().view(of: snapshot(.founded))
    #expect(nothing.stances[0].coefficients.allSatisfy { $0.value.value == nil && $0.undefined != nil })
    #expect(nothing.spans[0].coefficients.allSatisfy { $0.value.value == nil && $0.undefined != nil })
  }

  @Test func `the passages with one tag are compared, and where people differ is shown`() throws {
    let scenario = Scenario.founded
      .and(tagged("a1", 4, 9), tagged("a2", 20, 20), by: "ada").and(tagged("a3", 4, 15), by: "bel")
      .and(tagged("a4", 30, 40), by: "cyd").and(withdrawn("a4"), by: "cyd").and(tagged("a5", 0, 3), by: "rea")
    let view = AgreementOf(tag: "ship").view(of: snapshot(scenario))
    let spans = try #require(view.spans.first)
    #expect(view.stances.isEmpty && view.spans.count == 1)
    #expect(spans.units == 2 && spans.raters == 2 && spans.length == paperText.count)
    #expect(
      spans.leftOut.map { "\($0.number) \($0.why)" } == [
        "1 are withdrawn", "1 are points without words", "1 are of people who may not vote on claims",
      ])
    #expect(spans.most.map(\.range) == [[9, 15]])
    #expect(spans.most.first?.marked == ["bel"] && spans.most.first?.unmarked == ["ada"])
    // ((0 + 6) / (5 + 11))²: one pair of people, one mark each.
    #expect(spans.observedDisorder?.value == 0.140625)
    #expect(value("gamma", spans.coefficients) != nil && value("unitizingAlpha", spans.coefficients) != nil)
    #expect(AgreementOf().view(of: snapshot(scenario)).spans.map(\.name) == [nil, "ship"])
  }

  @Test func `the same position gives the same bytes`() {
    let one = JSON.text(of: AgreementOf().view(of: snapshot(debated)))
    #expect(one == JSON.text(of: AgreementOf().view(of: snapshot(debated))))
  }

  @Test func `a page says every figure in words`() throws {
    let question = AgreementOf()
    let page = question.page(of: question.view(of: snapshot(debated)))
    let text = Layout(isAccessible: true).lines(of: page).joined(separator: "\n")
    #expect(text.contains("Krippendorff's α, nominal"))
    #expect(text.contains("Left out: 1 claim that is withdrawn; 1 claim that has only one;"))
    #expect(text.contains("agree: ada and cyd; disagree: bel"))
  }
}
