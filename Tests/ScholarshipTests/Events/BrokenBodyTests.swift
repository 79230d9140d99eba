import ActSupport
import Foundation
import Testing

@testable import Scholarship

/// What is said of stored events that lack something, or have something else in its place.
@Suite struct BrokenBodyTests {
  /// Of every member of every stored event, however deep: either it may be missing and null both, and may not be of
  /// another type, or each of the three is told by the way to it. One that is not known is passed over.
  @Test func `every member is missed by its name`() throws {
    var (needed, optional) = (0, 0)
    for fixture in eventFixtures {
      let body = try JSONSerialization.jsonObject(with: Data(fixture.body.utf8))
      for path in Self.members(of: body) {
        func reason(_ value: Any?) throws -> String? {
          let changed = Self.replace(path[...], in: body, by: value)
          let bytes = Array(try JSONSerialization.data(withJSONObject: changed))
          do throws(EventDecodingError) {
            _ = try Event(type: fixture.type, version: fixture.version, body: bytes)
            return nil
          } catch { return error.reason }
        }
        let name = path.joined(separator: ".")
        let comment: Comment = "\(fixture.type) \(fixture.version): \(name)"
        let missing = try reason(nil)
        // What stands in its place decides for another member where the shape is one of several.
        if let missing, !missing.hasPrefix(name) { continue }
        #expect(missing == nil || missing == "\(name) is missing", comment)
        #expect(try reason(NSNull()) == missing.map { _ in "\(name) is null" }, comment)
        #expect(try reason(true) == "\(name) is of another type" || fixture.body.contains(":true"), comment)
        if missing == nil { optional += 1 } else { needed += 1 }
      }
      let more = Self.replace(["unheard of"], in: body, by: [1, ["of": NSNull()]])
      let event = try Event(
        type: fixture.type, version: fixture.version,
        body: Array(try JSONSerialization.data(withJSONObject: more)))
      #expect(event == fixture.event)
    }
    #expect(needed > 80 && optional > 10)
  }

  /// The way to every member of every object; lists are ways too, by their indices.
  private static func members(of value: Any, at path: [String] = []) -> [[String]] {
    if let object = value as? [String: Any] {
      return object.sorted { $0.key < $1.key }.flatMap { key, value in
        // Names that are content have no way to them.
        let isNamed = path.last != "exceptions" && !path.contains("exceptions")
        return isNamed ? [path + [key]] + members(of: value, at: path + [key]) : []
      }
    }
    return (value as? [Any] ?? []).enumerated().flatMap { members(of: $1, at: path + ["Index \($0)"]) }
  }

  private static func replace(_ path: ArraySlice<String>, in value: Any, by new: Any?) -> Any {
    guard let key = path.first else { return value }
    if var object = value as? [String: Any] {
      object[key] = path.count == 1 ? new : object[key].map { replace(path.dropFirst(), in: $0, by: new) }
      return object
    }
    guard let list = value as? [Any] else { return value }
    return list.enumerated().map { index, element in
      key == "Index \(index)" ? replace(path.dropFirst(), in: element, by: new) : element
    }
  }
}
