internal import EventLog
internal import HTTPTypes
internal import Hummingbird
internal import Manuscript
internal import NIOCore
internal import NIOPosix
internal import Protocol
internal import Scholarship

/// A paper's source as it was sent, and what was read out of it.
struct ImportedSource: Sendable {
  /// What was read: what was sent, or the Markdown that was made of it.
  let source: Attachment
  let format: SourceFormat
  /// What was sent, where Markdown was made of it.
  let original: Original?
  let document: Document
  let report: ImportReport
  /// The document as it is stored.
  let reading: Attachment
  let base: BaseID

  struct Original: Sendable {
    var bytes: Attachment
    var mediaType: String
    /// As it was given to the converter, and what that said of it.
    var paper: ForeignPaper
    var log: ConverterLog
  }

  /// All that the log is to keep of it.
  var attachments: [Attachment] { [source, reading] + (original.map { [$0.bytes] } ?? []) }

  /// Reads the body of a request; a form that is not ours is converted first, where that can be done.
  init(_ request: Request) async throws {
    let type = Self.mediaType(of: request)
    if let format = SourceFormat.allCases.first(where: { $0.mediaType == type }) {
      try await self.init(raw: Self.sent(by: request), format, original: nil)
      return
    }
    guard let foreign = ForeignFormat(mediaType: type) else {
      let types = SourceFormat.allCases.map(\.mediaType).joined(separator: " or ")
      throw Problem(
        .unsupported,
        "A paper comes as \(types), in Content-Type, or in a form that pandoc reads, such as text/html or DOCX."
      )
    }
    let sent = try await Self.sent(by: request)
    guard let pandoc = Pandoc() else {
      throw Problem(
        .refused,
        "The file is \(foreign). Where the server runs it would be read by way of pandoc, which is not installed "
          + "there: “apt-get install pandoc”, and import it again. Or convert it yourself. \(foreign.advice)")
    }
    let paper = try await NIOThreadPool.singleton.runIfActive { ForeignPaper(sent: sent, foreign) }
    let reading = try await pandoc.reading(of: paper, foreign)
    try await self.init(
      raw: reading.markdown, .markdown,
      original: Original(bytes: Attachment(sent), mediaType: type, paper: paper, log: reading.log))
  }

  /// Reading and hashing take as long as the paper is: on a thread of its own, not one that others wait for.
  private init(raw: [UInt8], _ format: SourceFormat, original: Original?) async throws {
    self = try await NIOThreadPool.singleton.runIfActive {
      do {
        return try ImportedSource(reading: raw, format, original: original)
      } catch {
        throw Problem(.refused, "\(error)")
      }
    }
  }

  private init(reading raw: [UInt8], _ format: SourceFormat, original: Original?) throws {
    let read = try PaperReader.read(raw, as: format)
    var report = read.report
    if let original {
      report.undecided += original.paper.losses(in: raw, notes: report.notes, log: original.log)
    }
    (document, self.report) = (read.document, report)
    (self.format, self.original) = (format, original)
    (source, reading) = (Attachment(raw), Attachment(document.encoded()))
    base = BaseID(raw: raw, document: reading.content)
  }

  private static func mediaType(of request: Request) -> String {
    request.headers[.contentType]?.split(separator: ";").first.map { type in
      type.filter { $0 != " " && $0 != "\t" }.lowercased()
    } ?? ""
  }

  private static func sent(by request: Request) async throws -> [UInt8] {
    try await request.bytes(
      atMost: PaperReader.defaultByteLimit, tooMany: "which is the limit. Split the paper.")
  }
}

extension Request {
  /// The file that is its body.
  ///
  /// - Parameter advice: ends the sentence that refuses a longer one.
  func bytes(atMost limit: Int, tooMany advice: String) async throws -> [UInt8] {
    do {
      return Array(try await body.collect(upTo: limit).readableBytesView)
    } catch is NIOTooManyBytesError {
      throw Problem(.tooLarge, "The file has more than \(limit) bytes, \(advice)")
    }
  }
}
