import ActSupport
import Manuscript
import Scholarship

/// One stored event for each type and version there has ever been, as its bytes stand in a log.
///
/// Logs hold these for ever: a line here is never changed and never removed. A new version of a type gets
/// lines of its own.
let eventFixtures: [(type: String, version: Int, body: String, event: Event)] = {
  let base = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
  let id = BaseID(base)!
  let point = #"{"base":"\#(base)","prefix":"The cl","quote":"","range":[6,6],"suffix":"erk"}"#
  let passage = #"{"base":"\#(base)","prefix":"The ","quote":"clerk","range":[4,9],"suffix":" dated"}"#
  let clerk = Anchor(
    base: id, range: ScalarRange(4, 9), quote: "clerk", prefix: "The ", suffix: " dated")
  let within = Anchor(base: id, range: ScalarRange(6, 6), quote: "", prefix: "The cl", suffix: "erk")
  let rules =
    #"{"adjudicators":"editor","opposition":"1/4","proposerVotes":true,"quorum":2,"threshold":"2/3","voters":"scholar"}"#
  let quarter = PolicyRules(opposition: Ratio(1, 4)!)
  // Named all rules that there were then.
  var whole = PolicyException(quarter)
  whole.blind = nil
  return [
    (
      "paper.imported", 1,
      #"{"base":"\#(base)","document":"bb","mediaType":"text/markdown","scalars":52,"slug":"letters","source":"aa","title":"The Letters"}"#,
      Event(
        PaperImported(
          slug: "letters", title: "The Letters", base: id, scalars: 52, mediaType: "text/markdown",
          source: "aa",
          document: "bb"))
    ),
    (
      "paper.imported", 2,
      #"{"base":"\#(base)","document":"bb","mediaType":"text/markdown","original":"ee","originalMediaType":"text/html","scalars":52,"slug":"letters","source":"aa","title":"The Letters"}"#,
      Event(
        PaperImported(
          slug: "letters", title: "The Letters", base: id, scalars: 52, mediaType: "text/markdown",
          source: "aa", document: "bb", original: "ee", originalMediaType: "text/html"))
    ),
    ("paper.retitled", 1, #"{"title":"Letters"}"#, Event(PaperRetitled(title: "Letters"))),
    (
      "base.imported", 2,
      #"{"anchors":[],"base":"\#(base)","document":"dd","mediaType":"text/markdown","original":"ff","originalMediaType":"application/rtf","scalars":60,"source":"cc"}"#,
      Event(
        BaseImported(
          base: id, scalars: 60, mediaType: "text/markdown", source: "cc", document: "dd", anchors: [],
          original: "ff", originalMediaType: "application/rtf"))
    ),
    (
      "base.imported", 1,
      #"{"anchors":[{"anchor":\#(passage),"index":0,"method":"diff","score":1000,"thing":"c1"},{"candidates":[[4,9],[20,25]],"index":1,"thing":"c1"},{"index":0,"nearest":[4,9],"thing":"a1"},{"index":0,"thing":"d2"},{"anchor":\#(point),"index":0,"method":"approximate","score":731,"thing":"x1"}],"base":"\#(base)","document":"dd","mediaType":"text/plain","scalars":60,"source":"cc"}"#,
      Event(
        BaseImported(
          base: id, scalars: 60, mediaType: "text/plain", source: "cc", document: "dd",
          anchors: [
            .init(.init("c1"), .found(clerk, method: .diff, score: 1000)),
            .init(.init("c1", 1), .lost(.ambiguous([ScalarRange(4, 9), ScalarRange(20, 25)]))),
            .init(.init("a1"), .lost(.orphaned(nearest: ScalarRange(4, 9)))),
            .init(.init("d2"), .lost(.orphaned(nearest: nil))),
            .init(.init("x1"), .found(within, method: .approximate, score: 731)),
          ]))
    ),
    (
      "member.admitted", 1, #"{"member":"ada","role":"scholar"}"#,
      Event(MemberAdmitted(member: "ada", role: .scholar))
    ),
    (
      "edition.published", 1, #"{"base":"\#(base)","name":"First reconciliation"}"#,
      Event(EditionPublished(name: "First reconciliation", base: id))
    ),
    ("member.joined", 1, #"{"member":"ada"}"#, Event(MemberJoined(member: "ada"))),
    (
      "member.left", 1, #"{"member":"ada","reason":"R"}"#, Event(MemberLeft(member: "ada", reason: "R"))
    ),
    ("member.left", 1, #"{"member":"ada"}"#, Event(MemberLeft(member: "ada", reason: nil))),
    (
      "paper.removed", 1, #"{"members":["ada","bel"],"reason":"R"}"#,
      Event(PaperRemoved(members: ["ada", "bel"], reason: "R"))
    ),
    (
      "member.removed", 1, #"{"member":"ada","reason":"R"}"#,
      Event(MemberRemoved(member: "ada", reason: "R"))
    ),
    ("thing.adopted", 1, #"{"thing":"c1"}"#, Event(ThingAdopted(thing: "c1"))),
    (
      "policy.set", 1, #"{"policy":{"exceptions":{"dispute":\#(rules),"fact":\#(rules)},"rules":\#(rules)}}"#,
      Event(PolicySet(policy: Policy(rules: quarter, exceptions: [.fact: whole, .dispute: whole])))
    ),
    (
      "policy.set", 2, #"{"exceptions":{"dispute":\#(rules),"fact":\#(rules)},"rules":\#(rules)}"#,
      Event(PolicySet(policy: Policy(rules: quarter, exceptions: [.fact: whole, .dispute: whole])))
    ),
    (
      "policy.set", 3, #"{"exceptions":{"fact":{"threshold":">1/2"}},"rules":\#(rules)}"#,
      Event(
        PolicySet(
          policy: Policy(
            rules: quarter,
            exceptions: [.fact: PolicyException(threshold: Threshold(Ratio(1, 2)!, isExclusive: true)!)])))
    ),
    (
      "policy.set", 4,
      #"{"exceptions":{"ocr":{"blind":false}},"rules":{"adjudicators":"editor","blind":true,"opposition":"1","proposerVotes":true,"quorum":2,"threshold":"2/3","voters":"scholar"}}"#,
      Event(
        PolicySet(
          policy: Policy(rules: PolicyRules(blind: true), exceptions: [.ocr: PolicyException(blind: false)])))
    ),
    (
      "claim.registered", 1,
      #"{"anchors":[\#(passage)],"claim":"c1","kind":"date","statement":"It was \"May\" / Mai — é."}"#,
      Event(
        ClaimRegistered(claim: "c1", anchors: [clerk], statement: "It was \"May\" / Mai — é.", kind: .date))
    ),
    (
      "claim.registered", 1, #"{"anchors":[\#(passage),\#(passage)],"claim":"c2","statement":"S"}"#,
      Event(ClaimRegistered(claim: "c2", anchors: [clerk, clerk], statement: "S", kind: nil))
    ),
    (
      "claim.registered", 1,
      #"{"anchors":[\#(passage)],"claim":"c3","origin":{"file":"notes.json","form":"hypothesis"},"statement":"S"}"#,
      Event(
        ClaimRegistered(
          claim: "c3", anchors: [clerk], statement: "S", kind: nil,
          origin: Origin(file: "notes.json", form: .hypothesis)))
    ),
    (
      "claim.reworded", 1, #"{"claim":"c1","statement":"T"}"#,
      Event(ClaimReworded(claim: "c1", statement: "T"))
    ),
    (
      "claim.linked", 1, #"{"claim":"c1","other":"c2","relation":"depends-on"}"#,
      Event(ClaimLinked(claim: "c1", relation: .dependsOn, other: "c2"))
    ),
    (
      "stance.taken", 1, #"{"claim":"c1","confidence":4,"reason":"R","stance":"qualify","wording":2}"#,
      Event(StanceTaken(claim: "c1", wording: 2, stance: .qualify, reason: "R", confidence: 4))
    ),
    (
      "stance.taken", 1, #"{"claim":"c1","stance":"recuse","wording":1}"#,
      Event(StanceTaken(claim: "c1", wording: 1, stance: .recuse, reason: nil, confidence: nil))
    ),
    (
      "annotation.made", 1,
      #"{"annotation":"a1","body":"B\nC","motivation":"questioning","tags":["t"],"target":{"passage":\#(passage)}}"#,
      Event(
        AnnotationMade(
          annotation: "a1", target: .passage(clerk), motivation: .questioning, body: "B\nC", tags: ["t"]))
    ),
    (
      "annotation.made", 1,
      #"{"annotation":"a2","body":"B","motivation":"replying","tags":[],"target":{"thing":"a1"}}"#,
      Event(
        AnnotationMade(annotation: "a2", target: .thing("a1"), motivation: .replying, body: "B", tags: []))
    ),
    (
      "annotation.made", 1,
      #"{"annotation":"a3","body":"B","motivation":"replying","origin":{"author":"Ann Other","authorID":"acct:ann@example.org","file":"notes.jsonld","form":"w3c","id":"urn:1","said":"2026-05-01"},"tags":[],"target":{"thing":"a1"}}"#,
      Event(
        AnnotationMade(
          annotation: "a3", target: .thing("a1"), motivation: .replying, body: "B", tags: [],
          origin: Origin(
            file: "notes.jsonld", form: .w3c, id: "urn:1", author: "Ann Other",
            authorID: "acct:ann@example.org", said: "2026-05-01")))
    ),
    (
      "annotation.edited", 1, #"{"annotation":"a1","body":"C"}"#,
      Event(AnnotationEdited(annotation: "a1", body: "C"))
    ),
    (
      "dispute.opened", 1,
      #"{"body":"B","dispute":"d1","ground":"date","target":{"thing":"c1"},"wording":1}"#,
      Event(DisputeOpened(dispute: "d1", target: .thing("c1"), ground: .date, body: "B", wording: 1))
    ),
    (
      "dispute.opened", 1, #"{"body":"B","dispute":"d2","target":{"passage":\#(point)}}"#,
      Event(DisputeOpened(dispute: "d2", target: .passage(within), ground: nil, body: "B", wording: nil))
    ),
    (
      "dispute.argued", 1,
      #"{"body":"B","dispute":"d1","evidence":[{"reference":"Register","relation":"citesAsAuthority"}],"side":"for"}"#,
      Event(
        DisputeArgued(
          dispute: "d1", side: .for, body: "B",
          evidence: [.init(reference: "Register", relation: .citesAsAuthority)]))
    ),
    (
      "dispute.reopened", 1, #"{"dispute":"d1","reason":"R"}"#,
      Event(DisputeReopened(dispute: "d1", reason: "R"))
    ),
    (
      "correction.proposed", 1,
      #"{"anchor":\#(passage),"class":"ocr","correction":"x1","evidence":[],"reason":"R","replacement":""}"#,
      Event(
        CorrectionProposed(
          correction: "x1", anchor: clerk, replacement: "", class: .ocr, reason: "R", evidence: []))
    ),
    (
      "correction.proposed", 1,
      #"{"anchor":\#(point),"correction":"x2","evidence":[{"reference":"Q","relation":"supports"}],"reason":"R","replacement":"ea"}"#,
      Event(
        CorrectionProposed(
          correction: "x2", anchor: within, replacement: "ea", class: nil, reason: "R",
          evidence: [.init(reference: "Q", relation: .supports)]))
    ),
    (
      "correction.proposed", 1,
      #"{"anchor":\#(point),"correction":"x3","evidence":[],"origin":{"author":"Ann","file":"review.docx","form":"docx"},"reason":"R","replacement":"ea"}"#,
      Event(
        CorrectionProposed(
          correction: "x3", anchor: within, replacement: "ea", class: nil, reason: "R", evidence: [],
          origin: Origin(file: "review.docx", form: .docx, author: "Ann")))
    ),
    (
      "correction.amended", 1, #"{"correction":"x1","reason":"R","replacement":"9"}"#,
      Event(CorrectionAmended(correction: "x1", replacement: "9", reason: "R"))
    ),
    ("correction.adopted", 1, #"{"correction":"x1"}"#, Event(CorrectionAdopted(correction: "x1"))),
    (
      "vote.cast", 1, #"{"subject":"x1","vote":"for"}"#,
      Event(VoteCast(subject: "x1", vote: .for, reason: nil))
    ),
    (
      "vote.cast", 1, #"{"reason":"R","subject":"d1","vote":"abstain"}"#,
      Event(VoteCast(subject: "d1", vote: .abstain, reason: "R"))
    ),
    (
      "ruling.made", 1, #"{"reason":"R","subject":"x1","verdict":"accept"}"#,
      Event(RulingMade(subject: "x1", verdict: .accept, reason: "R"))
    ),
    (
      "correction.seconded", 1,
      #"{"class":"fact","correction":"x1","evidence":[{"reference":"Q","relation":"supports"}],"reason":"R"}"#,
      Event(
        CorrectionSeconded(
          correction: "x1", reason: "R", class: .fact,
          evidence: [.init(reference: "Q", relation: .supports)]))
    ),
    (
      "correction.seconded", 1, #"{"correction":"x1","evidence":[],"reason":"R"}"#,
      Event(CorrectionSeconded(correction: "x1", reason: "R", class: nil, evidence: []))
    ),
    (
      "correction.documented", 1,
      #"{"class":"fact","correction":"x1","evidence":[{"reference":"Q","relation":"supports"}],"reason":"R"}"#,
      Event(
        CorrectionDocumented(
          correction: "x1", class: .fact, evidence: [.init(reference: "Q", relation: .supports)], reason: "R")
      )
    ),
    (
      "correction.documented", 1, #"{"correction":"x1","evidence":[]}"#,
      Event(CorrectionDocumented(correction: "x1"))
    ),
    ("thing.withdrawn", 1, #"{"thing":"a1"}"#, Event(ThingWithdrawn(thing: "a1", reason: nil))),
    (
      "thing.withdrawn", 1, #"{"reason":"R","thing":"x1"}"#, Event(ThingWithdrawn(thing: "x1", reason: "R"))
    ),
    (
      "thing.reanchored", 1, #"{"anchor":\#(passage),"index":1,"thing":"c1"}"#,
      Event(ThingReanchored(thing: "c1", index: 1, anchor: clerk))
    ),
    (
      "thing.reanchored", 1,
      #"{"anchor":\#(point),"incorporated":true,"index":0,"reason":"R","thing":"x1"}"#,
      Event(ThingReanchored(thing: "x1", index: 0, anchor: within, incorporated: true, reason: "R"))
    ),
    (
      "body.erased", 1, #"{"position":12,"reason":"R"}"#, Event(BodyErased(position: 12, reason: "R"))
    ),
    (
      "body.erased", 2, #"{"position":12,"reason":"R","remains":"cc"}"#,
      Event(BodyErased(position: 12, reason: "R", remains: "cc"))
    ),
  ] + decisionFixtures
}()
