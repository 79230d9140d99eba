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
  let raw: [UInt8]
  let format: SourceFormat
  /// What was sent, where Markdown was made of it.
  let original: Original?
  let document: Document
  let report: ImportReport
  /// The document as it is stored.
  let reading: [UInt8]

  struct Original: Sendable {
    var bytes: Attachment
    var mediaType: String
  }

  var base: BaseID { BaseID(raw: raw, document: reading) }
  var source: Attachment { Attachment(raw) }
  /// All that the log is to keep of it.
  var attachments: [Attachment] { [source, Attachment(reading)] + (original.map { [$0.bytes] } ?? []) }

  /// Reads the body of a request; a form that is not ours is converted first, where that can be done.
  init(_ request: Request) async throws {
    let type = Self.mediaType(of: request)
    if let format = SourceFormat.allCases.first(where: { $0.mediaType == type }) {
      try await self.init(raw: Self.body(of: request), format, original: nil)
      return
    }
    guard let foreign = ForeignFormat(mediaType: type) else {
      let types = SourceFormat.allCases.map(\.mediaType).joined(separator: " or ")
      throw Problem(
        .unsupported,
        "A paper comes as \(types), in Content-Type, or in a form that pandoc reads, such as text/html or DOCX."
      )
    }
    let sent = try await Self.body(of: request)
    guard let pandoc = Pandoc() else {
      throw Problem(
        .refused,
        "The file is \(foreign). Where the server runs it would be read by way of pandoc, which is not installed "
          + "there: “apt-get install pandoc”, and import it again. Or convert it yourself. \(foreign.advice)")
    }
    let markdown = try await pandoc.markdown(of: sent, foreign)
    try await self.init(
      raw: markdown, .markdown, original: Original(bytes: Attachment(sent), mediaType: type))
  }

  /// Reading takes as long as the paper is: on a thread of its own, not one that others wait for.
  private init(raw: [UInt8], _ format: SourceFormat, original: Original?) async throws {
    let read = try await NIOThreadPool.singleton.runIfActive {
      () throws -> (document: Document, report: ImportReport, reading: [UInt8]) in
      do {
        let (document, report) = try PaperReader.read(raw, as: format)
        return (document, report, document.encoded())
      } catch {
        throw Problem(.refused, "\(error)")
      }
    }
    (self.raw, self.format, self.original) = (raw, format, original)
    (document, report, reading) = (read.document, read.report, read.reading)
  }

  private static func mediaType(of request: Request) -> String {
    request.headers[.contentType]?.split(separator: ";").first.map { $0.lowercased() } ?? ""
  }

  private static func body(of request: Request) async throws -> [UInt8] {
    do {
      return Array(try await request.body.collect(upTo: PaperReader.defaultByteLimit).readableBytesView)
    } catch is NIOTooManyBytesError {
      throw Problem(
        .tooLarge,
        "The file has more than \(PaperReader.defaultByteLimit) bytes, which is the limit. Split the paper.")
    }
  }
}
