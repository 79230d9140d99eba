internal import Hummingbird

/// What goes along with one request: who makes it, once that is known.
struct APIContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  var identity: Identity?

  init(source: ApplicationRequestContextSource) { coreContext = .init(source: source) }
}
