import Archive
import Editions
import Foundation
import Testing

/// What programs of others find wrong with packed forms, over random histories: nothing. Each only where it is installed.
@Suite("Packed forms as others check them")
struct PackageOracleTests {
  private func write(_ format: EditionFormat, _ count: UInt64, to folder: URL) throws {
    for seed in Oracle.seeds(count) {
      let group = seed % 2 == 0 ? try Group.random(seed: seed) : try RandomHistory(seed: seed).group
      let bytes = group.edition().rendered(as: format)
      try Data(bytes).write(to: folder.appending(path: "\(seed).\(format.fileExtension)"))
    }
  }

  @Test(.enabled(if: Oracle.has("openxml-audit"), "no openxml-audit"))
  func `openxml-audit expects Word to open each DOCX cleanly`() throws {
    try Oracle.withFolder { folder in
      try write(.docx, 6, to: folder)
      // One by one: of many files at once it takes the parts of one for another's.
      for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
        let path = folder.appending(path: file).path
        let (status, said) = try Oracle.run("openxml-audit", ["--quiet", path])
        #expect(status == 0, "\(file): \(said.prefix(2_000))")
      }
    }
  }

  @Test(.enabled(if: Oracle.has("ooxml-integrity"), "no ooxml-integrity"))
  func `ooxml-integrity finds no error in any DOCX`() throws {
    try Oracle.withFolder { folder in
      try write(.docx, 6, to: folder)
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      let (status, said) = try Oracle.run(
        "ooxml-integrity", ["check"] + files.map { folder.appending(path: $0).path })
      #expect(status == 0, "\(said.prefix(2_000))")
    }
  }

  @Test(.enabled(if: Oracle.has("rocrate"), "no rocrate"))
  func `rocrate reads every bundle and packs it again`() throws {
    try Oracle.withFolder { folder in
      try write(.bundle, 3, to: folder)
      for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
        let crate = folder.appending(path: "crate-\(file)")
        for (name, bytes) in try Self.files(of: folder.appending(path: file)) {
          let target = crate.appending(path: name)
          try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
          try Data(bytes).write(to: target)
        }
        let again = folder.appending(path: "again-\(file)").path
        let (status, said) = try Oracle.run("rocrate", ["write-zip", "--crate-dir", crate.path, again])
        #expect(status == 0, "\(file): \(said.prefix(2_000))")
      }
    }
  }

  private static func files(of file: URL) throws -> [(String, [UInt8])] {
    try ZipReader.files(in: Array(Data(contentsOf: file))).map { ($0.name, $0.bytes) }
  }
}
