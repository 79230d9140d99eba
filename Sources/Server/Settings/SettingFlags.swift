internal import Protocol

/// The settings that a command line says, taken out of it; what is left is the command's own.
public struct SettingFlags: Sendable {
  /// The file that is to be read; `nil` where none is named.
  private(set) var file: String?
  private(set) var layer = SettingLayer()
  /// What is left of the command line.
  public private(set) var rest: [String] = []

  /// No flags.
  public init() {}

  /// - Parameter arguments: without the program's name.
  /// - Throws: where a flag has no value, or one that it does not take, or is given twice.
  public init(_ arguments: [String]) throws {
    var waiting = arguments[...]
    while let argument = waiting.popFirst() {
      let isOver = argument == "--"
      let isTaken = try !isOver && argument.hasPrefix("--") && take(argument.dropFirst(2), &waiting)
      if !isTaken { rest.append(argument) }
      if isOver {
        rest += waiting
        return
      }
    }
  }

  /// Takes a setting and its value; tells whether it was one.
  private mutating func take(
    _ text: Substring, _ waiting: inout ArraySlice<String>
  ) throws(StartError) -> Bool {
    let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let setting = Setting.named(sides[0])
    guard setting != nil || sides[0] == Self.fileFlag else { return false }
    let value: String
    if sides.count == 2 {
      value = String(sides[1])
    } else if case .choice? = setting?.kind {
      value = "yes"
    } else if let next = waiting.popFirst() {
      value = next
    } else {
      throw StartError("--\(sides[0]) wants a value: \(setting?.usage ?? "--config FILE").")
    }
    if let setting {
      guard layer.add(value, to: setting, from: "--\(setting.name)") else {
        throw StartError("--\(setting.name) is given twice; leave one out.")
      }
    } else {
      guard file == nil else { throw StartError("--config is given twice; leave one out.") }
      file = value
    }
    return true
  }

  /// The flag of a setting that another flag resembles, which there is not.
  public static func near(_ flag: String) -> String? {
    Suggestion.near(String(flag.drop { $0 == "-" }.prefix { $0 != "=" }), among: Setting.all.map(\.name))
      .map { "--\($0)" }
  }

  static let fileFlag = "config"
}
