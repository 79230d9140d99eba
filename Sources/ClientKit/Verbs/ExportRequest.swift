internal import Editions

/// An export as it is asked for.
struct ExportRequest: Hashable, Sendable {
  /// The form's name.
  var format: String
  /// Where it goes; `nil` for standard output.
  var file: String?
  var options = EditionOptions()
  /// The published edition that it is of; `nil` where it is of a position.
  var edition: String?
  /// The policy under which it is supposed to be, as settings are typed.
  var policy: String?
  /// Who is supposed to have no say.
  var without: String?
  /// Whether the proof that the log has it is written beside it.
  var hasProof = false

  init(format: String, file: String? = nil, edition: String? = nil) {
    self.format = format
    self.file = file
    self.edition = edition
  }

  init(_ given: Invocation) throws(ClientError) {
    format = try given.required(0)
    file = given.option("--output").flatMap { $0 == "-" ? nil : $0 }
    options = try given.editionOptions()
    edition = given.option("--edition")
    policy = given.option("--policy")
    without = given.option("--without")
    hasProof = given.has("--proof")
    guard file != nil || !hasProof else {
      throw ClientError(usage: "--proof writes a file beside the export: say where that goes, with -o FILE.")
    }
  }

  /// What the server is asked for besides the form.
  var query: [(name: String, value: String?)] {
    options.query + [("edition", edition), ("policy", policy), ("without", without)]
  }
}

extension Invocation {
  /// How much an apparatus is to say.
  fileprivate func editionOptions() throws(ClientError) -> EditionOptions {
    do throws(EditionOptionError) {
      return try EditionOptions { name in
        switch name {
        case "without-layer": options("--without-layer")?.joined(separator: ",")
        case "witnesses": has("--witnesses") ? "true" : nil
        default: option("--\(name)")
        }
      }
    } catch {
      throw ClientError(usage: error.message)
    }
  }
}
