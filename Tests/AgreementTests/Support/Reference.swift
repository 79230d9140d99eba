import Agreement
import CanonicalJSON
import Foundation
import Testing

/// How others answer random tables; `Tables/README.md` says how that was made.
enum Reference {
  /// A table with coefficients of `krippendorff` and `irrCAC`.
  struct Ratings: JSONRecord {
    var categories: Int
    var rows: [[Nullable<Int>]]
    var nominal: FixedPoint
    var ordinal: FixedPoint
    var raw: FixedPoint
    var ac1: FixedPoint
    var fleiss: FixedPoint

    static let shape = Shape(
      Ratings.init(categories:rows:nominal:ordinal:raw:ac1:fleiss:), Field("categories", \.categories),
      Field("rows", \.rows), Field("nominal", \.nominal), Field("ordinal", \.ordinal), Field("raw", \.raw),
      Field("ac1", \.ac1), Field("fleiss", \.fleiss))

    var table: RatingTable {
      RatingTable(categories: categories, rows: rows.map { $0.map(\.value) })
    }
  }

  /// A text with disorders of `pygamma-agreement`, and alpha for unitizing.
  struct Spans: JSONRecord {
    var length: Int
    var marks: [[[Int]]]
    /// |ᵤα.
    var alpha: FixedPoint
    /// Of the best alignment.
    var observed: FixedPoint
    /// The mean of 400 random texts.
    var expected: FixedPoint?

    static let shape = Shape(
      Spans.init(length:marks:alpha:observed:expected:), Field("length", \.length), Field("marks", \.marks),
      Field("alpha", \.alpha), Field("observed", \.observed), Field("expected", \.expected))

    var continuum: Continuum {
      Continuum(length: length, marks: marks.map { $0.map { $0[0]..<$0[1] } })
    }
  }

  static func ratings() throws -> [Ratings] { try read("ratings") }
  static func spans() throws -> [Spans] { try read("spans") }

  private static func read<Item: JSONValue>(_ name: String) throws -> [Item] {
    let url = try #require(
      Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Tables"))
    return try [Item](json: JSON.parsed(Array(Data(contentsOf: url))))
  }
}
