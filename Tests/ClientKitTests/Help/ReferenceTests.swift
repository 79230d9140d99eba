import Foundation
import Rendering
import Testing

@testable import ClientKit

/// `help --all` as it stands beside this file: `Reference.txt`.
struct ReferenceTests {
  private var lines: [String] { Layout(width: 80).lines(of: Reference.current.wholePage) }

  @Test func `the whole reference is as it was`() throws {
    let url = try #require(Bundle.module.url(forResource: "Reference", withExtension: "txt"))
    #expect(
      try String(contentsOf: url, encoding: .utf8) == lines.joined(separator: "\n") + "\n",
      "If the language changed on purpose, renew it: recension help --all > Tests/ClientKitTests/Help/Reference.txt"
    )
  }

  @Test func `no line of it is wider than 80 cells`() {
    for line in lines { #expect(line.displayWidth <= 80, "\(line)") }
  }

  @Test func `everything is in it`() {
    let text = lines.joined(separator: "\n")
    for verb in Verb.all {
      for option in verb.allOptions { #expect(text.contains(option.name)) }
      #expect(text.contains("  \(verb.name)"))
    }
    for option in GlobalOptions.options + ProgramOptions.options { #expect(text.contains(option.name)) }
  }
}
