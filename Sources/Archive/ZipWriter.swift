internal import CArchive

/// Packs files into a zip archive (PKWARE's APPNOTE 6.3) in memory, by libarchive.
///
/// The same files in the same order give the same bytes: the archive holds no times, owners or modes of its own.
public struct ZipWriter: ~Copyable {
  private let archive: OpaquePointer
  private let packed = Bytes()

  /// What was packed so far; libarchive writes through a pointer to it.
  private final class Bytes {
    var bytes: [UInt8] = []
  }

  /// An archive without files.
  public init() {
    guard let archive = archive_write_new() else { preconditionFailure("Out of memory for an archive.") }
    self.archive = archive
    archive_write_set_format_zip(archive)
    // Some readers of documents know no other packing than this, and none of the zip files beyond 4 GB.
    archive_write_set_options(archive, "zip:compression=deflate,!zip64")
    archive_write_set_bytes_per_block(archive, 0)
    let context = Unmanaged.passUnretained(packed).toOpaque()
    let status = archive_write_open(
      archive, context, nil,
      { _, context, buffer, count in
        guard let context, let buffer else { return 0 }
        let packed = Unmanaged<Bytes>.fromOpaque(context).takeUnretainedValue()
        packed.bytes += UnsafeRawBufferPointer(start: buffer, count: count)
        return count
      }, nil)
    check(status)
  }

  deinit { archive_write_free(archive) }

  /// Adds a file that is made piece by piece, so that it need not be held whole.
  ///
  /// - Parameter name: its path in the archive, in ASCII, parts divided by `/`.
  public mutating func add(_ name: String, _ pieces: some Sequence<[UInt8]>) {
    let entry = archive_entry_new()
    defer { archive_entry_free(entry) }
    archive_entry_set_pathname(entry, name)
    archive_entry_set_filetype(entry, UInt32(S_IFREG))
    archive_entry_set_perm(entry, 0o644)
    check(archive_write_header(archive, entry))
    for piece in pieces where !piece.isEmpty {
      let written = piece.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
      precondition(written == piece.count, "Packing failed: \(message)")
    }
    check(archive_write_finish_entry(archive))
  }

  /// Adds a file.
  public mutating func add(_ name: String, _ bytes: [UInt8]) { add(name, CollectionOfOne(bytes)) }

  /// The whole archive.
  public consuming func finished() -> [UInt8] {
    check(archive_write_close(archive))
    return packed.bytes
  }

  /// In memory nothing but a fault of ours, or want of memory, can fail.
  private func check(_ status: Int32) {
    precondition(status == ARCHIVE_OK, "Packing failed: \(message)")
  }

  private var message: String {
    archive_error_string(archive).map { String(cString: $0) } ?? "no reason given"
  }
}
