import Glibc
import SystemPackage

/// Runs `body` with a new folder directly in `/tmp`, so that its sockets' paths are short. It is removed
/// afterwards, also when this process is killed, and with it every PostgreSQL that runs on a data directory
/// in it.
public func withTemporaryFolder<T>(_ body: (String) async throws -> T) async throws -> T {
  let folder = try makeTemporaryFolder()
  let watcher = try await Watcher(removing: folder)
  let result: Result<T, any Error>
  do { result = .success(try await body(folder)) } catch { result = .failure(error) }
  try await watcher.finish()
  return try result.get()
}

/// Other users may pass through the folder, as PostgreSQL's must when the tests run as root.
func makeTemporaryFolder() throws -> String {
  var template = Array("/tmp/recension-test-XXXXXX".utf8CString)
  guard mkdtemp(&template) != nil else { throw Errno(rawValue: errno) }
  let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  guard chmod(path, 0o711) == 0 else { throw Errno(rawValue: errno) }
  return path
}
