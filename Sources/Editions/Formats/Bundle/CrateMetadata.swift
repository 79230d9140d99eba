internal import CanonicalJSON
internal import Ledger
internal import Manuscript
internal import Protocol
internal import Scholarship
internal import Views

/// What a bundle says of itself: its files, who made what they show, from what, under which rules and with what (RO-Crate
/// 1.2).
struct CrateMetadata: JSONWritable {
  static let fileName = "ro-crate-metadata.json"

  /// A file of the bundle, as it was packed.
  struct File {
    let name: String
    /// What it is, in a few words.
    let title: String
    let mediaType: String
    /// What fixes its form.
    let form: CrateForm?
    let count: Int
    /// Of its bytes; 64 hexadecimal digits.
    let digest: String
  }

  private let imprint: Imprint
  private let conspectus: Conspectus
  private let options: String
  private let published: String
  private let files: [File]

  init(_ edition: Edition, files: [File]) {
    imprint = Imprint(of: edition)
    conspectus = Conspectus(of: edition)
    options = edition.options.words
    published = edition.publicationTime.description
    self.files = files
  }

  private static let version = "https://w3id.org/ro/crate/1.2"
  private static let program = "#recension"
  private static let reconciliation = "#reconciliation"
  /// The options that the files were rendered under.
  static let options = "#options"

  func write(to json: inout JSONBuilder) {
    json.object { json in
      json.member("@context", "\(Self.version)/context")
      json.member("@graph", Graph(entities: [descriptor, root] + fileEntities + people + making + forms))
    }
  }

  private struct Graph: JSONWritable {
    let entities: [CrateEntity]
    func write(to json: inout JSONBuilder) {
      json.list { list in for entity in entities { list.element(entity) } }
    }
  }

  // MARK: The bundle and its files

  private var descriptor: CrateEntity {
    CrateEntity(
      Self.fileName, "CreativeWork",
      members: ["about": .entity("./"), "conformsTo": .entity(Self.version)])
  }

  private var root: CrateEntity {
    let title = imprint.edition.map { "\(imprint.title) (\($0))" } ?? imprint.title
    return CrateEntity(
      "./", "Dataset",
      members: [
        "name": .text(title),
        "description": .text(
          "The reconciled text of “\(imprint.title)” at position \(imprint.position) of the log, with its apparatus, its "
            + "history, and the proof that the log holds it."),
        "datePublished": .text(published), "identifier": .text("\(imprint.paper)@\(imprint.position)"),
        "version": imprint.edition.map { .text($0) },
        "author": .entities(authors.map(Self.id)), "hasPart": .entities(files.map(\.name)),
        "mentions": .entity(Self.reconciliation),
      ])
  }

  private var fileEntities: [CrateEntity] {
    files.map { file in
      CrateEntity(
        file.name, "File",
        members: [
          "name": .text(file.title), "encodingFormat": .text(file.mediaType),
          "contentSize": .text("\(file.count)"), "sha256": .text(file.digest),
          "conformsTo": file.form.map { .entity($0.id) },
        ])
    }
  }

  private var forms: [CrateEntity] {
    CrateForm.allCases.filter { form in files.contains { $0.form == form } }.map { form in
      CrateEntity(form.id, "CreativeWork", members: ["name": .text(form.name)])
    }
  }

  // MARK: Who and how

  /// Who said something that the files show.
  private var authors: [Conspectus.Scholar] { conspectus.scholars.filter(\.isHeard) }

  private static func id(_ scholar: Conspectus.Scholar) -> String { "#person-\(scholar.handle)" }

  private var people: [CrateEntity] {
    conspectus.scholars.map { scholar in
      CrateEntity(
        Self.id(scholar), "Person",
        members: [
          "name": .text(scholar.handle.name), "alternateName": .text(scholar.handle.name),
          "description": .text(scholar.role.map { "\($0.rawValue) of the paper" } ?? scholar.standing),
        ])
    }
  }

  /// The reconciliation: of what, under which rules, by whom, with what.
  private var making: [CrateEntity] {
    let rules =
      [("#policy", "policy", imprint.policy)]
      + imprint.exceptions.map { ("#policy-\($0.class)", "policy for \($0.class)", $0.policy) }
      + (imprint.without.map { [("#without", "without", $0)] } ?? [])
      + [("#position", "position", "\(imprint.position)")]
      + (options.isEmpty ? [] : [(Self.options, "options", options)])
    let bases = [conspectus.base] + conspectus.earlierBases
    let action = CrateEntity(
      Self.reconciliation, "CreateAction",
      members: [
        "name": .text("Reconciliation of “\(imprint.title)” at position \(imprint.position)"),
        "agent": .entities(conspectus.scholars.map(Self.id)), "instrument": .entity(Self.program),
        "object": .entities(bases.map { "#\($0.siglum)" } + rules.map(\.0)),
        "result": .entities(files.map(\.name)), "endTime": .text(published),
      ])
    let sources = bases.map { base in
      CrateEntity(
        "#\(base.siglum)", "CreativeWork",
        members: [
          "name": .text("The source as it was read, \(base.siglum)"), "identifier": .text("\(base.id)"),
          "dateCreated": base.stamp.map { .text($0.at.description) },
        ])
    }
    let values = rules.map { id, name, value in
      CrateEntity(id, "PropertyValue", members: ["name": .text(name), "value": .text(value)])
    }
    return [action, CrateEntity(Self.program, "SoftwareApplication", members: ["name": .text("Recension")])]
      + sources + values
  }
}

/// What fixes the form of a file, published by others.
enum CrateForm: CaseIterable {
  case tei, html, json, proof

  var id: String {
    switch self {
    case .tei: "https://tei-c.org/guidelines/p5/"
    case .html: "https://html.spec.whatwg.org/"
    case .json: "https://www.rfc-editor.org/rfc/rfc8259"
    case .proof: "https://c2sp.org/tlog-proof@v1"
    }
  }

  var name: String {
    switch self {
    case .tei: "TEI P5: Guidelines for Electronic Text Encoding and Interchange"
    case .html: "HTML Living Standard"
    case .json: "RFC 8259: The JavaScript Object Notation (JSON) Data Interchange Format"
    case .proof: "C2SP: Transparency Log Proofs"
    }
  }
}

extension Edition {
  /// When what it shows was last added to: of one that was published, when that was.
  var publicationTime: Timestamp {
    let published = presenter.paper.editions.last { $0.stamp.position == position }?.stamp.at
    let last = record?.history.last.map { Timestamp(microseconds: $0.header.time) }
    return published ?? last ?? presenter.paper.identity?.baseStamp.at ?? Timestamp(microseconds: 0)
  }
}
