import ActSupport
import Acts
import Protocol
import Scholarship
import Testing

@testable import Server

/// The real client against a real server: what one judges are the words that one was shown, also by a refusal.
@Suite(.timeLimit(.minutes(15))) struct JudgedWordsTests {
  private func withStudy(_ body: @Sendable (ClientProgram, Person) async throws -> Void) async throws {
    try await withServer { server in
      _ = try await server.owner.importPaper()
      let ada = try await server.owner.invite("ada")
      try await body(ClientProgram(server: server), ada)
    }
  }

  private func amend(_ id: EntityID, _ new: String, by person: Person) async throws {
    try await person.done(.amend(.init(id: id, new: new, reason: "It is said elsewhere.")))
  }

  @Test func `the words that a refusal shows are those that are voted on next`() async throws {
    try await withStudy { client, ada in
      try await ada.done(.correction("4 March", on: "p3.1:3 March", reason: "So says the log."))
      let paper = ["--paper", "lighthouse"]
      #expect(try await client.run(paper + ["show", "x1"]).status == 0)
      for new in ["5 March", "6 March"] {
        // Also where they changed once more since the refusal: nobody votes for words that they were not shown.
        try await amend("x1", new, by: ada)
        let refused = try await client.run(paper + ["vote", "x1", "for"])
        #expect(
          refused.status == 75 && refused.errors.contains("now they are “3 March” → “\(new)”"), "\(refused)")
      }
      let voted = try await client.run(paper + ["vote", "x1", "for"])
      #expect(voted.status == 0 && voted.output.contains("6 March"), "\(voted)")
    }
  }

  @Test func `of many things at once each refusal shows the words of one, until all were shown`() async throws
  {
    try await withStudy { client, ada in
      try await ada.done(.correction("4 March", on: "p3.1:3 March", reason: "So says the log."))
      try await ada.done(.correction("Lamps", on: "p3.1:lamp", reason: "There were two."))
      let paper = ["--paper", "lighthouse"]
      #expect(try await client.run(paper + ["corrections"]).status == 0)
      try await amend("x1", "5 March", by: ada)
      try await amend("x2", "lights", by: ada)
      for shown in ["5 March", "lights"] {
        let refused = try await client.run(paper + ["vote", "x1..x2", "for"])
        #expect(refused.status == 75 && refused.errors.contains(shown), "\(refused)")
      }
      #expect(try await client.run(paper + ["vote", "x1..x2", "for"]).status == 0)
    }
  }

  @Test func `a stance is repeated knowingly too, and programs are told which words were shown`() async throws
  {
    try await withStudy { client, ada in
      try await ada.done(.claim("The lamp was lit early."))
      let paper = ["--paper", "lighthouse"]
      #expect(try await client.run(paper + ["claims"]).status == 0)
      let reworded = try await ada.done(.reword(.init(id: "c1", statement: "The lamp was lit late.")))
      let refused = try await client.run(paper + ["agree", "c1", "--json"])
      #expect(
        refused.status == 75
          && refused.errors.contains(#""shown":{"id":"c1","position":\#(reworded.position)}"#),
        "\(refused)")
      #expect(try await client.run(paper + ["agree", "c1"]).status == 0)
    }
  }
}
