/// The pattern that a path belongs to, such as `/papers/{slug}/claims`: what is counted by, for there are few of them.
struct RouteNames: Sendable {
  private struct Node: Sendable {
    var words: [Substring: Node] = [:]
    /// Where a step may be anything; one, or none.
    var variable: [Node] = []
    var pattern: String?
  }

  private var root = Node()
  /// What stands for a path that is no endpoint's.
  static let none = "none"

  /// - Parameter patterns: paths from the root, with what varies in braces.
  init(_ patterns: some Sequence<String>) {
    for pattern in patterns { Self.add(pattern, pattern.split(separator: "/")[...], to: &root) }
  }

  private static func add(_ pattern: String, _ steps: ArraySlice<Substring>, to node: inout Node) {
    guard let step = steps.first else {
      node.pattern = pattern
      return
    }
    if step.hasPrefix("{") {
      if node.variable.isEmpty { node.variable.append(Node()) }
      add(pattern, steps.dropFirst(), to: &node.variable[0])
    } else {
      add(pattern, steps.dropFirst(), to: &node.words[step, default: Node()])
    }
  }

  /// The pattern of a request's target, a path or an address with one.
  func name(of target: String) -> String {
    var path = target.prefix { $0 != "?" }
    if path.first != "/", let scheme = path.firstRange(of: "://") {
      path = path[scheme.upperBound...].drop { $0 != "/" }
    }
    return Self.find(path.split(separator: "/")[...], in: root) ?? Self.none
  }

  private static func find(_ steps: ArraySlice<Substring>, in node: Node) -> String? {
    guard let step = steps.first else { return node.pattern }
    if let next = node.words[step], let found = find(steps.dropFirst(), in: next) { return found }
    return node.variable.first.flatMap { find(steps.dropFirst(), in: $0) }
  }
}
