extension EventHeader {
  /// Reads what ``canonical`` gives, and nothing else; `nil` where the bytes are no header.
  public init?(canonical bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
    func value(_ name: String) -> Substring? {
      guard let line = lines.popFirst(), line.hasPrefix(name + " ") else { return nil }
      return line.dropFirst(name.count + 1)
    }
    guard let position = value("position").flatMap({ Int64($0) }), let stream = value("paper"),
      let sequence = value("sequence").flatMap({ Int64($0) }), let type = value("type"),
      let version = value("version").flatMap({ Int($0) }), let actor = value("actor"),
      let time = value("time").flatMap({ Int64($0) }), let cause = value("cause"),
      let previous = value("previous").flatMap({ Hash(hex: String($0)) }),
      let body = value("body").flatMap({ Hash(hex: String($0)) })
    else { return nil }
    self.init(
      position: position, stream: String(stream), sequence: sequence, type: String(type), version: version,
      actor: String(actor), time: time, cause: String(cause), previous: previous, body: body)
    // The same header has one text: no other zeros, signs or lines.
    guard canonical == bytes else { return nil }
  }
}
