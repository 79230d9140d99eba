internal import Protocol
internal import Rendering

/// Shows answers.
extension Session {
  func layout(_ options: GlobalOptions) -> Layout {
    let surface = display.surface
    let isColored =
      switch options.color ?? .auto {
      case .always: true
      case .never: false
      case .auto: surface.isTerminal && surface.isCapable && !surface.refusesColor
      }
    return Layout(width: surface.width, isColored: isColored, isAccessible: options.isAccessible)
  }

  /// - Parameter width: how many cells a line has at most, where the screen is wider.
  func answer(_ page: Page, _ options: GlobalOptions, width: Int = .max) async {
    var layout = layout(options)
    layout.width = min(layout.width, width)
    let lines = layout.lines(of: page)
    guard !lines.isEmpty else { return }
    await separate(lines.count > 1 ? .block : .line)
    await display.show(lines, paging: !options.noPager && !options.isAccessible)
  }

  /// A line that says what happened.
  func answer(_ sentence: String, _ run: CommandRun) async {
    var page = Page()
    page.line(Styled(sentence))
    var layout = layout(run.options)
    // In a file or a pipe it is one line, however long.
    if !display.surface.isTerminal { layout.width = .max }
    let lines = layout.lines(of: page)
    await separate(.line)
    await display.show(lines, paging: false)
  }

  /// Puts an empty line between answers, unless both are one line.
  private func separate(_ size: AnswerSize) async {
    defer { lastAnswer = size }
    guard separatesAnswers, let lastAnswer, lastAnswer == .block || size == .block else { return }
    await display.write([0x0A])
  }

  /// Writes one JSON value on one line.
  func answer(json bytes: [UInt8]) async {
    var bytes = bytes
    while let last = bytes.last, last == 0x0A || last == 0x0D || last == 0x20 { bytes.removeLast() }
    await display.write(bytes + [0x0A])
  }

  func answer(json object: JSONObject) async { await answer(json: Array(object.text.utf8)) }

  /// The paper of a command: the one named, the one chosen, the default, or the only one there is.
  func paper(_ run: CommandRun) async throws(ClientError) -> String {
    if let paper = run.options.paper ?? chosenPaper { return paper }
    let store = places.settings
    let settings = try await BlockingThread.run { () throws(ClientError) in try store.read() }
    if let paper = settings.paper { return paper }
    let view = try Self.decode(ListView<PaperItem>.self, from: try await get(["papers"], run))
    known.note(view.items)
    if view.items.count == 1 {
      chosenPaper = view.items[0].slug
      return view.items[0].slug
    }
    if view.items.isEmpty {
      throw ClientError(usage: "There is no paper yet. Bring one in with: import FILE")
    }
    var error = ClientError(usage: "Which paper? Choose one with use SLUG, or give --paper SLUG.")
    error.candidates = view.items.map { Problem.Candidate(address: $0.slug, excerpt: $0.title) }
    throw error
  }
}
