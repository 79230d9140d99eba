public import Ledger
public import Postgres

/// A hash is kept as `bytea`.
extension Hash: PostgresDecodable {
  public static func decode(_ cell: Cell) throws(CellError) -> Hash {
    let bytes = try cell.bytes(of: .bytea)
    guard bytes.count == byteCount else { throw .malformed }
    return Hash(copying: bytes)
  }
}
