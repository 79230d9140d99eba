internal import CanonicalJSON
internal import HTTPTypes
internal import Protocol
internal import Scholarship

/// What many requests say alike.
extension Parameter {
  static let slug = Parameter(.path, "slug", Slug.schema, "the paper")

  static let at = Parameter(
    .query, "at", PointInTime.schema,
    "as things stood at this position of the log, or at this time")

  static let minimum = Parameter(
    .query, "min-position", .integer, from: 0...Int64.max,
    "what was appended up to this position must be seen in the answer")

  static let isDryRun = Parameter(
    .query, "dry-run", .boolean, "only report what would be read; nothing is stored")

  /// Names a write; see ``IdempotencyKey``.
  static let key = key(isRequired: true)

  static func key(isRequired: Bool) -> Parameter {
    Parameter(
      .header, IdempotencyKey.field,
      .form(
        noun: "a key", advice: "8 to 128 visible ASCII characters; best a fresh random value.",
        pattern: "^[!-~]{8,128}$"),
      isRequired: isRequired, "names the write, so that it is done once however often it is sent")
  }
}
