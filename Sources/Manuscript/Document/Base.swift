/// A paper as it was imported: the source's bytes and the document read out of them, for ever the same.
public struct Base: Hashable, Sendable {
  public let id: BaseID
  /// The source, byte for byte.
  public let raw: [UInt8]
  /// What was read out of the source.
  public let document: Document

  /// The base of a source just read. Encodes the document to find its id.
  public init(raw: [UInt8], document: Document) {
    id = BaseID(raw: raw, document: document.encoded())
    self.raw = raw
    self.document = document
  }

  /// A base as it was stored. The document is decoded, never derived anew.
  public init(raw: [UInt8], storedDocument bytes: [UInt8]) throws(DocumentDecodingError) {
    document = try Document(decoding: bytes)
    id = BaseID(raw: raw, document: bytes)
    self.raw = raw
  }
}
