internal import CLibPQ
import Synchronization

/// How many results of a connection are alive, for tests that none leaks.
final class ResultCount: Sendable {
  let live = Atomic<Int>(0)
  /// Those ever made.
  let total = Atomic<Int>(0)
}

/// Owns a `PGresult`.
///
/// Unchecked, because libpq never changes a finished result and says that it may be passed between threads
/// (documentation, 34.20, "Behavior in Threaded Programs").
final class ResultHandle: @unchecked Sendable {
  let pointer: OpaquePointer
  let statement: String?

  private let count: ResultCount

  init(_ pointer: OpaquePointer, statement: String?, count: ResultCount) {
    self.pointer = pointer
    self.statement = statement
    self.count = count
    count.live.add(1, ordering: .relaxed)
    count.total.add(1, ordering: .relaxed)
  }

  deinit {
    PQclear(pointer)
    count.live.subtract(1, ordering: .relaxed)
  }

  var status: ExecStatusType { PQresultStatus(pointer) }
  var rowCount: Int { Int(PQntuples(pointer)) }
  var columnCount: Int { Int(PQnfields(pointer)) }
  var commandTag: String { String(cString: PQcmdStatus(pointer)) }

  /// How many rows the command changed or returned; nil if it does not say.
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
