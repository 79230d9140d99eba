import ActSupport
import Manuscript
import Scholarship

/// One stored event of notebooks for each type and version there has ever been, as its bytes stand in a log.
///
/// Logs hold these for ever: a line here is never changed and never removed.
let notebookFixtures: [(type: String, version: Int, body: String, event: NotebookEvent)] = {
  let base = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
  let id = BaseID(base)!
  let passage = #"{"base":"\#(base)","prefix":"The ","quote":"clerk","range":[4,9],"suffix":" dated"}"#
  let clerk = Anchor(
    base: id, range: ScalarRange(4, 9), quote: "clerk", prefix: "The ", suffix: " dated")
  return [
    (
      "notebook.placed", 1, #"{"anchors":[],"base":"\#(base)","document":"bb","scalars":52}"#,
      NotebookEvent(NotebookPlaced(base: id, scalars: 52, document: "bb"))
    ),
    (
      "notebook.placed", 1,
      #"{"anchors":[{"anchor":\#(passage),"memo":"m1"},{"candidates":[[4,9],[14,19]],"memo":"m2"},"#
        + #"{"memo":"m3","nearest":[4,9]},{"memo":"m4"}],"base":"\#(base)","document":"bb","scalars":52}"#,
      NotebookEvent(
        NotebookPlaced(
          base: id, scalars: 52, document: "bb",
          anchors: [
            CarriedMemo(memo: "m1", anchor: clerk),
            CarriedMemo(memo: "m2", candidates: [ScalarRange(4, 9), ScalarRange(14, 19)]),
            CarriedMemo(memo: "m3", nearest: ScalarRange(4, 9)), CarriedMemo(memo: "m4"),
          ]))
    ),
    (
      "memo.made", 1,
      #"{"body":"Who?","memo":"m1","motivation":"questioning","tags":["people"],"target":{"passage":\#(passage)}}"#,
      NotebookEvent(
        MemoMade(
          memo: "m1", target: .passage(clerk), motivation: .questioning, body: "Who?", tags: ["people"]))
    ),
    (
      "memo.made", 1,
      #"{"body":"Ask.","memo":"m2","motivation":"commenting","tags":[],"target":{"thing":"c1"}}"#,
      NotebookEvent(
        MemoMade(memo: "m2", target: .thing("c1"), motivation: .commenting, body: "Ask.", tags: []))
    ),
    (
      "memo.edited", 1, #"{"body":"Which clerk?","memo":"m1"}"#,
      NotebookEvent(MemoEdited(memo: "m1", body: "Which clerk?"))
    ),
    (
      "memo.reanchored", 1, #"{"anchor":\#(passage),"memo":"m1","reason":"It moved."}"#,
      NotebookEvent(MemoReanchored(memo: "m1", anchor: clerk, reason: "It moved."))
    ),
    (
      "memo.shared", 1, #"{"annotation":"a7","memo":"m1"}"#,
      NotebookEvent(MemoShared(memo: "m1", annotation: "a7"))
    ),
    (
      "memo.withdrawn", 1, #"{"memo":"m1","reason":"Answered."}"#,
      NotebookEvent(MemoWithdrawn(memo: "m1", reason: "Answered."))
    ),
    (
      "body.erased", 1, #"{"position":4,"reason":"By order."}"#,
      NotebookEvent(BodyErased(position: 4, reason: "By order."))
    ),
    (
      "body.erased", 2, #"{"position":4,"reason":"By order.","remains":"cc"}"#,
      NotebookEvent(BodyErased(position: 4, reason: "By order.", remains: "cc"))
    ),
    (
      "notebook.undone", 1,
      #"{"act":{"events":[{"memo":"m1","type":"memo.edited"}],"first":12,"last":12}}"#,
      NotebookEvent(
        NotebookActUndone(
          act: PastNotebookAct(first: 12, last: 12, events: [.init(type: "memo.edited", memo: "m1")])))
    ),
    (
      "notebook.redone", 1,
      #"{"act":{"events":[{"memo":"m1","type":"memo.made"}],"first":12,"last":12}}"#,
      NotebookEvent(
        NotebookActRedone(
          act: PastNotebookAct(first: 12, last: 12, events: [.init(type: "memo.made", memo: "m1")])))
    ),
  ]
}()
