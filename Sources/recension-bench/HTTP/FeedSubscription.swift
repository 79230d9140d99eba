/// One connection to a paper's feed.
final class FeedSubscription {
  let connection: KeepAliveConnection
  private var parser = EventStreamParser()

  enum Fault: Error {
    case connection(KeepAliveConnection.Fault)
    case stream(EventStreamParser.Fault)
  }

  /// - Parameter since: the position to begin after; `nil` for what happens from now on.
  init(_ address: ServerAddress, paper: String, token: String, since: Int64? = nil) throws(Fault) {
    let query = since.map { "?since=\($0)" } ?? ""
    let request = HTTPRequest(
      method: "GET", path: "/papers/\(paper)/feed\(query)", address: address, token: token)
    do throws(KeepAliveConnection.Fault) {
      connection = try KeepAliveConnection(address)
      try connection.send(request.bytes)
    } catch {
      throw .connection(error)
    }
  }

  /// Whether the server has begun to answer: from then on nothing that happens is missed.
  var isOpen: Bool { parser.isOpen }

  /// Takes what has come, waiting where nothing has, and tells of each event by its position.
  func receive(_ event: (Int64) -> Void) throws(Fault) {
    let outcome: Result<Void, EventStreamParser.Fault>
    do throws(KeepAliveConnection.Fault) {
      outcome = try connection.receiveBytes { bytes in
        Result { () throws(EventStreamParser.Fault) in try parser.take(bytes, event) }
      }
    } catch {
      throw .connection(error)
    }
    do { try outcome.get() } catch { throw .stream(error) }
  }
}
