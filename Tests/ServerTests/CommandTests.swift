import ActSupport
import Acts
import Protocol
import Scholarship
import Testing

@Suite(.timeLimit(.minutes(15))) struct CommandTests {
  /// Every type of command once, each with what it does.
  @Test func `every command has its effect`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let ada = try await owner.invite("ada")
      let bob = try await owner.invite("bob", as: .editor)

      #expect(
        try await ada.done(.claim(.init(address: "p3.1", statement: "Lit in 1841.", kind: .date))).ids == [
          "c1"
        ])
      #expect(try await ada.done(.claim("Nobody was there.", on: "p4.1")).ids == ["c2"])
      try await ada.done(.reword(.init(id: "c1", statement: "First lit in 1841.")))
      try await ada.done(.link(.init(id: "c1", relation: .contradicts, other: "c2")))
      try await ada.done(.stance(.agree, on: "c1", confidence: 4))
      try await bob.done(.stance(.disagree, on: "c1", reason: "The log says otherwise."))
      try await bob.done(.stance(.qualify, on: "c1", reason: "Only the small lamp."))
      try await owner.done(.stance(.unsure, on: "c1"))
      try await owner.done(.stance(.recuse, on: "c2"))
      #expect(try await ada.done(.annotation("See the ledger.", tags: ["date", "lamp"])).ids == ["a1"])
      #expect(try await bob.done(.reply(.init(id: "a1", body: "I have."))).ids == ["a2"])
      try await ada.done(.edit(.init(id: "a1", body: "See the ledger, twice.")))
      #expect(
        try await ada.done(.dispute(.init(target: "c2", body: "The brother was.", ground: .fact))).ids == [
          "d1"
        ])
      try await bob.done(.argue(.init(id: "d1", side: .against, body: "He says not.", cite: ["Ledger, 3"])))
      try await bob.done(.vote(.init(id: "d1", vote: .against, reason: "No.")))
      try await bob.done(.rule(.init(id: "d1", verdict: .reject, reason: "Unproved.")))
      try await bob.done(.reopen(.init(id: "d1", reason: "A letter was found.")))
      #expect(try await ada.done(.correction("8 March", on: "p3.1:3 March")).ids == ["x1"])
      try await ada.done(.amend(.init(id: "x1", new: "5 March", reason: "Misread.")))
      try await bob.done(.vote(.init(id: "x1", vote: .for)))
      #expect(try await bob.done(.correction("five", on: "p6.1:four")).ids == ["x2"])
      try await bob.done(.withdraw(.init(id: "x2", reason: "Counted again.")))
      try await ada.done(.adopt(.init(id: "x2")))
      try await bob.done(.rule(.init(id: "x2", verdict: .accept, reason: "Five it is.")))
      try await bob.done(.policy(.init(settings: ["quorum=3"])))
      try await bob.done(.policy(.init(settings: ["quorum=2"])))
      let last = try await ada.done(.withdraw(.init(id: "c2"))).position

      let at = "?min-position=\(last)"
      let paper = "/papers/lighthouse"
      let claims: ListView<ClaimItem> = try await ada.read("\(paper)/claims\(at)")
      #expect(claims.items.map(\.id) == ["c1", "c2"] && claims.items.map(\.wording) == [2, 1])
      #expect(
        claims.items[0].stances.mapValues(\.stance) == ["ada": "agree", "bob": "qualify", "owner": "unsure"])
      #expect(claims.items[0].claimKind == "date" && claims.items[0].links.map(\.other) == ["c2"])
      #expect(claims.items[0].textChanged && claims.items[1].status == "withdrawn")
      let annotations: ListView<AnnotationItem> = try await ada.read("\(paper)/annotations\(at)")
      #expect(annotations.items.map(\.body) == ["See the ledger, twice.", "I have."])
      #expect(annotations.items[0].replies == ["a2"] && annotations.items[0].tags == ["date", "lamp"])
      let disputes: ListView<DisputeItem> = try await ada.read("\(paper)/disputes\(at)")
      #expect(disputes.items.map(\.status) == ["open"] && disputes.items[0].arguments.count == 1)
      #expect(disputes.items[0].arguments[0].evidence.map(\.reference) == ["Ledger, 3"])
      let corrections: ListView<CorrectionItem> = try await ada.read("\(paper)/corrections\(at)")
      #expect(corrections.items.map(\.status) == ["accepted", "accepted"])
      #expect(corrections.items.map(\.basis) == ["ballot", "ruling"] && corrections.items[1].by == "ada")
      #expect(corrections.items[1].madeBy == "bob" && corrections.items[1].wordsBy == "bob")
      let members: ListView<MemberItem> = try await ada.read("\(paper)/members\(at)")
      #expect(members.items.map(\.handle) == ["ada", "bob", "owner"])
      #expect(members.items.map(\.role) == ["scholar", "editor", "owner"])

      let thing: ThingView = try await ada.read("\(paper)/things/a1\(at)")
      #expect(
        thing.annotations.map(\.id) == ["a2"] && thing.context?.quote == "The lamp was lit on 3 March 1841.")
      #expect(thing.history.map(\.type) == ["annotation.made", "annotation.made", "annotation.edited"])
      let history: ListView<HistoryItem> = try await ada.read("\(paper)/history\(at)")
      #expect(
        history.items.map(\.position) == Array(1...last) && history.items.map(\.sequence) == Array(1...last))
      #expect(history.items.last?.by == "ada" && history.items.last?.type == "thing.withdrawn")

      let consensus: ConsensusView = try await ada.read("\(paper)/consensus\(at)")
      #expect(consensus.accepted == 2 && consensus.loci.count == 2)
      let text = try await ada.get("\(paper)/export/text\(at)").text
      #expect(text.contains("The lamp was lit on 5 March 1841.") && text.contains("names five ships"))
      let markdown = try await ada.get("\(paper)/export/markdown\(at)").text
      #expect(markdown.contains("5 March") && markdown.contains("Five it is."))
      let json = try await ada.get("\(paper)/export/json\(at)")
      #expect(json.status == 200 && json.text.contains("\"annotations\""))
      #expect(try await ada.get("\(paper)/export/papyrus").problem.type == .noSuchThing)
      let reading: TextView = try await ada.read(
        "\(paper)/text?consensus=true&address=p3&min-position=\(last)")
      #expect(reading.blocks.count == 1 && reading.blocks[0].text.contains("5 March"))
    }
  }

  @Test func `an array is all or nothing`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let refused = try await owner.send(
        .claim("One."), .stance(.agree, on: "c1"), .edit(.init(id: "a9", body: "?")))
      #expect(try refused.problem.type == .noSuchThing)
      let before: StatusView = try await owner.read("/status")
      #expect(before.at == 3)
      // Later commands see what the ones before them made.
      let done: Receipt = try
        (try await owner.send(
          .claim("One."), .stance(.agree, on: "c1"), .annotation("On it.", on: "c1"))).decoded()
      #expect(done.ids == ["c1", "c1", "a1"] && done.position == 6)
      #expect(
        try await owner.post("/papers/lighthouse/commands", [AnyAct]()).problem.type == .malformed)
      let invitations = try await owner.send(.invite(.init(handle: "a")), .invite(.init(handle: "b")))
      #expect(try invitations.problem.type == .refused)
    }
  }

  @Test func `what changes nothing says so`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      try await owner.done(.correction("8 March", on: "p3.1:3 March"))
      let again = try await owner.done(.correction("8 March", on: "p3.1:3 March", reason: "I say."))
      #expect(again.ids == ["x1"] && again.remark?.contains("proposed already") == true)
      let same = try await owner.done(.correction("8 March", on: "p3.1:3 March", reason: "I say."))
      #expect(same.position == again.position && same.remark != nil)
      try await owner.done(.withdraw(.init(id: "x1")))
      #expect(try await owner.send(.vote(.init(id: "x1", vote: .for))).problem.type == .refused)
    }
  }

  @Test func `an address that names no one place is answered with places`() async throws {
    try await withServer { server in
      let owner = try server.owner
      _ = try await owner.importPaper()
      let two = try await owner.send(.claim("Which?", on: "lamp")).problem
      #expect(two.type == .ambiguous)
      let places = try #require(two.candidates).map(\.address)
      #expect(places.count == 2)
      for place in places { try await owner.done(.claim("This one.", on: .address(place))) }
      let none = try await owner.send(.claim("Where?", on: "the lump went out")).problem
      #expect(none.type == .noSuchThing)
      #expect(try await owner.send(.claim("Where?", on: "p99")).problem.type == .noSuchThing)
    }
  }
}
