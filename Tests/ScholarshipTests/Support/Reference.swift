import FoundationEssentials
import Manuscript

@testable import Scholarship

/// What an event's body should say, found in another way: out of the properties that its payload turns out to have at
/// run time, written by Foundation.
///
/// A property that is added to a payload is in this by itself, and missed where it is not written.
indirect enum Reference: Encodable {
  case text(String)
  case number(Int64)
  case truth(Bool)
  case list([Reference])
  case object([String: Reference])

  static func body(of event: Event) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let payload = Mirror(reflecting: event).children.first!.value
    return String(decoding: try encoder.encode(Reference(payload)), as: UTF8.self)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .number(let number): try container.encode(number)
    case .truth(let truth): try container.encode(truth)
    case .list(let list): try container.encode(list)
    case .object(let members): try container.encode(members)
    }
  }

  private init(_ value: Any) {
    switch value {
    // Those that are written otherwise than by their properties.
    case let value as PolicySet: self = Reference(value.policy)
    case let value as ScalarRange: self = .list([Reference(value.start), Reference(value.end)])
    case let value as Anchor:
      let members: [String: Any] = [
        "base": value.base, "range": value.range, "quote": value.quote, "prefix": value.prefix,
        "suffix": value.suffix,
      ]
      self = .object(members.mapValues { Reference($0) })
    case let value as Target:
      self = .object(value.thing.map { ["thing": Reference($0)] } ?? ["passage": Reference(value.passage!)])
    case let value as CarriedAnchor: self = .object(Self.members(value))
    case let value as PolicyRules:
      var members = Self.properties(Mirror(reflecting: value))
      // That rounds are not blind is not said.
      if !value.blind { members["blind"] = nil }
      self = .object(members)
    case let value as [PolicyClass: PolicyException]:
      self = .object(
        Dictionary(uniqueKeysWithValues: value.map { ($0.key.rawValue, Reference($0.value)) }))
    case let value as any RawRepresentable<String>: self = .text(value.rawValue)
    case let value as String: self = .text(value)
    case let value as Bool: self = .truth(value)
    case let value as any BinaryInteger: self = .number(Int64(value))
    case let value as any CustomStringConvertible & Hashable
    where Mirror(reflecting: value).displayStyle == .struct:
      self = .text(value.description)
    default:
      let mirror = Mirror(reflecting: value)
      if mirror.displayStyle == .collection {
        self = .list(mirror.children.map { Reference($0.value) })
      } else {
        self = .object(Self.properties(mirror))
      }
    }
  }

  /// Those that are not `nil`.
  private static func properties(_ mirror: Mirror) -> [String: Reference] {
    var members: [String: Reference] = [:]
    for child in mirror.children {
      let optional = Mirror(reflecting: child.value)
      if optional.displayStyle != .optional {
        members[child.label!] = Reference(child.value)
      } else if let value = optional.children.first?.value {
        members[child.label!] = Reference(value)
      }
    }
    return members
  }

  private static func members(_ carried: CarriedAnchor) -> [String: Reference] {
    var members = ["thing": Reference(carried.name.thing), "index": Reference(carried.name.index)]
    switch carried.outcome {
    case .found(let anchor, let method, let score):
      members["anchor"] = Reference(anchor)
      members["method"] = Reference(method)
      members["score"] = Reference(score)
    case .lost(.ambiguous(let candidates)): members["candidates"] = Reference(candidates)
    case .lost(.orphaned(let nearest)): members["nearest"] = nearest.map { Reference($0) }
    }
    return members
  }
}
