internal import CCurl
internal import Glibc
internal import Synchronization

/// Runs all transfers on one thread, which waits for sockets and for orders. libcurl is called only there, but to be
/// woken and set up.
final class TransferLoop: Sendable {
  private enum Order {
    case start(Transfer)
    case resume(Transfer)
    case cancel(Transfer)
  }

  private let orders = Mutex<[Order]>([])
  private let multi = MultiHandle()

  init() {
    var thread = pthread_t()
    let status = pthread_create(
      &thread, nil,
      { loop in
        if let loop { Unmanaged<TransferLoop>.fromOpaque(loop).takeRetainedValue().run() }
        return nil
      }, Unmanaged.passRetained(self).toOpaque())
    precondition(status == 0, "the system gives no more threads")
    pthread_detach(thread)
  }

  func start(_ transfer: Transfer) { give(.start(transfer)) }
  /// Lets a paused transfer go on.
  func resume(_ transfer: Transfer) { give(.resume(transfer)) }
  /// Ends a transfer, if it still runs.
  func cancel(_ transfer: Transfer) { give(.cancel(transfer)) }

  private func give(_ order: Order) {
    orders.withLock { $0.append(order) }
    curl_multi_wakeup(multi.pointer)
  }

  private func run() {
    Self.maskSignals()
    var running: [ObjectIdentifier: EasyHandle] = [:]
    while true {
      let given = orders.withLock { orders in
        defer { orders = [] }
        return orders
      }
      for order in given { carryOut(order, &running) }
      var count: CInt = 0
      curl_multi_perform(multi.pointer, &count)
      var left: CInt = 0
      while let message = curl_multi_info_read(multi.pointer, &left) {
        guard message.pointee.msg == CURLMSG_DONE else { continue }
        let result = curl_message_result(message)
        guard let easy = running.values.first(where: { $0.pointer == message.pointee.easy_handle }) else {
          continue
        }
        end(easy, easy.outcome(result), &running)
      }
      // An order that came meanwhile has rung: the wait is over at once.
      curl_multi_poll(multi.pointer, nil, 0, 60_000, nil)
    }
  }

  private func carryOut(_ order: Order, _ running: inout [ObjectIdentifier: EasyHandle]) {
    switch order {
    case .start(let transfer):
      guard let easy = EasyHandle(transfer) else {
        transfer.finish(.failure(.badAddress))
        return
      }
      running[ObjectIdentifier(transfer)] = easy
      curl_multi_add_handle(multi.pointer, easy.pointer)
    case .resume(let transfer):
      if let easy = running[ObjectIdentifier(transfer)] { curl_easy_pause(easy.pointer, CURLPAUSE_CONT) }
    case .cancel(let transfer):
      if let easy = running[ObjectIdentifier(transfer)] { end(easy, .failure(.cancelled), &running) }
    }
  }

  private func end(
    _ easy: EasyHandle, _ result: Result<Void, CurlError>, _ running: inout [ObjectIdentifier: EasyHandle]
  ) {
    curl_multi_remove_handle(multi.pointer, easy.pointer)
    running[ObjectIdentifier(easy.transfer)] = nil
    easy.transfer.finish(result)
  }

  /// Signals are for other threads; and a TLS library may write to a closed socket.
  private static func maskSignals() {
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, nil)
  }
}

/// All transfers of a loop and their connections.
///
/// Unchecked, because libcurl allows `curl_multi_wakeup` from any thread; everything else is called on the loop's.
private final class MultiHandle: @unchecked Sendable {
  let pointer: UnsafeMutableRawPointer

  /// libcurl asks to be set up once, before anything else of it is called.
  private static let isSetUp: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  init() {
    guard Self.isSetUp, let pointer = curl_multi_init() else {
      preconditionFailure("libcurl cannot be set up")
    }
    self.pointer = pointer
  }
}
