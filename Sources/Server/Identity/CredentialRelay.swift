internal import Logging
internal import Postgres

/// Hears from other servers on the same database, and from the machine's keeper, that credentials ended. A notice is only a
/// reason to look; a lost one costs a moment.
struct CredentialRelay: Sendable {
  private let conninfo: String
  private let identities: IdentityStore
  private let feed: Feed
  private let logger: Logger

  init(_ conninfo: String, _ identities: IdentityStore, _ feed: Feed, logger: Logger) {
    self.conninfo = conninfo
    self.identities = identities
    self.feed = feed
    self.logger = logger
  }

  /// Looks again at whatever rests on a credential.
  private func look() {
    identities.known.forget()
    feed.look()
  }

  /// Listens until the task is cancelled, over a new connection where one is lost.
  func run() async {
    while !Task.isCancelled {
      do throws(PostgresError) {
        let connection = try await Connection.connect(conninfo, logger: logger)
        do throws(PostgresError) {
          let notices = try await connection.listen(IdentityStore.channel)
          // What was told while nobody listened.
          look()
          for await _ in notices { look() }
        } catch {
          await connection.close()
          throw error
        }
        await connection.close()
      } catch {
        if !Task.isCancelled {
          logger.debug("nothing is heard of credentials that end", metadata: ["cause": "\(error)"])
        }
      }
      do { try await Task.sleep(for: .seconds(1)) } catch { return }
    }
  }
}
