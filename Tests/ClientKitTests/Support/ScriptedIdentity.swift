import CanonicalJSON
import Ledger
import Protocol
import Testing

@testable import ClientKit

/// Who a scripted server is: it has a log's key, and shows it to who asks.
struct ScriptedIdentity: Sendable {
  private let signer: CheckpointSigner
  /// For whose address it signs; `nil` for the one that is asked for.
  var address: String?

  /// - Parameter seed: another one has another key.
  init(seed: UInt8 = 1, address: String? = nil) throws {
    let name = try #require(KeyName("recension/\(seed)"))
    signer = try CheckpointSigner(name: name, privateKey: [UInt8](repeating: seed, count: 32))
    self.address = address
  }

  /// The one that the tests' credentials are for.
  static let usual = Result { try ScriptedIdentity() }

  var key: String { signer.verifierKey.description }

  /// The answer to whoever asks who it is; `nil` for other requests.
  func reply(to request: Received) throws -> Reply? {
    guard request.path == "/identity" else { return nil }
    let asked = request.query["address"]?.removingPercentEncoding() ?? ""
    let statement = try #require(
      IdentityStatement(
        name: signer.verifierKey.name, address: address ?? asked, nonce: request.query["nonce"] ?? ""))
    let note = String(decoding: try signer.sign(statement).bytes, as: UTF8.self)
    return .json(String(decoding: JSON.text(of: IdentityView(key: key, note: note)), as: UTF8.self))
  }

  /// What is asked of whoever is to show that they are this one, and who is not.
  static func responder(_ identity: ScriptedIdentity?, _ respond: @escaping Responder) -> Responder {
    { request in
      guard request.path == "/identity" else { return respond(request) }
      do {
        return try identity?.reply(to: request) ?? .json("not found", status: 404)
      } catch {
        return .json("\(error)", status: 500)
      }
    }
  }

  /// The file of credentials for this server.
  func credentials(_ profiles: [String: String], standard: String? = nil, at address: String? = nil) -> String
  {
    let server = CredentialFile.KnownServer(
      key: key, address: address, profiles: profiles, standard: standard)
    return String(decoding: JSON.text(of: CredentialFile(servers: [server])), as: UTF8.self)
  }
}

extension String {
  fileprivate func removingPercentEncoding() -> String {
    var bytes: [UInt8] = []
    var rest = utf8[...]
    while let byte = rest.popFirst() {
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      if byte == UInt8(ascii: "%"), let code = UInt8(digits, radix: 16) {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
