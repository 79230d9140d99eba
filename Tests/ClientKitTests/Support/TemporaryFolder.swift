import Glibc

@testable import ClientKit

/// A folder that goes away with its owner.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/recension-client-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Failure.noFolder }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  enum Failure: Error { case noFolder }

  deinit { _ = ChildProcess.run("rm -rf \"$1\"", arguments: [path]) }

  func write(_ text: String, to name: String) throws {
    let target = "\(path)/\(name)"
    if let folder = LocalFile.folder(of: target) { try LocalFile.makeFolder(folder) }
    try LocalFile.replace(target, with: Array(text.utf8))
  }

  func read(_ name: String) throws -> String {
    String(decoding: try LocalFile.read("\(path)/\(name)"), as: UTF8.self)
  }

  func has(_ name: String) -> Bool { access("\(path)/\(name)", F_OK) == 0 }

  /// The names of the files in it.
  func names(in folder: String = "") -> [String] {
    guard let directory = opendir("\(path)/\(folder)") else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// The permission bits of a file.
  func permissions(of name: String) -> UInt32 {
    var information = stat()
    return stat("\(path)/\(name)", &information) == 0 ? information.st_mode & 0o777 : 0
  }
}
