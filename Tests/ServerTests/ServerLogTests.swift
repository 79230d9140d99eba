import CanonicalJSON
import Logging
import Synchronization
import Testing

@testable import Server

/// The lines of the server's log.
struct ServerLogTests {
  /// What one record is written as.
  private func line(
    _ format: ServerLog.Format, _ message: Logger.Message, _ metadata: Logger.Metadata = [:]
  ) -> String {
    let written = Written()
    var logger = Logger(label: "recensiond") {
      ServerLog($0, format: format, level: .info) { written.add($0) }
    }
    logger[metadataKey: "request"] = "r1"
    logger.info(message, metadata: metadata)
    logger.debug("less than is logged")
    return written.text
  }

  private final class Written: Sendable {
    private let bytes = Mutex<[UInt8]>([])
    func add(_ line: [UInt8]) { bytes.withLock { $0 += line } }
    var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }
  }

  private static let hostile = "one\ntwo\r\u{1B}[31m\u{2028}\u{202E}\"q\" \\ \u{0}"

  @Test func `a record of any words is one line for people`() {
    let line = line(.text, "\(Self.hostile)", ["path": "\(Self.hostile)", "n": "7"])
    #expect(
      line.hasSuffix("\n")
        && line.dropLast().unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{2028}" })
    #expect(line.contains(" info recensiond: n=7 path=\"one\\u{a}two") && line.contains(" request=r1 "))
  }

  @Test func `a record of any words is one object of JSON`() throws {
    let line = line(.json, "\(Self.hostile)", ["path": "\(Self.hostile)", "level": "mine"])
    #expect(line.split(separator: "\n").count == 1 && line.hasSuffix("}\n"))
    let members = Dictionary(
      uniqueKeysWithValues: try JSON.parsed(Array(line.dropLast().utf8)).members.map {
        ($0.0, try String(json: $0.1))
      })
    #expect(
      members["message"] == Self.hostile && members["path"] == Self.hostile && members["request"] == "r1")
    #expect(members["level"] == "info" && members["level_"] == "mine" && members["from"] == "recensiond")
    #expect(members["time"]?.hasSuffix("Z") == true)
  }

  @Test(arguments: ServerLog.Format.allCases) func `a record is bounded`(format: ServerLog.Format) {
    let long = String(repeating: "\u{1}é", count: 100_000)
    let many = Dictionary(
      uniqueKeysWithValues: (0..<500).map { ("key-\($0)", Logger.MetadataValue.string(long)) })
    #expect(line(format, "\(long)", many).utf8.count < 500_000)
    #expect(line(format, "\(long)").utf8.count < 20_000)
  }
}
