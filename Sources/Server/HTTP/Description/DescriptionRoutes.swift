internal import CanonicalJSON
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// The description of the API, for anyone.
enum DescriptionRoutes {
  /// - Parameter endpoints: all others.
  static func endpoint(describing endpoints: [Endpoint]) -> Endpoint {
    var endpoint = Endpoint(
      .get, "/openapi.json", "this description", access: .anyone,
      answers: [200: .bytes("application/json")], handler: nil)
    // It describes itself too.
    let text = ByteBuffer(bytes: APIDescription(endpoints + [endpoint]).text)
    endpoint.handler = { _, _, _ in
      Response(
        status: .ok, headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-cache"],
        body: ResponseBody(byteBuffer: text))
    }
    return endpoint
  }
}
