import Glibc
import SystemPackage

public enum TemporaryFolder {
  /// A new folder directly in `/tmp`, so that its sockets' paths are short; other users may pass through it,
  /// as PostgreSQL's must when the tests run as root.
  public static func make() throws -> String {
    var template = Array("/tmp/recension-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Errno(rawValue: errno) }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard chmod(path, 0o711) == 0 else { throw Errno(rawValue: errno) }
    return path
  }
}
