internal import CanonicalJSON
internal import FoundationEssentials
internal import Glibc
public import Logging

/// The server's log: one line a record on standard error, for people or as JSON. No record is longer than a bound, and
/// none can be taken for two.
public struct ServerLog: LogHandler {
  /// How a record is written.
  public enum Format: String, Sendable, CaseIterable {
    /// For people.
    case text
    /// An object with the members `time`, `level`, `from`, `message`, and what goes with the message.
    case json
  }

  /// The least that is written.
  public var logLevel: Logger.Level
  /// What goes with each message.
  public var metadata: Logger.Metadata = [:]
  /// What else goes with each message.
  public var metadataProvider: Logger.MetadataProvider?
  private let label: String
  private let format: Format
  private let write: @Sendable ([UInt8]) -> Void

  /// - Parameters:
  ///   - label: where the record comes from.
  ///   - write: takes each line, with its end.
  public init(
    _ label: String, format: Format, level: Logger.Level,
    write: @escaping @Sendable ([UInt8]) -> Void = ServerLog.standardError
  ) {
    self.label = label
    self.format = format
    self.write = write
    logLevel = level
  }

  /// One value of ``metadata``.
  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  /// Writes a record as one line.
  public func log(event: LogEvent) {
    var all = metadata
    if let provided = metadataProvider?.get() { all.merge(provided) { $1 } }
    if let own = event.metadata { all.merge(own) { $1 } }
    // Names that the line has itself are told apart.
    let values = all.sorted { $0.key < $1.key }.prefix(Self.mostValues)
      .map {
        (Self.own.contains($0.key) ? $0.key + "_" : $0.key, Self.clipped("\($0.value)", Self.longestValue))
      }
    let message = Self.clipped("\(event.message)", Self.longestMessage)
    let time = Date.now.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    switch format {
    case .text:
      let pairs = values.map { " \($0)=\(Self.quoted($1))" }.joined()
      write(Array("\(time) \(event.level.rawValue) \(label):\(pairs) \(Self.visible(message))\n".utf8))
    case .json:
      var members: [(String, String)] = [
        ("time", time), ("level", event.level.rawValue), ("from", label), ("message", message),
      ]
      members += values
      let line = members.map { "\(Self.json($0)):\(Self.json($1))" }.joined(separator: ",")
      write(Array("{\(line)}\n".utf8))
    }
  }

  /// Writes to standard error, a line at a time.
  public static let standardError: @Sendable ([UInt8]) -> Void = { line in
    // One call, so that lines of other threads do not come between; what the other side does not take is lost.
    line.withUnsafeBytes { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  private static let own: Set = ["time", "level", "from", "message"]
  private static let mostValues = 30
  private static let longestValue = 1000
  private static let longestMessage = 2000

  private static func clipped(_ text: String, _ most: Int) -> String {
    text.utf8.count <= most ? text : String(text.unicodeScalars.prefix(most)) + "…"
  }

  /// In quotes where it is more than a word.
  private static func quoted(_ text: String) -> String {
    let isWord = !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") }
    return isWord ? text : "\"\(visible(text).replacing("\"", with: "\\\""))\""
  }

  /// With signs in place of what would end a line or steer a terminal.
  private static func visible(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator, .format:
        result += "\\u{\(String(scalar.value, radix: 16))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func json(_ text: String) -> String { String(decoding: JSON.text(of: text), as: UTF8.self) }
}
