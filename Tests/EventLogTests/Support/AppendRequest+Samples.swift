import EventLog
import Ledger

extension AppendRequest {
  /// One event for each text, in a stream, under a key of its own unless told.
  static func notes(
    _ texts: [String], key: String? = nil, in stream: String = "paper", tags: [String] = [],
    since condition: AppendCondition? = nil, attachments: [Attachment] = [], ticket: AppendTicket? = nil,
    answer: String = ""
  ) -> AppendRequest {
    AppendRequest(
      key: key ?? "key-\(UInt64.random(in: .min ... .max))",
      fingerprint: Hash(of: Array("\(stream) \(texts)".utf8)), stream: stream, actor: "ada",
      events: texts.map { NewEvent(type: "note", version: 1, tags: tags, body: Array($0.utf8)) },
      condition: condition, attachments: attachments, ticket: ticket, answer: Array(answer.utf8))
  }

  static func note(
    _ text: String, key: String? = nil, in stream: String = "paper", tags: [String] = [],
    since condition: AppendCondition? = nil, ticket: AppendTicket? = nil, answer: String = ""
  ) -> AppendRequest {
    notes([text], key: key, in: stream, tags: tags, since: condition, ticket: ticket, answer: answer)
  }
}

extension EventStore {
  func outcome(of request: AppendRequest) async -> Result<AppendReceipt, AppendError> {
    do { return .success(try await append(request)) } catch { return .failure(error) }
  }

  /// The outcomes of requests that are made at the same time, in the order of the requests.
  func outcomes(of requests: [AppendRequest]) async -> [Result<AppendReceipt, AppendError>] {
    await withTaskGroup { group in
      for (index, request) in requests.enumerated() {
        group.addTask { (index, await self.outcome(of: request)) }
      }
      var outcomes = [Result<AppendReceipt, AppendError>?](repeating: nil, count: requests.count)
      for await (index, outcome) in group { outcomes[index] = outcome }
      return outcomes.compactMap { $0 }
    }
  }

  func all() async throws(ReadError) -> [StoredEvent] { try await events(after: 0, limit: 1_000_000) }
}

extension StoredEvent {
  var text: String { String(decoding: body, as: UTF8.self) }
}

extension Result where Success == AppendReceipt, Failure == AppendError {
  var receipt: AppendReceipt? {
    if case .success(let receipt) = self { receipt } else { nil }
  }

  var error: AppendError? {
    if case .failure(let error) = self { error } else { nil }
  }
}
