import ActSupport
import CanonicalJSON
import Manuscript
import Scholarship
import SeededRandom
import Testing

@Suite struct NotebookTests {
  // MARK: Stored

  @Test func `every stored event decodes and encodes to the same bytes`() throws {
    for fixture in notebookFixtures {
      let event = try NotebookEvent(
        type: fixture.type, version: fixture.version, body: Array(fixture.body.utf8))
      #expect(event == fixture.event && event.type == fixture.type)
      if fixture.version == event.version {
        #expect(String(decoding: event.body(), as: UTF8.self) == fixture.body)
      }
      #expect(try NotebookEvent(type: event.type, version: event.version, body: event.body()) == event)
    }
  }

  @Test func `every type and version has a fixture`() {
    let stored = Set(notebookFixtures.map { "\($0.type) \($0.version)" })
    for type in NotebookEvent.types {
      for version in 1...type.version { #expect(stored.contains("\(type.type) \(version)")) }
    }
  }

  /// A paper's stream and a notebook's cannot be mistaken for each other.
  @Test func `no event of a notebook is one of a paper`() {
    let types = NotebookEvent.types.map { $0.type }.filter { $0 != BodyErased.type }
    for fixture in notebookFixtures where types.contains(fixture.type) {
      #expect(throws: EventDecodingError.self) {
        try Event(type: fixture.type, version: fixture.version, body: Array(fixture.body.utf8))
      }
    }
    #expect(Set(types).isDisjoint(with: Event.types.map { $0.type }))
  }

  @Test func `no paper has the name of a notebook`() {
    let stream = Notebook.stream(of: "ada", in: "letters")
    #expect(stream == "letters/ada" && Slug(stream) == nil)
  }

  @Test(arguments: ["m0", "m", "m01", "a1", "M1", "m1x", "m-1"])
  func `ids of private notes have one form`(text: String) { #expect(MemoID(text) == nil) }

  @Test func `an id is of a thing or of a private note`() {
    let (memo, thing, neither) = (String("m12"), String("x12"), String("q12"))
    #expect(OwnID(memo) == .memo("m12") && OwnID(thing) == .thing("x12") && OwnID(neither) == nil)
    #expect(EntityID(memo) == nil && MemoID(memo)?.description == "m12")
  }

  // MARK: Folded

  /// Whatever a log says, in whatever order: what fits can be folded in.
  @Test func `what fits is folded without a trap`() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    var folded: [String: Int] = [:]
    for _ in 0..<4000 {
      var notebook = Notebook.empty
      for _ in 0..<60 {
        guard let event = notebookFixtures.randomElement(using: &random)?.event, notebook.fits(event) else {
          continue
        }
        notebook.evolve(stamped(event, after: notebook))
        folded[event.type, default: 0] += 1
      }
    }
    #expect(folded.count == NotebookEvent.types.count, "seed \(seed): \(folded)")
  }

  @Test func `erased words are replaced by who erased them and why`() {
    var notebook = Notebook.empty
    for event in [
      notebookFixtures[0].event, notebookFixtures[2].event,
      NotebookEvent(MemoWithdrawn(memo: "m1", reason: "Secret.")),
      NotebookEvent(BodyErased(position: 2, reason: "By order.")),
      NotebookEvent(BodyErased(position: 3, reason: "By order.")),
    ] { notebook.evolve(stamped(event, after: notebook)) }
    #expect(notebook.memo("m1")?.body == "[erased by ada, @4: By order.]")
    #expect(notebook.memo("m1")?.tags == [])
    #expect(notebook.memo("m1")?.withdrawn?.reason == "[erased by ada, @5: By order.]")
    #expect(notebook.summaryOfErased(at: 2)?.contains("erased by ada") == true)
    #expect(notebook.summaryOfErased(at: 1) == nil)
  }

  private func stamped(_ event: NotebookEvent, after notebook: Notebook) -> RecordedNotebookEvent {
    RecordedNotebookEvent(
      event, Stamp(by: "ada", at: Timestamp(microseconds: 0), position: notebook.position + 1))
  }

  // MARK: Carried

  private static let old = """
    The lamp was lit on 3 March 1841. The keeper wrote that the fog came early.

    Nobody else saw the lamp that night. The harbour lay empty.

    """

  @Test func `notes are carried to a new base, or have no place in it`() throws {
    var (notebook, from, base) = try noted("the fog came early", "The harbour lay empty")
    notebook.evolve(
      stamped(
        NotebookEvent(
          MemoMade(memo: "m3", target: .thing("c1"), motivation: .commenting, body: "B", tags: [])),
        after: notebook))
    let (identity, to) = try self.identity(
      "A foreword.\n\n" + Self.old.replacing(" The harbour lay empty.", with: ""))
    let placed = try #require(
      notebook.placed(on: identity) { Rebasing(from: from, base, to: to, identity.base) })
    #expect(placed.memos == ["m1", "m2"])
    #expect(notebook.fits(NotebookEvent(placed)))
    notebook.evolve(stamped(NotebookEvent(placed), after: notebook))
    let found = try #require(notebook.memo("m1")?.target.passage)
    #expect(found.base == identity.base && found.quote == "the fog came early")
    #expect(notebook.memo("m1")?.lost == nil)
    guard case .orphaned = notebook.memo("m2")?.lost else {
      Issue.record("it has a place: \(notebook.memos)")
      return
    }
    // It keeps what it was made on, and comes back with the words.
    #expect(notebook.memo("m2")?.target.passage?.quote == "The harbour lay empty")
    let (again, old) = try self.identity(Self.old)
    let back = try #require(
      notebook.placed(on: again) { Rebasing(from: to, identity.base, to: old, again.base) })
    notebook.evolve(stamped(NotebookEvent(back), after: notebook))
    #expect(notebook.memos.allSatisfy { $0.lost == nil })
  }

  @Test func `nothing is compared where there is nothing to carry`() throws {
    let (notebook, _, base) = try noted("the fog")
    let (same, _) = try identity(Self.old)
    #expect(same.base == base)
    func never() -> Rebasing { preconditionFailure("nobody compares texts") }
    #expect(notebook.placed(on: same, by: never) == nil)
    #expect(Notebook.empty.placed(on: same, by: never)?.anchors == [])
  }

  private func identity(_ text: String) throws -> (Paper.Identity, Document) {
    let document = try PaperReader.read(Array(text.utf8), as: .markdown).document
    let base = BaseID(raw: Array(text.utf8), document: document.encoded())
    let imported = PaperImported(
      slug: "harbour", title: "The Harbour", base: base, scalars: document.text.count,
      mediaType: "text/markdown", source: "aa", document: "bb")
    let stamp = Stamp(by: "ada", at: Timestamp(microseconds: 0), position: 1)
    let paper = Paper.initial.evolved(by: [RecordedEvent(Event(imported), stamp)])
    return (try #require(paper.identity), document)
  }

  private func noted(_ passages: String...) throws -> (Notebook, Document, BaseID) {
    let (identity, document) = try identity(Self.old)
    var notebook = Notebook.empty
    let begun = try #require(notebook.placed(on: identity))
    notebook.evolve(stamped(NotebookEvent(begun), after: notebook))
    for words in passages {
      let range = try document.resolve(":\(words)").range
      let anchor = document.anchor(for: range, base: identity.base)
      notebook.evolve(
        stamped(
          NotebookEvent(
            MemoMade(
              memo: notebook.next, target: .passage(anchor), motivation: .commenting, body: "B", tags: [])),
          after: notebook))
    }
    return (notebook, document, identity.base)
  }
}
