public import Manuscript
public import Scholarship

/// The text of the paper in these tests; long enough for any range they use.
public let paperText = ScalarText("The clerk dated the letter 3 May and sent it by ship.")

public let paperBase = BaseID(raw: [], document: Array(paperText.string.utf8))

public let imported = PaperImported(
  slug: "letters", title: "The Letters", base: paperBase, scalars: paperText.count,
  mediaType: "text/markdown", source: "aa", document: "bb")

public func anchor(_ start: Int, _ end: Int) -> Anchor {
  let range = ScalarRange(start, end)
  return Anchor(base: paperBase, range: range, quote: paperText[range], prefix: "", suffix: "")
}

extension Scenario {
  /// A paper of ona's with scholars ada, bel and cyd, the editor edd, the reader rea, and ivo who was invited
  /// as a scholar and has not come yet.
  public static var founded: Scenario {
    var scenario = given(
      Event(imported), Event(MemberAdmitted(member: "ona", role: .owner)),
      Event(MemberJoined(member: "ona")), by: "ona")
    let people: [(Handle, Role)] = [
      ("ada", .scholar), ("bel", .scholar), ("cyd", .scholar), ("edd", .editor), ("rea", .reader),
    ]
    for (handle, role) in people {
      scenario =
        scenario
        .and(Event(MemberAdmitted(member: handle, role: role)), by: "ona")
        .and(Event(MemberJoined(member: handle)), by: handle)
    }
    return scenario.and(Event(MemberAdmitted(member: "ivo", role: .scholar)), by: "ona")
  }

  /// Founded, with one thing of each kind by ada: c1, a1, d1 on c1, x1.
  public static var underWay: Scenario {
    founded.and(registered("c1"), annotated("a1"), disputed("d1"), proposed("x1"), by: "ada")
  }
}

// Facts as short as they can be said.

public func registered(_ id: EntityID, _ statement: String = "It was May.") -> Event {
  Event(ClaimRegistered(claim: id, anchors: [anchor(4, 9)], statement: statement, kind: .date))
}

public func annotated(
  _ id: EntityID, on target: Target = .passage(anchor(4, 9)), _ body: String = "Who?",
  _ motivation: Motivation = .questioning
) -> Event {
  Event(AnnotationMade(annotation: id, target: target, motivation: motivation, body: body, tags: []))
}

public func disputed(_ id: EntityID, on target: Target = .thing("c1"), wording: Int? = 1) -> Event {
  Event(DisputeOpened(dispute: id, target: target, ground: .date, body: "It was June.", wording: wording))
}

public func proposed(
  _ id: EntityID, _ start: Int = 27, _ end: Int = 28, _ replacement: String = "8",
  _ class: CorrectionClass? = nil
) -> Event {
  Event(
    CorrectionProposed(
      correction: id, anchor: anchor(start, end), replacement: replacement, class: `class`, reason: "A slip.",
      evidence: []))
}

public func withdrawn(_ id: EntityID) -> Event { Event(ThingWithdrawn(thing: id, reason: nil)) }

public func vote(_ vote: Vote, _ id: EntityID, _ reason: String? = nil) -> Event {
  Event(VoteCast(subject: id, vote: vote, reason: reason))
}

public func seconded(
  _ id: EntityID, _ reason: String, _ class: CorrectionClass? = nil, _ evidence: [Evidence] = []
) -> Event {
  Event(CorrectionSeconded(correction: id, reason: reason, class: `class`, evidence: evidence))
}

public func ruling(_ verdict: Verdict, _ id: EntityID) -> Event {
  Event(RulingMade(subject: id, verdict: verdict, reason: "Clear."))
}

/// A command that proposes a correction.
public func correct(
  _ start: Int = 27, _ end: Int = 28, _ replacement: String = "8", reason: String = "A slip.",
  evidence: [Evidence] = []
) -> Command {
  .correct(anchor(start, end), replacement: replacement, class: nil, reason: reason, evidence: evidence)
}

extension Document {
  /// A paper of one paragraph.
  public init(of text: ScalarText) {
    self.init(
      readerVersion: 1, segmenterVersion: 1, language: "en", pages: 0, text: text,
      blocks: [Block(kind: .paragraph, address: "p1", range: text.range)],
      sourceMap: SourceMap(segments: [], furniture: [], byteCount: 0))
  }
}
