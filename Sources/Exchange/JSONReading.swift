internal import CanonicalJSON
internal import Manuscript
internal import Scholarship

/// Reads annotations in JSON: W3C Web Annotations, or an export of Hypothesis.
enum JSONReading {
  static func read(
    _ bytes: [UInt8], named file: String
  ) throws(ForeignFileError) -> (OriginForm, [ForeignRemark]) {
    let root: ParsedJSON
    do {
      root = try JSON.parsed(bytes)
    } catch DecodingError.dataCorrupted(let context) {
      throw ForeignFileError(context.debugDescription)
    } catch {
      throw ForeignFileError("The file is not JSON.")
    }
    if let rows = HypothesisReading.rows(of: root) {
      return (.hypothesis, ordered(rows.compactMap { HypothesisReading.remark($0, file) }))
    }
    guard let annotations = WebReading.annotations(in: root) else {
      throw ForeignFileError(
        "The file has no annotations that can be read. It may be a W3C Web Annotation, a page, a collection or a list of "
          + "them in JSON-LD, or an export of Hypothesis.")
    }
    if let page = WebReading.missingPage(of: root) {
      throw ForeignFileError(
        "The file is a part of a collection, which goes on at \(page). Put all of its annotations into one file."
      )
    }
    return (.w3c, ordered(annotations.map { WebReading($0, file).remark }))
  }

  /// With every answer after what it answers. What answers itself, by whatever way, comes last.
  private static func ordered(_ remarks: [ForeignRemark]) -> [ForeignRemark] {
    let names = Set(remarks.compactMap(\.name))
    var answers: [String: [ForeignRemark]] = [:]
    var waiting: [ForeignRemark] = []
    for remark in remarks {
      if case .reply(let parent) = remark.spot, names.contains(parent) {
        answers[parent, default: []].append(remark)
      } else {
        waiting.append(remark)
      }
    }
    waiting.reverse()
    var ordered: [ForeignRemark] = []
    while let remark = waiting.popLast() {
      ordered.append(remark)
      if let name = remark.name, let replies = answers.removeValue(forKey: name) {
        waiting += replies.reversed()
      }
    }
    for remark in remarks {
      guard case .reply(let parent) = remark.spot, answers[parent]?.contains(remark) == true else { continue }
      var remark = remark
      remark.spot = .nowhere("It answers itself.")
      ordered.append(remark)
    }
    return ordered
  }
}
