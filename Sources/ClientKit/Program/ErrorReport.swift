internal import Protocol
internal import Rendering

/// How errors are reported: without the secrets in what somebody typed, for they go to logs and other people's screens.
enum ErrorReport {
  /// For a person.
  ///
  /// - Parameter source: a prefix such as `recension` or `FILE:LINE`.
  static func lines(_ error: ClientError, source: String?, showsPlace: Bool = true) -> [String] {
    let message = Secrets.masked(error.message).cleanedLines
    var lines = [(source.map { $0.cleaned + ": " } ?? "") + (message.first ?? "")] + message.dropFirst()
    if showsPlace, let place = error.place, !place.text.isEmpty {
      let before = String(String.UnicodeScalarView(place.text.unicodeScalars.prefix(place.column)))
      lines.append("  " + Secrets.masked(place.text).cleaned)
      lines.append("  " + String(repeating: " ", count: before.cleaned.displayWidth) + "^")
    }
    let width = error.candidates.map { $0.address.displayWidth }.max() ?? 0
    for candidate in error.candidates {
      let address = Quoting.quoted(candidate.address)
      let excerpt = candidate.excerpt.isEmpty ? "" : candidate.excerpt.cleaned.fitted(to: 100)
      let gap = String(repeating: " ", count: max(0, min(width, 40) - address.displayWidth) + 2)
      lines.append(("  " + address.cleaned + gap + excerpt).trimmedAtEnd)
    }
    if let usage = error.usage { lines.append("Usage: " + usage) }
    return lines
  }

  private static func object(of candidate: Problem.Candidate) -> JSONObject {
    var object = JSONObject()
    object.set("address", candidate.address)
    object.set("excerpt", candidate.excerpt)
    return object
  }

  private static func object(of shown: Problem.ShownThing) -> JSONObject {
    var object = JSONObject()
    object.set("id", shown.id)
    object.set("position", shown.position)
    return object
  }

  /// For a program.
  static func json(_ error: ClientError) -> String {
    var inner = JSONObject()
    inner.set("type", error.type)
    inner.set("message", Secrets.masked(error.message))
    inner.set("exit", Int64(error.exit.rawValue))
    if !error.candidates.isEmpty { inner.set("candidates", error.candidates.map(object(of:))) }
    if let shown = error.shown { inner.set("shown", object(of: shown)) }
    var object = JSONObject.versioned
    object.set("error", inner)
    return object.text
  }
}
