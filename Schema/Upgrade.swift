internal import Cryptography

/// What a database lacks to be as a schema has it. No I/O.
struct Upgrade: Sendable {
  /// What was applied to the database, as it says itself: the checksums by the files' names.
  struct Applied: Sendable {
    var migrations: [String: [UInt8]] = [:]
    var objects: [String: [UInt8]] = [:]
  }

  /// The migrations to apply, with their numbers.
  let migrations: [(number: Int, file: Schema.File)]
  /// The object files to apply after them.
  let objects: [Schema.File]
  /// The object files that there are no more: a migration drops what they had made.
  let dropped: [String]

  var isEmpty: Bool { migrations.isEmpty && objects.isEmpty }

  init(to schema: Schema, from applied: Applied) throws(MigrationError) {
    let known = Dictionary(uniqueKeysWithValues: schema.migrations.map { ($0.name, $0) })
    for (name, checksum) in applied.migrations.sorted(by: { $0.key < $1.key }) {
      guard let file = known[name] else { throw .newer(name: name) }
      guard file.checksum == checksum else { throw .changed(name: name) }
    }
    migrations = schema.migrations.enumerated()
      .filter { applied.migrations[$0.element.name] == nil }
      .map { (number: $0.offset + 1, file: $0.element) }
    dropped = Set(applied.objects.keys).subtracting(schema.objects.map(\.name)).sorted()
    if migrations.isEmpty {
      // No object file goes without a migration: the one that went is one that has yet to come.
      if let name = dropped.first { throw .newer(name: name) }
      objects = schema.objects.filter { applied.objects[$0.name] != $0.checksum }
    } else {
      // A migration may have made the things anew that they stand on.
      objects = schema.objects
    }
  }
}

extension Schema.File {
  /// The SHA-256 of its text.
  var checksum: [UInt8] { SHA256.hash(Array(sql.utf8)) }

  /// The same in hexadecimal digits.
  var hexadecimalChecksum: String {
    checksum.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
