internal import CArchive

/// Reads a zip archive in memory, by libarchive.
public enum ZipReader {
  /// One file of an archive.
  public struct PackedFile: Hashable, Sendable {
    /// Its path in the archive, parts divided by `/`.
    public let name: String
    /// Unpacked.
    public let bytes: [UInt8]
  }

  /// The files of an archive, in its order; folders are left out.
  ///
  /// - Parameter limit: how many bytes all files together may come to, so that a small archive of a vast file does no harm.
  public static func files(in archive: [UInt8], limit: Int = 1 << 30) throws(ZipError) -> [PackedFile] {
    guard let reader = archive_read_new() else { throw ZipError("There is no memory to read it") }
    defer { archive_read_free(reader) }
    // By its directory alone: without one, whatever was cut off would go unnoticed.
    archive_read_support_format_zip_seekable(reader)
    // libarchive keeps the pointer while it reads, so the bytes must stay where they are.
    let result: Result<[PackedFile], ZipError> = archive.withUnsafeBytes { bytes in
      Result { () throws(ZipError) in
        guard archive_read_open_memory(reader, bytes.baseAddress, bytes.count) == ARCHIVE_OK else {
          throw ZipError(of: reader)
        }
        return try files(of: reader, limit: limit)
      }
    }
    return try result.get()
  }

  private static func files(of reader: OpaquePointer, limit: Int) throws(ZipError) -> [PackedFile] {
    var files: [PackedFile] = []
    var rest = limit
    var entry: OpaquePointer?
    while true {
      let status = archive_read_next_header(reader, &entry)
      if status == ARCHIVE_EOF { return files }
      guard status == ARCHIVE_OK, let entry else { throw ZipError(of: reader) }
      guard archive_entry_filetype(entry) == S_IFREG, let name = archive_entry_pathname(entry) else {
        continue
      }
      let bytes = try content(of: reader, limit: rest)
      rest -= bytes.count
      files.append(PackedFile(name: String(cString: name), bytes: bytes))
    }
  }

  private static func content(of reader: OpaquePointer, limit: Int) throws(ZipError) -> [UInt8] {
    var content: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = piece.withUnsafeMutableBytes { archive_read_data(reader, $0.baseAddress, $0.count) }
      if count == 0 { return content }
      guard count > 0 else { throw ZipError(of: reader) }
      guard content.count + count <= limit else { throw ZipError("Unpacked it is larger than it may be") }
      content += piece[..<count]
    }
  }
}

/// Why something cannot be read as a zip archive.
public struct ZipError: Error, CustomStringConvertible {
  /// The reason, as libarchive has it.
  public let reason: String

  init(_ reason: String) { self.reason = reason }

  init(of reader: OpaquePointer) {
    reason = archive_error_string(reader).map { String(cString: $0) } ?? "It is damaged"
  }

  public var description: String { "This is no zip archive that can be read: \(reason)" }
}
