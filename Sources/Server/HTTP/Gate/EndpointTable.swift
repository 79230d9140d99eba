internal import HTTPTypes

/// Which endpoints there are at an address.
struct EndpointTable: Sendable {
  private struct Node: Sendable {
    var words: [String: Node] = [:]
    /// What stands where a step may be anything; one, or none.
    var variable: [Node] = []
    var endpoints: [Endpoint] = []
  }

  private var root = Node()

  init(_ endpoints: [Endpoint]) {
    for endpoint in endpoints {
      Self.add(endpoint, endpoint.path.split(separator: "/")[...], to: &root)
    }
  }

  private static func add(_ endpoint: Endpoint, _ steps: ArraySlice<Substring>, to node: inout Node) {
    guard let step = steps.first else { return node.endpoints.append(endpoint) }
    if step.hasPrefix("{") {
      if node.variable.isEmpty { node.variable.append(Node()) }
      add(endpoint, steps.dropFirst(), to: &node.variable[0])
    } else {
      add(endpoint, steps.dropFirst(), to: &node.words[String(step), default: Node()])
    }
  }

  /// What there is at a path; nothing where there is no such address.
  func endpoints(at path: Substring) -> [Endpoint] {
    Self.find(path.split(separator: "/")[...], in: root)
  }

  private static func find(_ steps: ArraySlice<Substring>, in node: Node) -> [Endpoint] {
    guard let step = steps.first else { return node.endpoints }
    if let next = node.words[String(step)] {
      let found = find(steps.dropFirst(), in: next)
      if !found.isEmpty { return found }
    }
    return node.variable.first.map { find(steps.dropFirst(), in: $0) } ?? []
  }

  /// The methods that are done at a path, as `Allow` has them; `nil` where there is no such address.
  func methods(at path: Substring) -> String? {
    let endpoints = endpoints(at: path)
    return endpoints.isEmpty ? nil : Self.allowed(endpoints.map(\.method))
  }

  static func allowed(_ methods: [HTTPRequest.Method]) -> String {
    let there = methods + (methods.contains(.get) ? [.head] : []) + [.options]
    return there.map(\.rawValue).sorted().joined(separator: ", ")
  }
}

extension Endpoint {
  /// Whether what it answers to is a request of this method.
  func takes(_ method: String) -> Bool {
    self.method.rawValue == method || (self.method == .get && method == "HEAD")
  }
}
