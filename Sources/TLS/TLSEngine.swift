internal import CSSL
internal import NIOCore

/// The server's side of one secure connection, without a socket: bytes from the wire in, bytes for the wire out.
final class TLSEngine {
  private let pointer: OpaquePointer
  /// What came over the wire and OpenSSL has not read yet. It belongs to `pointer`, as `outgoing` does.
  private let incoming: OpaquePointer
  private let outgoing: OpaquePointer

  /// What there is to read.
  enum Reading {
    /// How many bytes were read.
    case bytes(Int)
    /// Nothing until more has come over the wire.
    case waiting
    /// The other side said that nothing more comes.
    case ended
  }

  init(_ context: TLSContext) throws(TLSError) {
    guard let pointer = SSL_new(context.pointer) else { throw .unusable("There is no memory left.") }
    guard let incoming = BIO_new(BIO_s_mem()), let outgoing = BIO_new(BIO_s_mem()) else {
      SSL_free(pointer)
      throw .unusable("There is no memory left.")
    }
    SSL_set_bio(pointer, incoming, outgoing)
    SSL_set_accept_state(pointer)
    (self.pointer, self.incoming, self.outgoing) = (pointer, incoming, outgoing)
  }

  deinit { SSL_free(pointer) }

  /// Takes what came over the wire.
  func receive(_ bytes: UnsafeRawBufferPointer) {
    guard !bytes.isEmpty else { return }
    BIO_write(incoming, bytes.baseAddress, Int32(bytes.count))
  }

  /// Goes on with the handshake as far as what was received allows; true where it is done.
  func shakeHands() throws(TLSError) -> Bool {
    OpenSSLErrors.clear()
    let result = SSL_do_handshake(pointer)
    if result == 1 { return true }
    if SSL_get_error(pointer, result) == SSL_ERROR_WANT_READ { return false }
    throw Self.failure()
  }

  /// What both sides agreed to speak, by its name in ALPN.
  var negotiatedProtocol: String? {
    var (name, count) = (UnsafePointer<UInt8>?.none, UInt32(0))
    SSL_get0_alpn_selected(pointer, &name, &count)
    guard let name, count > 0 else { return nil }
    return String(decoding: UnsafeBufferPointer(start: name, count: Int(count)), as: UTF8.self)
  }

  /// Reads what was sent to us, as much as `buffer` holds.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(TLSError) -> Reading {
    OpenSSLErrors.clear()
    var count = 0
    let result = SSL_read_ex(pointer, buffer.baseAddress, buffer.count, &count)
    if result == 1 { return .bytes(count) }
    return switch SSL_get_error(pointer, result) {
    case SSL_ERROR_WANT_READ: .waiting
    case SSL_ERROR_ZERO_RETURN: .ended
    default: throw Self.failure()
    }
  }

  /// Makes bytes ready for the wire.
  func write(_ bytes: UnsafeRawBufferPointer) throws(TLSError) {
    guard !bytes.isEmpty else { return }
    OpenSSLErrors.clear()
    var count = 0
    // The wire's side is memory: all of it is taken at once.
    guard SSL_write_ex(pointer, bytes.baseAddress, bytes.count, &count) == 1, count == bytes.count else {
      throw Self.failure()
    }
  }

  /// Makes it ready for the wire that nothing more comes from us.
  func end() {
    OpenSSLErrors.clear()
    SSL_shutdown(pointer)
    OpenSSLErrors.clear()
  }

  /// What is ready for the wire; `nil` where nothing is.
  func takeOutput(_ allocator: ByteBufferAllocator) -> ByteBuffer? {
    let count = BIO_ctrl_pending(outgoing)
    guard count > 0 else { return nil }
    var buffer = allocator.buffer(capacity: count)
    buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: count) {
      max(0, Int(BIO_read(outgoing, $0.baseAddress, Int32(count))))
    }
    return buffer
  }

  private static func failure() -> TLSError {
    let (reason, number) = OpenSSLErrors.take()
    return number == SSL_R_HTTP_REQUEST ? .plainHTTP : .protocolViolation(reason)
  }
}
