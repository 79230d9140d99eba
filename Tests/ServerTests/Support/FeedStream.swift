import CanonicalJSON
import Curl
import FoundationEssentials
import NIOHTTP1
import Protocol

/// A feed as a client reads it.
struct FeedStream: Sendable {
  /// One message, or a comment.
  struct Message: Sendable, Hashable {
    var event: String?
    var id: Int64?
    var data: String?
    var isComment = false

    var item: HistoryItem {
      get throws { try HistoryItem(json: JSON.parsed(Array((data ?? "").utf8))) }
    }

    var cut: FeedCut {
      get throws { try FeedCut(json: JSON.parsed(Array((data ?? "").utf8))) }
    }
  }

  let headers: HTTPHeaders
  private let body: CurlBody

  init(_ answer: CurlAnswer) {
    headers = HTTPHeaders(answer.head)
    body = answer.body
  }

  /// Its messages, comments and bare ids included, until it ends or breaks off.
  var messages: AsyncThrowingStream<Message, any Error> {
    AsyncThrowingStream { continuation in
      let task = Task {
        do {
          // A chunk may end anywhere, also within a character.
          var rest: [UInt8] = []
          for try await chunk in body {
            rest += chunk
            var start = 0
            for end in rest.indices.dropFirst()
            where rest[end] == 0x0A && rest[end - 1] == 0x0A && end > start {
              continuation.yield(Self.message(String(decoding: rest[start...end], as: UTF8.self)[...]))
              start = end + 1
            }
            rest.removeFirst(start)
          }
          continuation.finish()
        } catch {
          continuation.finish(throwing: error)
        }
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }

  /// The items of its next events.
  func items(_ count: Int) async throws -> [HistoryItem] {
    count == 0 ? [] : try await items { items in items.count == count }
  }

  /// The items of its events up to a position that it will come to.
  func items(upTo position: Int64) async throws -> [HistoryItem] {
    try await items { items in items.last.map { $0.position >= position } ?? false }
  }

  private func items(until isEnough: ([HistoryItem]) -> Bool) async throws -> [HistoryItem] {
    var items: [HistoryItem] = []
    for try await message in messages {
      if message.event == FeedCut.event { throw UnexpectedAnswer(description: "cut: \(message.data ?? "")") }
      guard message.data != nil else { continue }
      items.append(try message.item)
      if isEnough(items) { break }
    }
    return items
  }

  /// The message with which the server ends it.
  func cut() async throws -> FeedCut? {
    for try await message in messages where message.event == FeedCut.event { return try message.cut }
    return nil
  }

  static func message(_ text: Substring) -> Message {
    var message = Message()
    for line in text.split(separator: "\n") {
      if line.hasPrefix(":") { message.isComment = true }
      if line.hasPrefix("event: ") { message.event = String(line.dropFirst(7)) }
      if line.hasPrefix("id: ") { message.id = Int64(line.dropFirst(4)) }
      if line.hasPrefix("data: ") { message.data = String(line.dropFirst(6)) }
    }
    return message
  }
}

extension Person {
  /// Opens a feed, which must be there.
  func feed(_ path: String = "/papers/lighthouse/feed", lastEventID: Int64? = nil) async throws -> FeedStream
  {
    var request = CurlRequest("GET", server.url + path, headers: credentials)
    if let lastEventID { request.headers.append(.init(name: "Last-Event-ID", value: "\(lastEventID)")) }
    let answer = try await CurlClient.shared.send(request)
    guard answer.head.status == 200 else {
      let text = String(decoding: try await answer.body.collect(upTo: 1 << 20), as: UTF8.self)
      throw UnexpectedAnswer(description: "\(answer.head.status): \(text)")
    }
    return FeedStream(answer)
  }
}
