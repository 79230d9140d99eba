internal import Hummingbird
internal import NIOCore

/// What goes along with one request: who makes it, once that is known.
struct APIContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  var identity: Identity?
  /// The connection it came over.
  let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    channel = source.channel
  }
}
