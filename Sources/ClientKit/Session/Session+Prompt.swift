internal import Protocol
internal import Rendering

/// The prompt and the greeting.
extension Session {
  /// `essay ada> `.
  var prompt: String {
    let paper = options.paper ?? chosenPaper ?? "recension"
    return [paper, chosenProfile ?? options.profile ?? usualProfile].compactMap { $0 }.joined(separator: " ")
      + "> "
  }

  /// The greeting: server, person, papers, what to type. Chooses the paper if there is only one.
  func greeting() async throws(ClientError) -> [String] {
    let run = try await makeRun(options)
    usualProfile = run.profile
    let answer = try await get(["papers"], run)
    let papers = try Self.decode(ListView<PaperItem>.self, from: answer).items
    known.note(papers)
    let store = places.settings
    let settings = try await BlockingThread.run { () throws(ClientError) in try store.read() }
    if options.paper == nil, chosenPaper == nil {
      let usual = papers.first { $0.slug == settings.paper }
      chosenPaper = usual?.slug ?? (papers.count == 1 ? papers[0].slug : nil)
    }
    var lines = ["Recension at \(run.server)\(run.profile.map { ", as \($0)" } ?? "")."]
    if let slug = options.paper ?? chosenPaper {
      let view = try Self.decode(StatusView.self, from: try await get(["status"], [("paper", slug)], run))
      if let paper = view.paper {
        known.note([paper])
        lines.append("On \(paper.slug), “\(paper.title)”.")
      }
      if !view.waiting.isEmpty {
        lines.append(
          "\(Wording.count(view.waitingTotal ?? view.waiting.count, "thing")) waiting for you: type status.")
      }
    } else if papers.isEmpty {
      lines.append("There is no paper yet. Bring one in with: import FILE")
    } else {
      lines.append("Papers: \(papers.map(\.slug).joined(separator: ", ")). Choose one with: use SLUG")
    }
    lines.append("Type help for the verbs, Tab to complete them, Ctrl-D to leave.")
    return lines.map(\.cleaned)
  }
}
