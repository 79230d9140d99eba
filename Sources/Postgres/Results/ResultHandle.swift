internal import CLibPQ
import Synchronization

/// Owns a `PGresult`.
///
/// Unchecked, because libpq never changes a result once it has handed it out, and says that such results may be
/// passed between threads freely (documentation, 34.20, "Behavior in Threaded Programs").
final class ResultHandle: @unchecked Sendable {
  let pointer: OpaquePointer
  let statement: String?

  /// How many results this process holds, for the test that none leaks.
  static let liveCount = Atomic<Int>(0)

  init(_ pointer: OpaquePointer, statement: String? = nil) {
    self.pointer = pointer
    self.statement = statement
    Self.liveCount.add(1, ordering: .relaxed)
  }

  deinit {
    PQclear(pointer)
    Self.liveCount.subtract(1, ordering: .relaxed)
  }

  var status: ExecStatusType { PQresultStatus(pointer) }
  var rowCount: Int { Int(PQntuples(pointer)) }
  var columnCount: Int { Int(PQnfields(pointer)) }
  var commandTag: String { String(cString: PQcmdStatus(pointer)) }

  /// How many rows the command changed or returned; nil for a command that does not say.
  var affected: Int? { Int(String(cString: PQcmdTuples(pointer))) }

  func columnName(_ column: Int) -> String { String(cString: PQfname(pointer, CInt(column))) }

  func columnType(_ column: Int) -> PostgresType { PostgresType(PQftype(pointer, CInt(column))) }

  /// The cell points into this object.
  func cell(row: Int, column: Int) -> Cell {
    let (row, index) = (CInt(row), CInt(column))
    var bytes: UnsafeRawBufferPointer?
    if PQgetisnull(pointer, row, index) == 0 {
      let count = Int(PQgetlength(pointer, row, index))
      bytes = UnsafeRawBufferPointer(start: PQgetvalue(pointer, row, index), count: count)
    }
    return Cell(bytes: bytes, type: columnType(column))
  }
}
