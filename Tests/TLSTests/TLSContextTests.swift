import Testing
import TestCluster

@testable import TLS

@Suite(.timeLimit(.minutes(15)))
struct TLSContextTests {
  @Test func `a certificate says for which hosts it is and when it ends`() async throws {
    try await withCertificate(names: "DNS:papers.example.org,DNS:*.example.org,IP:10.1.2.3,IP:fd00::1") {
      files in
      let context = try TLSContext(certificate: files.certificate, key: files.key)
      #expect(context.hosts == ["papers.example.org", "10.1.2.3", "[fd00::1]"])
      let end = try await runProgram("openssl", ["x509", "-in", files.certificate, "-noout", "-enddate"])
      let seconds = try await runProgram("date", ["-d", String(end.dropFirst("notAfter=".count)), "+%s"])
      #expect(seconds == "\(context.expiry)\n")
    }
  }

  @Test func `the key of another certificate is refused`() async throws {
    try await withCertificate(names: "DNS:one") { one in
      try await withCertificate(names: "DNS:other") { other in
        #expect(
          throws: TLSError.unusable("\(other.key) is not the key of the certificate in \(one.certificate).")
        ) {
          try TLSContext(certificate: one.certificate, key: other.key)
        }
      }
    }
  }

  @Test func `what is no certificate or no key is refused, and the file named`() async throws {
    try await withCertificate(names: "DNS:one") { files in
      for (certificate, key, named) in [
        (files.key, files.key, files.key), (files.certificate, files.certificate, files.certificate),
        (files.certificate + "-", files.key, files.certificate + "-"),
        (files.certificate, files.key + "-", files.key + "-"),
      ] {
        let error = #expect(throws: TLSError.self) { try TLSContext(certificate: certificate, key: key) }
        #expect(error?.description.hasPrefix(named) == true)
        if named.hasSuffix("-") { #expect(error?.description.contains("No such file or directory") == true) }
      }
    }
  }

  @Test func `a key with a pass phrase is refused, and none is asked for`() async throws {
    try await withCertificate(names: "DNS:one") { files in
      let locked = files.key + ".locked"
      try await runProgram(
        "openssl", ["pkey", "-in", files.key, "-aes256", "-passout", "pass:secret", "-out", locked])
      #expect(throws: TLSError.self) { try TLSContext(certificate: files.certificate, key: locked) }
    }
  }
}

/// A certificate that signs itself, and its key.
struct CertificateFiles {
  var certificate: String
  var key: String
}

func withCertificate(
  names: String, _ body: (CertificateFiles) async throws -> Void
) async throws {
  try await withTemporaryFolder { folder in
    let files = CertificateFiles(certificate: folder + "/certificate.pem", key: folder + "/key.pem")
    try await runProgram(
      "openssl",
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
        "-subj", "/CN=recension.test", "-addext", "subjectAltName=" + names, "-keyout", files.key, "-out",
        files.certificate,
      ])
    try await body(files)
  }
}
