import Testing

@testable import CanonicalJSON

/// What is taken out of JSON by hand is what a decoder takes out of it, and is missed in the same words.
@Suite struct ParsedJSONTests {
  @Test func saysWhatADecoderSays() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    var (read, refused) = (0, 0)
    for round in 0..<2000 {
      var bytes = try JSON.bytes(of: Sample(&random))
      if round > 200 {
        let place = bytes.indices.randomElement(using: &random)!
        bytes[place] = #"x0"{}[],:9n"#.utf8.randomElement(using: &random)!
      }
      let decoded = outcome { try JSON.value(Sample.self, from: bytes) }
      let taken = outcome { try Sample(JSON.parsed(bytes)) }
      #expect(decoded == taken, "seed \(seed): \(String(decoding: bytes, as: UTF8.self))")
      if case .value = taken { read += 1 } else { refused += 1 }
    }
    #expect(read > 200 && refused > 200, "seed \(seed)")
  }

  private enum Outcome: Equatable {
    case value(Sample)
    case error(String, path: [String])
  }

  private func outcome(_ body: () throws -> Sample) -> Outcome {
    do { return .value(try body()) } catch let error as DecodingError {
      switch error {
      case .keyNotFound(let key, let context):
        return .error("missing", path: (context.codingPath + [key]).map(\.stringValue))
      case .typeMismatch(_, let context): return .error("type", path: context.codingPath.map(\.stringValue))
      case .valueNotFound(_, let context): return .error("null", path: context.codingPath.map(\.stringValue))
      case .dataCorrupted(let context):
        return .error("corrupted", path: context.codingPath.map(\.stringValue))
      @unknown default: return .error("\(error)", path: [])
      }
    } catch { return .error("\(error)", path: []) }
  }
}

extension Sample {
  fileprivate init(_ json: ParsedJSON) throws {
    zeta = try json["zeta"].string()
    alpha = try json["alpha"].integer()
    flag = try json["flag"].bool()
    kind = try json["kind"].term()
    absent = try json.present("absent")?.string()
    double = try json["double"].double()
    small = try json["small"].integer(Int8.self)
    large = try json["large"].integer(UInt64.self)
    lists = try json["lists"].elements.map { try $0.elements.map { try $0.integer() } }
    texts = try json["texts"].elements.map { try $0.string() }
    part = try json.present("part").map(Part.init)
    names = [:]
    let members = try json["names"]
    for name in try members.names { names[name] = try members[name].string() }
  }
}

extension Sample.Part {
  fileprivate init(_ json: ParsedJSON) throws {
    text = try json["text"].string()
    number = try json.present("number")?.integer(Int64.self)
    parts = try json["parts"].elements.map(Sample.Part.init)
  }
}
