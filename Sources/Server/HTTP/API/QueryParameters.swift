internal import EventLog
internal import Hummingbird
internal import Papers
internal import Protocol
internal import Scholarship

/// The query of a request, read strictly: what is not understood is an error.
struct QueryParameters {
  private let values: [String: String]

  /// - Parameters:
  ///   - query: what follows the path, if anything does.
  ///   - known: the names that the route takes.
  init(_ query: Substring?, _ known: [String]) throws(Problem) {
    var values: [String: String] = [:]
    for part in query?.split(separator: "&") ?? [] {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = PercentEncoding.decodedInQuery(sides[0]),
        let value = PercentEncoding.decodedInQuery(sides.count > 1 ? sides[1] : "")
      else {
        throw Problem(.malformed, "The query is not UTF-8, percent-encoded: “\(String(part).clipped)”.")
      }
      guard known.contains(name) else {
        throw Problem(
          .malformed,
          known.isEmpty
            ? "There is no parameter “\(name.clipped)” here, nor any other."
            : "There is no parameter “\(name.clipped)” here; there are \(known.sorted().joined(separator: ", "))."
        )
      }
      guard values.updateValue(value, forKey: name) == nil else {
        throw Problem(.malformed, "The parameter “\(name)” is given twice.")
      }
      guard !value.isEmpty else {
        throw Problem(.malformed, "The parameter “\(name)” is empty: give it a value, or leave it out.")
      }
      guard !value.unicodeScalars.contains("\0") else {
        throw Problem(.malformed, "The parameter “\(name)” holds a NUL character.")
      }
    }
    self.values = values
  }

  subscript(name: String) -> String? { values[name] }

  func number(_ name: String, in range: ClosedRange<Int64>) throws(Problem) -> Int64? {
    guard let text = self[name] else { return nil }
    guard let number = Int64(text), range.contains(number) else {
      throw Problem(
        .malformed, "“\(name)” is a whole number from \(range.lowerBound) to \(range.upperBound).")
    }
    return number
  }

  func point(_ name: String) throws(Problem) -> PointInTime? {
    guard let text = self[name].map(Self.zoned) else { return nil }
    guard let point = PointInTime(text) else {
      throw Problem(.malformed, "“\(text)” is not \(PointInTime.noun). \(PointInTime.advice)")
    }
    return point
  }

  /// A time with its zone's sign, where that was a `+` that nobody percent-encoded: `19:30:00 02:00` cannot be
  /// anything else.
  private static func zoned(_ text: String) -> String {
    let sign = text.utf8.count - 6
    guard sign >= "2026-11-23 19:30:00".utf8.count, text.wholeMatch(of: /.* [0-9]{2}:[0-9]{2}/) != nil else {
      return text
    }
    return "\(text.prefix(sign))+\(text.suffix(5))"
  }

  func flag(_ name: String) throws(Problem) -> Bool {
    switch self[name] {
    case nil, "false": return false
    case "true": return true
    default: throw Problem(.malformed, "“\(name)” is true or false.")
    }
  }
}

extension Moment {
  /// The moment that `at` and `min-position` name.
  init(_ query: QueryParameters) throws(Problem) {
    let minimum = try query.number("min-position", in: 0...Int64.max) ?? 0
    guard let point = try query.point("at") else {
      self.init(atLeast: minimum)
      return
    }
    self.init(point, atLeast: minimum)
  }
}

extension APIContext {
  /// What the path has where a name stands in braces.
  func parameter(_ name: String) throws(Problem) -> String? {
    guard let text = parameters.get(name) else { return nil }
    guard let value = PercentEncoding.decoded(text[...]) else {
      throw Problem(.malformed, "A part of the address is not UTF-8: “\(text.clipped)”.")
    }
    return value
  }

  /// The paper that the path names.
  func slug() throws(Problem) -> Slug {
    guard let name = try parameter("slug"), let slug = Slug(name) else {
      throw Problem.noSuchPaper
    }
    return slug
  }
}
