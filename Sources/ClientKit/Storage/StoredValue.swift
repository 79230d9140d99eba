internal import CanonicalJSON
internal import Protocol

/// A JSON file for its owner only, shared by the clients on one machine.
struct StoredValue<Value: JSONValue>: Sendable {
  let path: String
  /// The value if there is no file.
  let initial: Value

  func read() throws(ClientError) -> Value {
    guard let bytes = try LocalFile.readIfPresent(path) else { return initial }
    do {
      return try Value(json: JSON.parsed(bytes))
    } catch {
      throw ClientError(
        .refused, type: "file",
        "“\(path)” cannot be understood. Mend it, or move it away and log in again with an invitation.")
    }
  }

  /// Changes the stored value. Concurrent changes do not undo each other.
  @discardableResult
  func update<Result>(_ change: (inout Value) throws(ClientError) -> Result) throws(ClientError) -> Result {
    try FileLock.holding(path + ".lock") { () throws(ClientError) -> Result in
      var value = try read()
      let result = try change(&value)
      // Indented, since people read and repair these files.
      try LocalFile.replace(path, with: JSON.indented(JSON.text(of: value)) + [0x0A])
      return result
    }
  }
}
