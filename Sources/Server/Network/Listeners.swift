internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import ServiceLifecycle
internal import TLS

/// Where a server listens: always on this machine for its own clients, and where it was told so on a network, with TLS
/// or behind a proxy that does it, and on a Unix socket.
struct Listeners: Sendable {
  /// What the clients of this machine ask.
  private let local: (host: String, port: Int)
  private let network: Network?
  private let socket: UnixSocket?
  /// What it shows to those who come over a network.
  let certificate: ServerCertificate?

  private struct Network {
    let host: String
    let port: Int
  }

  init(_ options: ServerOptions, logger: Logger) throws(StartError) {
    certificate = try options.certificate.map { files throws(StartError) in
      try ServerCertificate(files, logger: logger)
    }
    socket = try options.socket.map { path throws(StartError) in try UnixSocket(path) }
    if Self.isLoopback(options.host), certificate == nil {
      local = (options.host, try Port.local(options))
      network = nil
      return
    }
    guard certificate != nil || options.isBehindProxy else {
      throw StartError(
        "Without TLS the server listens on this machine alone: on \(options.host), whatever is said could be read and "
          + "changed on the way. Give it a certificate (--tls-certificate and --tls-key), or say --behind-proxy where a "
          + "proxy before it speaks TLS.")
    }
    // Others were told a port; another would be no use to them.
    let port = options.port ?? ServerOptions.usualPort
    try Port.see(port, on: options.host)
    network = Network(host: options.host, port: port)
    local = ("127.0.0.1", 0)
  }

  /// One for each place to listen on, with all of them serving the same.
  ///
  /// - Parameters:
  ///   - rules: what is let through, of all that comes to any of them.
  ///   - recorder: makes what counts the requests of a connection.
  ///   - identity: told each address under which the server may be asked.
  ///   - announcing: told the address for clients of this machine, when the server answers there.
  func applications(
    _ router: Router<APIContext>, _ commands: CommandService, _ rules: RequestRules,
    recorder: @escaping @Sendable (_ isConnection: Bool) -> RequestRecorder,
    identity: @escaping @Sendable (String) -> Void,
    announcing: @escaping @Sendable (String) -> Void, logger: Logger
  ) -> [any Service] {
    let loops = ConnectionLoops.group
    let plain = HTTPServerBuilder {
      LoopBoundChannel(
        HTTP1Channel(responder: $0), commands: commands, rules: rules, loops: loops, recorder: recorder)
    }
    let responder = WatchedResponder(
      base: router.buildResponder(), watch: rules.watch, endpoints: rules.endpoints)
    let host = local.host
    @Sendable func application(
      _ builder: HTTPServerBuilder, at address: BindAddress,
      isRunning: @escaping @Sendable (any Channel) -> Void
    ) -> any Service {
      Application(
        responder: responder, server: builder, configuration: .init(address: address),
        onServerRunning: { isRunning($0) }, eventLoopGroupProvider: .shared(loops), logger: logger)
    }
    var services: [any Service] = []
    if let socket {
      socket.urls.forEach(identity)
      services.append(
        SocketListener(
          socket: socket,
          application: { path, isRunning in
            application(plain, at: .unixDomainSocket(path: path)) { _ in isRunning() }
          }, logger: logger))
    }
    if let network {
      let builder =
        certificate.map { certificate in
          HTTPServerBuilder {
            SecureChannel(
              LoopBoundChannel(
                HTTP1Channel(responder: $0), commands: commands, rules: rules, loops: loops,
                recorder: recorder),
              certificate: certificate)
          }
        } ?? plain
      services.append(
        application(builder, at: .hostname(network.host, port: network.port)) { channel in
          let port = channel.localAddress?.port ?? network.port
          urls(at: port).forEach(identity)
        })
    }
    services.append(
      application(plain, at: .hostname(host, port: local.port)) { channel in
        let url = Self.url("http", host, channel.localAddress?.port ?? 0)
        identity(url)
        announcing(url)
      })
    return services
  }

  /// The addresses under which it is asked over a network: those that its certificate is for are its own.
  private func urls(at port: Int) -> [String] {
    guard let network else { return [] }
    let scheme = certificate == nil ? "http" : "https"
    let hosts = (certificate?.context.hosts ?? []) + (Self.isAny(network.host) ? [] : [network.host])
    return hosts.map { Self.url(scheme, $0, port) }
  }

  /// Adds what another certificate is for to the addresses that a server calls its own.
  func add(_ context: TLSContext, to addresses: OwnAddresses) {
    guard let network else { return }
    for host in context.hosts { addresses.add(Self.url("https", host, network.port)) }
  }

  private static func url(_ scheme: String, _ host: String, _ port: Int) -> String {
    "\(scheme)://\(host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host):\(port)"
  }

  /// Whether an address is of this machine alone.
  static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host == "::1" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  /// Whether it stands for all addresses of this machine.
  private static func isAny(_ host: String) -> Bool { host == "0.0.0.0" || host == "::" }
}
