import Archive
import Cryptography
import Editions
import Foundation
import Ledger
import Testing

/// A bundle's metadata, by what RO-Crate 1.2 asks of it; read by Foundation, which wrote none of it.
@Suite("Bundles as RO-Crates")
struct CrateTests {
  private let files: [String: [UInt8]]
  private let graph: [[String: Any]]

  init() throws {
    let archive = try SampleExport().edition().rendered(as: .bundle)
    files = Dictionary(
      uniqueKeysWithValues: try #require(EditionBundle.files(in: archive)).map { ($0.name, $0.bytes) })
    let metadata = try JSONSerialization.jsonObject(
      with: Data(try #require(files["ro-crate-metadata.json"])))
    let object = try #require(metadata as? [String: Any])
    #expect(object["@context"] as? String == "https://w3id.org/ro/crate/1.2/context")
    graph = try #require(object["@graph"] as? [[String: Any]])
  }

  private func entity(_ id: String) -> [String: Any]? { graph.first { $0["@id"] as? String == id } }

  /// The ids that a value points to.
  private func references(_ value: Any?) -> [String] {
    switch value {
    case let list as [Any]: list.flatMap(references)
    case let object as [String: Any]: [object["@id"] as? String].compactMap(\.self)
    default: []
    }
  }

  @Test func `the root is described, and by what`() throws {
    let descriptor = try #require(entity("ro-crate-metadata.json"))
    #expect(descriptor["@type"] as? String == "CreativeWork" && references(descriptor["about"]) == ["./"])
    #expect(references(descriptor["conformsTo"]) == ["https://w3id.org/ro/crate/1.2"])
    let root = try #require(entity("./"))
    #expect(root["@type"] as? String == "Dataset" && root["name"] as? String == "The Lighthouse")
    #expect((root["description"] as? String)?.isEmpty == false)
    let date = try #require(root["datePublished"] as? String)
    #expect(date.hasPrefix("2023-11-14T22:13:20"))
    // Nobody has said under which licence it is.
    #expect(root["license"] == nil)
  }

  @Test func `every file is listed with its digest, and no other`() throws {
    let listed = references(entity("./")?["hasPart"])
    #expect(Set(listed) == Set(files.keys).subtracting(["ro-crate-metadata.json"]))
    #expect(listed.count == Set(listed).count)
    for name in listed {
      let file = try #require(entity(name))
      let bytes = try #require(files[name])
      #expect(
        file["@type"] as? String == "File" && (file["encodingFormat"] as? String)?.contains("/") == true)
      #expect(file["contentSize"] as? String == "\(bytes.count)")
      #expect(file["sha256"] as? String == Hash(SHA256.hash(bytes)).description)
    }
    for ending in ["txt", "xml", "html", "json", "json.tlog-proof"] {
      #expect(listed.contains("lighthouse.\(ending)"))
    }
  }

  @Test func `ids are unique and lead somewhere`() {
    let ids = graph.compactMap { $0["@id"] as? String }
    #expect(ids.count == graph.count && Set(ids).count == ids.count)
    for entity in graph {
      for (name, value) in entity where name != "conformsTo" || entity["@type"] as? String == "File" {
        for id in references(value) { #expect(ids.contains(id), "\(name) leads to \(id)") }
      }
      #expect(entity["@type"] != nil)
    }
  }

  @Test func `it says who and how`() throws {
    let authors = references(entity("./")?["author"]).compactMap { entity($0) }
    // edd imported the paper, which is no word of the text; ada proposed, bel voted.
    #expect(authors.map { $0["name"] as? String } == ["ada", "bel"])
    #expect(authors.allSatisfy { $0["@type"] as? String == "Person" })
    let action = try #require(entity(references(entity("./")?["mentions"]).first ?? ""))
    #expect(action["@type"] as? String == "CreateAction")
    let values = references(action["object"]).compactMap { entity($0) }
    let policy = try #require(values.first { $0["name"] as? String == "policy" })
    #expect((policy["value"] as? String)?.contains("quorum=2") == true)
    #expect(
      entity(references(action["instrument"]).first ?? "")?["@type"] as? String == "SoftwareApplication")
  }

  @Test func `the same edition is the same bytes`() throws {
    let sample = try SampleExport()
    #expect(try sample.edition().rendered(as: .bundle) == sample.edition().rendered(as: .bundle))
  }
}
