internal import Ledger
internal import Protocol
internal import Synchronization

/// Shows that this is the server whose log's key somebody knows.
struct ServerIdentity: Sendable {
  private let signer: CheckpointSigner
  private let addresses: OwnAddresses

  init(_ signer: CheckpointSigner, _ addresses: OwnAddresses) {
    self.signer = signer
    self.addresses = addresses
  }

  /// The log's key, and a note that it signed for whoever asked at an address.
  func shown(at address: String, to nonce: String) throws -> IdentityView {
    guard let url = ServerURL(address) else {
      throw Problem(.refused, "“address” is where the server was asked, such as http://127.0.0.1:7320.")
    }
    let key = signer.verifierKey
    guard let statement = IdentityStatement(name: key.name, address: url.description, nonce: nonce)
    else { throw Problem(.malformed, "“nonce” is 64 hexadecimal digits that were never sent before.") }
    guard addresses.contains(url) else {
      throw Problem(
        .refused,
        "This server does not go by the address \(url). If it should, start it with --url \(url); if not, what "
          + "stands there is not this server.")
    }
    let note = try signer.sign(statement)
    return IdentityView(key: key.description, note: String(decoding: note.bytes, as: UTF8.self))
  }
}

/// The addresses that a server calls its own: where it listens, and what it was told. What a request says of where it
/// was sent is no reason to believe it: whoever passes it on can write anything there.
final class OwnAddresses: Sendable {
  private let known: Mutex<Set<ServerURL>>

  init(_ urls: [String]) { known = Mutex(Set(urls.compactMap { ServerURL($0) })) }

  func add(_ url: String) {
    guard let url = ServerURL(url) else { return }
    known.withLock { _ = $0.insert(url) }
  }

  func contains(_ url: ServerURL) -> Bool { known.withLock { $0.contains(url) } }
}
