extension DecodingError {
  /// The way to what is wrong, its names joined by dots, and what is wrong with it: `is missing`. Never the content.
  public var place: (path: String, fault: String) {
    let (path, fault): ([any CodingKey], String) =
      switch self {
      case .keyNotFound(let key, let context): (context.codingPath + [key], "is missing")
      case .typeMismatch(_, let context): (context.codingPath, "is of another type")
      case .valueNotFound(_, let context): (context.codingPath, "is null")
      case .dataCorrupted(let context): (context.codingPath, "cannot be read")
      @unknown default: ([], "cannot be read")
      }
    return (path.map(\.stringValue).joined(separator: "."), fault)
  }
}
