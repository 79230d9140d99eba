/// A verb's entry in help: how it is called, and how it is explained.
public struct VerbEntry: Hashable, Sendable {
  /// As it is typed, such as `correct`.
  public var name: String
  /// Under which heading `help` lists it.
  public var group: Group
  /// What it does, in a line.
  public var summary: String
  /// Commands that can be typed as they stand.
  public var examples: [String]

  /// Where `help` lists it.
  public enum Group: String, CaseIterable, Hashable, Sendable {
    case reading = "Read"
    case writing = "Write"
    case people = "Come and go"
  }

  public init(_ name: String, group: Group = .writing, _ summary: String, examples: [String]) {
    self.name = name
    self.group = group
    self.summary = summary
    self.examples = examples
  }
}
