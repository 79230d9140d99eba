public import CanonicalJSON

/// One kind of event in a scholar's notebook: how it is stored, which private notes it is about, when it can happen, and
/// what it changes.
///
/// It is no ``EventPayload``, so that none can stand in a paper's own stream.
public protocol NotebookPayload: StoredPayload {
  /// The notes that it is about.
  var memos: [MemoID] { get }

  /// Whether it can come next in a notebook: the note that it makes has the next number, those it names exist, and its
  /// passages lie within the base that the notebook goes by.
  func fits(_ notebook: Notebook) -> Bool

  /// What it did, before what it did that to: `the edit of`.
  static var noun: String { get }

  /// What takes it back, by the notebook as it is before it; `nil` for what is no act.
  func reversal(in notebook: Notebook, _ stamp: Stamp) -> NotebookReversal?

  /// Changes a notebook that it fits.
  func evolve(_ notebook: inout Notebook, _ stamp: Stamp)
}

/// A payload of a notebook whose members are declared in its shape, as nearly all are.
public typealias NotebookRecord = NotebookPayload & JSONRecord

extension NotebookPayload {
  public var logTags: [String] { memos.map(\.tag) }
  public func fits(_ notebook: Notebook) -> Bool { memos.allSatisfy { notebook.memo($0) != nil } }
}

/// Something that happened in a scholar's notebook.
public struct NotebookEvent: Sendable {
  /// What happened.
  public let payload: any NotebookPayload

  public init(_ payload: any NotebookPayload) { self.payload = payload }

  /// Every kind of event there is in a notebook.
  public static let types: [any NotebookPayload.Type] = [
    NotebookPlaced.self, MemoMade.self, MemoEdited.self, MemoReanchored.self, MemoShared.self,
    MemoWithdrawn.self, BodyErased.self, NotebookActUndone.self, NotebookActRedone.self,
  ]

  /// The name under which it is stored: `memo.made`.
  public var type: String { Swift.type(of: payload).type }

  /// The version of the shape that ``body()`` writes.
  public var version: Int { Swift.type(of: payload).version }

  /// The log's tags for it.
  public var tags: [String] { payload.logTags }
}

extension NotebookEvent: Hashable {
  public static func == (a: NotebookEvent, b: NotebookEvent) -> Bool {
    AnyHashable(a.payload) == AnyHashable(b.payload)
  }
  public func hash(into hasher: inout Hasher) { payload.hash(into: &hasher) }
}

extension NotebookEvent {
  /// The bytes to store and to hash: canonical JSON.
  public func body() -> [UInt8] { JSON.text(of: payload) }

  /// Reads a stored event, and converts an earlier version to the present shape.
  ///
  /// - Throws: ``EventDecodingError`` for a type or version of a newer program, or for bytes that do not fit
  ///   the shape.
  public init(type: String, version: Int, body: [UInt8]) throws(EventDecodingError) {
    guard let form = Self.named[type] else { throw EventDecodingError(unknown: type, version) }
    self.init(
      try EventDecodingError.reading(type, version, upTo: form.version) {
        try form.init(json: try JSON.parsed(body), version: version)
      })
  }

  /// What an event of a type did, before what it did that to.
  static func noun(of type: String) -> String { named[type]?.noun ?? type }

  private static let named = Dictionary(uniqueKeysWithValues: types.map { ($0.type, $0) })
}

/// An event of a notebook with its stamp, as it is read back from the log.
public struct RecordedNotebookEvent: Hashable, Sendable {
  /// What happened.
  public var event: NotebookEvent
  public var stamp: Stamp
  /// The key of the request that it is a part of; `nil` where it is known to be one by itself.
  public var request: String?

  public init(_ event: NotebookEvent, _ stamp: Stamp, request: String? = nil) {
    self.event = event
    self.request = request
    self.stamp = stamp
  }
}
