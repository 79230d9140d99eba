import ActSupport
import Acts
import Consensus
import Manuscript
import Protocol
import Scholarship
import Testing
import Views

@Suite struct WaitingTests {
  private func waiting(_ study: Study, for person: Handle, since looked: Int64 = 0) -> [String] {
    study.now.waiting(for: person, since: looked).map { "\($0.why) \($0.id)" }
  }

  @Test func `a correction waits for those who may vote and have not`() throws {
    var study = try Study()
    try study.run(.correct(.init(address: "p3:1742", new: "1743", reason: "R")), by: "ada")
    #expect(waiting(study, for: "bel") == ["vote x1"])
    #expect(waiting(study, for: "ada").isEmpty)
    #expect(waiting(study, for: "rea").isEmpty)
    #expect(waiting(study, for: "zoe").isEmpty)
    try study.run(.vote(.abstain, on: "x1", reason: nil), by: "bel")
    #expect(waiting(study, for: "bel").isEmpty)
  }

  @Test func `who may not vote under the policy of a class is not asked`() throws {
    var study = try Study()
    try study.run(.setPolicy(["fact.voters=editor"]), by: "edd")
    try study.run(
      .correct(.init(address: "p3:1742", new: "1743", reason: "R", class: .fact)), by: "ada")
    #expect(waiting(study, for: "bel").isEmpty && waiting(study, for: "edd") == ["vote x1"])
  }

  @Test func `a vote that an amendment undid is asked for again`() throws {
    var study = try Study()
    try study.run(.correct(.init(address: "p3:1742", new: "1743", reason: "R")), by: "ada")
    try study.run(.vote(.against, on: "x1", reason: nil), by: "bel")
    try study.run(.amend("x1", replacement: "1744", reason: "A slip."), by: "ada")
    #expect(waiting(study, for: "bel") == ["vote-undone x1"] && waiting(study, for: "cyd") == ["vote x1"])
    #expect(study.now.waiting(for: "bel").first?.text.contains("you voted “against”") == true)
  }

  @Test func `a vote in the ballot before is asked for again, and nobody is said to have amended`() throws {
    var study = try Study()
    try study.run(.correction("1743", on: "p3:1742"), by: "ada")
    try study.run(.vote(.init(id: "x1", vote: .against)), by: "cyd")
    try study.run(.withdraw(.init(id: "x1")), by: "ada")
    try study.run(.adopt(.init(id: "x1")), by: "bel")
    try study.run(.dispute(.init(target: "p2.1", body: "It does not.")), by: "ada")
    for person in ["bel", "cyd"] as [Handle] { try study.run(.vote(.init(id: "d1", vote: .for)), by: person) }
    try study.run(.reopen(.init(id: "d1", reason: "Too soon.")), by: "bel")
    #expect(waiting(study, for: "cyd") == ["vote-anew x1", "vote-anew d1"])
  }

  @Test func `a dispute on one's claim waits until one answers`() throws {
    var study = try Study()
    try study.run(.claim("It was 1742.", on: "p3.1"), by: "ada")
    try study.run(.takeStance(.agree, on: "c1", reason: nil, confidence: nil), by: "ada")
    try study.run(.dispute(.thing("c1"), ground: .date, body: "It was 1743."), by: "bel")
    #expect(waiting(study, for: "ada") == ["disputed d1"])
    #expect(waiting(study, for: "cyd") == ["stance c1", "vote d1"])
    try study.run(.argue("d1", .against, body: "No.", evidence: []), by: "ada")
    #expect(waiting(study, for: "ada") == ["vote d1"])
  }

  @Test func `replies and mentions wait until they are answered or seen`() throws {
    var study = try Study()
    try study.run(.annotation("What river?", on: "p2"), by: "ada")
    try study.run(.reply(.init(id: "a1", body: "The Orrin.")), by: "bel")
    try study.run(.annotation("Ask @ada, or @ada.lee, or x@adam", on: "p3"), by: "cyd")
    try study.run(.annotation("Mail to x@ada or @adam or @ada.lee", on: "p3"), by: "cyd")
    #expect(waiting(study, for: "ada") == ["reply a2", "mention a3"])
    #expect(waiting(study, for: "ada", since: study.paper.position).isEmpty)
    try study.run(.reply(.init(id: "a2", body: "Thanks.")), by: "ada")
    #expect(waiting(study, for: "ada") == ["mention a3"])
    #expect(waiting(study, for: "bel") == ["reply a5"])
  }

  @Test func `a mention waits until one has done something about it`() throws {
    var study = try Study()
    try study.run(.correction("1743", on: "p3:1742", reason: "As @ada says."), by: "cyd")
    #expect(Set(waiting(study, for: "ada")) == ["mention x1", "vote x1"])
    try study.run(.vote(.for, on: "x1", reason: nil), by: "ada")
    #expect(waiting(study, for: "ada").isEmpty)
    try study.run(.vote(.against, on: "x1", reason: "@ada, look again."), by: "bel")
    #expect(waiting(study, for: "ada") == ["mention x1"])
  }

  @Test func `a stance on an earlier wording is asked for again`() throws {
    var study = try Study()
    try study.run(.claim("It was 1742.", on: "p3.1"), by: "ada")
    try study.run(.takeStance(.agree, on: "c1", reason: nil, confidence: nil), by: "bel")
    #expect(waiting(study, for: "bel").isEmpty)
    try study.run(.reword("c1", statement: "It was in 1742."), by: "ada")
    #expect(waiting(study, for: "bel") == ["earlier-wording c1"])
  }

  @Test func `a claim whose words were corrected waits for its author until it is reworded`() throws {
    var study = try Study()
    try study.run(.claim("It was 1742.", on: "p3.1"), by: "cyd")
    for person in ["ada", "bel", "cyd"] as [Handle] {
      try study.run(.takeStance(.agree, on: "c1", reason: nil, confidence: nil), by: person)
    }
    try study.pass("p3:1742", "1743")
    #expect(waiting(study, for: "cyd") == ["words-changed c1"])
    #expect(waiting(study, for: "ada").isEmpty)
    try study.run(.reword("c1", statement: "It was 1743."), by: "cyd")
    #expect(!waiting(study, for: "cyd").contains("words-changed c1"))
  }

  @Test func `what fell against someone since they looked is told with the reason`() throws {
    var study = try Study()
    try study.pass("p3:1742", "1743")
    let looked = study.paper.position
    let earlier = Snapshot.Earlier(at: looked, study.now.state)
    #expect(study.now.news(for: "ada", since: earlier).isEmpty)
    try study.run(.rule(.reject, on: "x1", reason: "The deed is forged."), by: "edd")
    for person in ["ada", "bel"] as [Handle] {
      let news = study.now.news(for: person, since: earlier)
      #expect(news.map(\.id) == ["x1"] && news.first?.was == "accepted" && news.first?.status == "rejected")
      #expect(news.first?.reason == "The deed is forged." && news.first?.basis == "ruling")
    }
    #expect(study.now.news(for: "cyd", since: earlier).isEmpty)
  }

  /// Each thing that waits can be done by whoever it waits for, and nothing that can be voted on is left out.
  @Test(arguments: 0..<40 as Range<UInt64>)
  func `everything that waits for a vote can be voted on`(seed: UInt64) throws {
    let study = try Study.random(seed: seed)
    for person in Study.people {
      let asked = study.now.waiting(for: person).filter { $0.what.hasPrefix("vote ") }
      for item in asked {
        let id = try #require(EntityID(item.id))
        var copy = study
        try copy.run(.vote(.for, on: id, reason: "Seen."), by: person)
        #expect(!copy.now.waiting(for: person).contains { $0.id == item.id && $0.what == item.what })
      }
      let list = ListOf<Corrections>(waiting: true, limit: 1000)
      let listed = try list.view(of: study.snapshot(for: person)).items.map(\.id)
      #expect(Set(listed) == Set(asked.map(\.id).filter { $0.hasPrefix("x") }), "seed \(seed), \(person)")
    }
  }

  @Test func `who adopted a thing is who asks`() throws {
    var study = try Study()
    try study.run(.correct(.init(address: "p3:1742", new: "1743", reason: "R")), by: "ada")
    try study.run(.claim("It was 1742.", on: "p3.1"), by: "ada")
    try study.run(.dispute(.thing("c1"), ground: .date, body: "It was 1743."), by: "ada")
    try study.run(AnyAct(Leave()), by: "ada")
    #expect(study.now.waiting(for: "cyd").map(\.by) == ["ada", "ada", "ada"])
    for id in ["x1", "c1", "d1"] as [EntityID] { try study.run(.adopt(id), by: "bel") }
    let waiting = study.now.waiting(for: "cyd")
    #expect(waiting.map(\.id) == ["x1", "c1", "d1"] && waiting.map(\.by) == ["bel", "bel", "bel"])
  }
}
