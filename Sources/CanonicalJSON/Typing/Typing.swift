/// How the value of a field is typed in a command line.
///
/// Whether it must be given, whether it may be given again, which words there are and what holds without it follow from
/// the field itself, so none of that is said here.
public enum Typing: Hashable, Sendable {
  /// By its place. Without a name it is shown as the words of its closed list: `for|against`.
  case argument(String? = nil, Kind = .text)
  /// By its name, such as `--class`.
  ///
  /// - Parameters:
  ///   - placeholder: stands for the value in usage.
  ///   - summary: what it says, in a line.
  case option(String, placeholder: String = "", summary: String, Kind = .text)
  /// With `-m`, or in an editor: `what` it is. It must be given unless the field is optional.
  case message(_ what: String, isRequired: Bool? = nil)

  /// What completion offers for a value.
  public enum Kind: Hashable, Sendable {
    case paper, address, handle, file, text, verb
    /// Ids of things, by the letters that they begin with.
    case id(of: String)
    /// An id or an address.
    case target
  }
}

/// What someone typed or sent for a field is not of the field's form. The message is for them and holds their words.
public struct UnfitWord: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, and what there is instead.
  public let message: String

  /// - Parameter name: what the field is called by those who type it.
  init?(_ word: String, as schema: JSONSchema, named name: String) {
    switch schema {
    case .words(let words):
      message = "“\(word)” is not \(name). There are \(words.joined(separator: ", "))."
    case .form(let noun, let advice, _):
      message = "“\(word)” is not \(noun)." + (advice.isEmpty ? "" : " \(advice)")
    default: return nil
    }
  }

  public var description: String { message }
}
