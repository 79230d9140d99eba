internal import Postgres

/// Rows to be written into one table: columns of equal length, the first of which are the key.
struct Upsert {
  private let table: String
  private let key: [String]
  private var columns: [(name: String, type: String, values: any PostgresEncodable)] = []

  init(_ table: String, key: String...) {
    self.table = table
    self.key = key
  }

  /// Adds a column; `type` is the SQL type of its elements.
  func column(_ name: String, _ type: String, _ values: any PostgresEncodable) -> Upsert {
    var copy = self
    copy.columns.append((name, type, values))
    return copy
  }

  /// Inserts the rows, each in place of the one of its key.
  var request: Request {
    let names = columns.map(\.name).joined(separator: ", ")
    let arrays = columns.enumerated().map { "$\($0 + 1)::\($1.type)[]" }.joined(separator: ", ")
    let rest = columns.filter { !key.contains($0.name) }.map { "\($0.name) = excluded.\($0.name)" }
    return Request(
      Statement(
        """
        INSERT INTO \(table) (\(names)) SELECT * FROM unnest(\(arrays))
        ON CONFLICT (\(key.joined(separator: ", "))) DO UPDATE SET \(rest.joined(separator: ", "))
        """), parameters: columns.map(\.values))
  }
}
