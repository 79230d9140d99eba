internal import Postgres

extension PostgresStore {
  /// As the protocol says: in transactions of their own, where there is so much of them that others would feel it. What a
  /// request then does not come to name goes when a server is started (`log.sweep_texts`).
  public func keep(_ attachments: [Attachment]) async throws(AppendError) {
    guard fence.takeover == nil, attachments.reduce(0, { $0 + $1.content.count }) > Self.felt else { return }
    do {
      for attachment in attachments { _ = try await pool.pipeline([BatchTransaction.keeping([attachment])]) }
    } catch {
      throw .unavailable(AppendObstacle(error))
    }
  }

  /// How many bytes of attachments others hardly notice in a batch: some milliseconds' worth.
  private static let felt = 128 << 10
}
