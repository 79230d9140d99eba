public import Archive
internal import CanonicalJSON

/// Reads what ``EditionFormat/bundle`` gives.
public enum EditionBundle {
  /// The files of a bundle; `nil` where the bytes are no archive, or one of something else.
  public static func files(in archive: [UInt8]) -> [ZipReader.PackedFile]? {
    do {
      let files = try ZipReader.files(in: archive)
      return files.contains { $0.name == CrateMetadata.fileName } ? files : nil
    } catch {
      return nil
    }
  }

  /// The options that its files were rendered under, as its metadata has them.
  public static func options(in files: [ZipReader.PackedFile]) throws -> EditionOptions {
    guard let metadata = files.first(where: { $0.name == CrateMetadata.fileName }) else {
      return EditionOptions()
    }
    let graph = try Metadata(json: JSON.parsed(metadata.bytes)).graph
    return try EditionOptions(words: graph.first { $0.id == CrateMetadata.options }?.value ?? "")
  }

  fileprivate struct Metadata {
    var graph: [Entity]
  }

  fileprivate struct Entity {
    var id: String
    var value: String?
  }
}

extension EditionBundle.Metadata: JSONRecord {
  fileprivate static let shape = Shape(EditionBundle.Metadata.init(graph:), Field("@graph", \.graph))
}

extension EditionBundle.Entity: JSONRecord {
  fileprivate static let shape = Shape(
    EditionBundle.Entity.init(id:value:), Field("@id", \.id), Field("value", \.value))
}
