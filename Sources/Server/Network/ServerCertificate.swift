internal import FoundationEssentials
internal import Glibc
internal import Logging
internal import Scholarship
internal import Synchronization
internal import TLS

/// The certificate that connections are made with, taken up anew when its files change.
final class ServerCertificate: Sendable {
  /// Where the certificate, with those up to its authority, and its key lie, in PEM.
  struct Files: Hashable, Sendable {
    var certificate: String
    var key: String
  }

  private struct State {
    var context: TLSContext
    /// What stood in its files.
    var contents: [Data?]
    /// What was wrong with them when they were looked at last.
    var failure: String?
    /// How many days the certificate had left when that was told last.
    var toldDays: Int64?
  }

  private let files: Files
  private let logger: Logger
  private let state: Mutex<State>

  /// What new connections are made with.
  var context: TLSContext { state.withLock { $0.context } }

  init(_ files: Files, logger: Logger) throws(StartError) {
    self.files = files
    self.logger = logger
    do throws(TLSError) {
      let found = try Self.look(at: files, unless: nil)
      guard let context = found.context else { preconditionFailure("nothing was known of it") }
      state = Mutex(State(context: context, contents: found.contents))
    } catch {
      throw StartError("\(error)")
    }
    tell("secure connections", context)
    if context.start > Self.now {
      logger.error(
        "the certificate is not valid yet, and clients refuse it: see that this machine's clock is right",
        metadata: ["begins": "\(Timestamp(microseconds: context.start * 1_000_000))"])
    }
    noteAge()
  }

  /// Looks every other second whether the files are others now. What cannot be used leaves the certificate as it is: of
  /// the two files, one may be written before the other.
  ///
  /// - Parameter renewed: told when another was taken up.
  func run(renewed: @Sendable (TLSContext) -> Void) async {
    while true {
      do { try await Task.sleep(for: .seconds(2)) } catch { return }
      await look(renewed)
      noteAge()
    }
  }

  private func look(_ renewed: @Sendable (TLSContext) -> Void) async {
    let files = files
    do {
      let known = state.withLock(\.contents)
      let found = try await TextWork.run {
        Result { () throws(TLSError) in try Self.look(at: files, unless: known) }
      }.get()
      guard let context = found.context else { return }
      try seeIsNoWorse(context)
      state.withLock { $0 = State(context: context, contents: found.contents) }
      tell("another certificate is in use", context)
      renewed(context)
    } catch let error as TLSError {
      // Once, not every time that it is looked at.
      let isNews = state.withLock { state in
        defer { state.failure = "\(error)" }
        return state.failure != "\(error)"
      }
      if isNews { logger.error("the certificate stays as it was", metadata: ["cause": "\(error)"]) }
    } catch {
      // The server is stopping.
    }
  }

  /// Refuses a certificate with which nobody connects now, where that in use is good. One that begins later is taken up then.
  private func seeIsNoWorse(_ context: TLSContext) throws(TLSError) {
    let present = self.context
    guard present.start <= Self.now, Self.now < present.expiry else { return }
    if context.expiry <= Self.now {
      throw .unusable("\(files.certificate) ended on \(Timestamp(microseconds: context.expiry * 1_000_000)).")
    }
    if context.start > Self.now {
      throw .unusable(
        "\(files.certificate) is valid only from \(Timestamp(microseconds: context.start * 1_000_000)) on.")
    }
  }

  /// Warns, once a day, of a certificate that ends soon, for whoever renews it may have come to a stop; and of one that has
  /// ended, with which nobody connects.
  private func noteAge() {
    let expiry = context.expiry
    let days = (expiry - Self.now) / 86_400
    let isNews = state.withLock { state in
      guard days < Self.soon, state.toldDays != days else { return false }
      state.toldDays = days
      return true
    }
    guard isNews else { return }
    let end = Timestamp(microseconds: expiry * 1_000_000)
    if expiry <= Self.now {
      logger.error(
        "the certificate has ended, and clients refuse it: renew it", metadata: ["ended": "\(end)"])
    } else {
      logger.warning("the certificate ends soon: renew it", metadata: ["ends": "\(end)"])
    }
  }

  /// Of how many days before its end on a certificate's end is soon. Who renews by a machine does it a month before.
  private static let soon: Int64 = 15

  /// In seconds since 1970-01-01T00:00:00Z.
  private static var now: Int64 { Int64(time(nil)) }

  private func tell(_ what: Logger.Message, _ context: TLSContext) {
    logger.info(
      what,
      metadata: [
        "hosts": "\(context.hosts.joined(separator: ", "))",
        "expires": "\(Timestamp(microseconds: context.expiry * 1_000_000))",
      ])
    if context.hosts.isEmpty {
      logger.warning(
        "the certificate is for no single host, so clients are answered at no address of it: name those they use with --url"
      )
    }
  }

  /// What stands in the files, and what is made with it.
  private struct Found: Sendable {
    var contents: [Data?]
    /// The certificate, where the contents are others than they were.
    var context: TLSContext?
  }

  /// Looks at the files. Nobody waits where one is a pipe, and what is read is what the certificate is made of.
  ///
  /// - Parameter known: what stood in them before.
  private static func look(at files: Files, unless known: [Data?]?) throws(TLSError) -> Found {
    let certificate = try PlainFile(files.certificate)
    let key = try PlainFile(files.key)
    let contents = [certificate, key].map { $0?.content }
    if contents == known { return Found(contents: contents, context: nil) }
    do throws(TLSError) {
      let context = try TLSContext(
        certificate: certificate?.openPath ?? files.certificate, key: key?.openPath ?? files.key)
      return Found(contents: contents, context: context)
    } catch .unusable(let reason) {
      var told = reason
      for (file, path) in [(certificate, files.certificate), (key, files.key)] {
        if let file { told = told.replacing(file.openPath, with: path) }
      }
      throw .unusable(told)
    }
  }
}

/// A small file, open.
private final class PlainFile {
  private let descriptor: Int32
  let content: Data

  /// The path by which it can be opened again, whatever lies at its own by now.
  var openPath: String { "/proc/self/fd/\(descriptor)" }

  /// `nil` where it cannot be opened.
  init?(_ path: String) throws(TLSError) {
    descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .unusable("\(path) is no plain file.")
    }
    guard status.st_size <= Self.limit else {
      close(descriptor)
      throw .unusable("\(path) is larger than any certificate.")
    }
    var bytes = [UInt8](repeating: 0, count: Self.limit + 1)
    var length = 0
    while length < bytes.count {
      let count = bytes.withUnsafeMutableBytes { [descriptor] in
        read(descriptor, $0.baseAddress! + length, $0.count - length)
      }
      guard count > 0 else { break }
      length += count
    }
    content = Data(bytes[..<length])
  }

  deinit { close(descriptor) }

  private static let limit = 1 << 20
}
