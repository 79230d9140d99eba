import Foundation
import TestCluster
import Testing

@testable import Server

/// The certificate of a server, and its key.
struct CertificateFiles: Sendable {
  let certificate: String
  let key: String
}

/// Runs `body` with a server that has a certificate.
///
/// - Parameter isEnded: whether its time is over.
func withSecureServer(
  isEnded: Bool = false,
  _ body:
    @escaping @Sendable (_ server: TestServer, _ secure: TestServer, CertificateFiles) async throws -> Void
) async throws {
  try await withTemporaryFolder { folder in
    let files = CertificateFiles(certificate: folder + "/certificate.pem", key: folder + "/key.pem")
    try await makeCertificate(files, names: "IP:127.0.0.1")
    if isEnded { try await endCertificate(files) }
    let port = try freePort()
    try await withServer(configured: {
      $0.port = port
      ($0.certificateFile, $0.keyFile) = (files.certificate, files.key)
    }) { server in
      let secure = TestServer(
        url: "https://127.0.0.1:\(port)", home: server.home, conninfo: server.conninfo, log: server.log,
        authorities: files.certificate, stop: server.stop)
      try await body(server, secure, files)
    }
  }
}

func makeCertificate(_ files: CertificateFiles, names: String) async throws {
  try await runProgram(
    "openssl",
    [
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
      "-subj", "/CN=recension.test", "-addext", "subjectAltName=" + names, "-keyout", files.key, "-out",
      files.certificate,
    ])
}

/// Lets a certificate be one that ended yesterday.
func endCertificate(_ files: CertificateFiles) async throws {
  let ended = files.certificate + ".ended"
  try await runProgram(
    "openssl",
    ["x509", "-in", files.certificate, "-signkey", files.key, "-days", "-1", "-out", ended])
  try FileManager.default.replace(files.certificate, with: ended)
}

/// Lets a certificate be one that begins in 2040.
func delayCertificate(_ files: CertificateFiles) async throws {
  try await withTemporaryFolder { folder in
    let settings = """
      [ca]
      default_ca = own
      [own]
      database = \(folder)/index
      new_certs_dir = \(folder)
      rand_serial = yes
      default_md = sha256
      policy = any
      x509_extensions = names
      [any]
      commonName = supplied
      [names]
      subjectAltName = IP:127.0.0.1
      """
    try Data(settings.utf8).write(to: URL(filePath: folder + "/settings"))
    try Data().write(to: URL(filePath: folder + "/index"))
    try await runProgram(
      "openssl",
      ["req", "-new", "-key", files.key, "-subj", "/CN=recension.test", "-out", folder + "/request"])
    try await runProgram(
      "openssl",
      [
        "ca", "-batch", "-selfsign", "-notext", "-config", folder + "/settings", "-keyfile", files.key, "-in",
        folder + "/request", "-startdate", "20400101000000Z", "-enddate", "20500101000000Z", "-out",
        folder + "/later",
      ])
    try FileManager.default.replace(files.certificate, with: folder + "/later")
  }
}

extension FileManager {
  fileprivate func replace(_ path: String, with other: String) throws {
    try removeItem(atPath: path)
    try moveItem(atPath: other, toPath: path)
  }
}

/// A port that nobody listens on now, and that nobody is given unasked: those from 32,768 on may be anyone's by the time that
/// a server listens.
func freePort() throws -> Int {
  for _ in 0..<100 {
    let port = UInt16.random(in: 16_384..<32_768)
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let isBound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    if isBound { return Int(port) }
  }
  throw UnexpectedAnswer(description: "no port is free")
}
