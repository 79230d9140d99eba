public import Manuscript

/// Reads any bytes as a paper and checks all that must hold whatever they are.
public enum ImportTrial {
  /// The first thing wrong, or nil. Bytes that are refused must deserve it.
  public static func fault(reading raw: [UInt8], as format: SourceFormat) -> String? {
    let (document, report): (Document, ImportReport)
    do throws(ImportError) {
      (document, report) = try PaperReader.read(raw, as: format)
    } catch {
      return fault(in: error, of: raw)
    }
    return MapChecker.fault(in: document, of: raw) ?? fault(storing: document)
      ?? fault(in: report, on: document)
  }

  private static func fault(in error: ImportError, of raw: [UInt8]) -> String? {
    let isUTF8 = String(validating: raw, as: UTF8.self) != nil
    switch error {
    case .notUTF8: return isUTF8 ? "Refused as broken UTF-8, which it is not" : nil
    case .notUTF16, .foreign: return nil
    case .binary(let offset, _):
      let isControl = raw.indices.contains(offset) && (raw[offset] < 0x20 || raw[offset] == 0x7F)
      return isControl ? nil : "Refused as binary for byte \(offset), which is no control character"
    case .empty:
      // Words are text whatever stands around them; but a comment, a fence or front matter may hold them.
      let hasWords = raw.contains { (0x61...0x7A).contains($0) }
      return hasWords && !raw.contains { "<-[`~".utf8.contains($0) } ? "Refused as empty" : nil
    case .tooLarge: return raw.count > PaperReader.defaultByteLimit ? nil : "Refused as too large"
    }
  }

  private static func fault(storing document: Document) -> String? {
    guard let stored = try? Document(decoding: document.encoded()) else { return "It cannot be decoded" }
    return stored == document ? nil : "It is another once stored"
  }

  private static func fault(in report: ImportReport, on document: Document) -> String? {
    if report.blocks != document.blocks.count { return "The report counts \(report.blocks) blocks" }
    for item in report.undecided {
      do throws(AddressError) {
        _ = try document.resolve(item.address)
      } catch {
        return "What is undecided is said to be at “\(item.address)”, which is no place"
      }
    }
    return nil
  }
}

/// Resolves any words as an address and checks that what comes back is true and can be typed.
public enum AddressTrial {
  /// The first thing wrong, or nil.
  public static func fault(resolving input: String, in document: Document) -> String? {
    do throws(AddressError) {
      let place = try document.resolve(input)
      guard place.range.end <= document.text.count else { return "\(place.range) is not in the text" }
      return fault(in: place.address, for: place.range, of: document)
    } catch {
      guard !"\(error)".isEmpty else { return "The error says nothing" }
      switch error {
      case .malformed, .names: return nil
      case .notFound(_, let passages):
        return passages.lazy.compactMap { fault(in: $0.address, for: $0.range, of: document) }.first
      case .ambiguous(_, let passages, let total):
        if total < 2 || passages.count > total { return "\(total) places are called several" }
        return passages.lazy.compactMap { fault(in: $0.address, for: $0.range, of: document) }.first
      }
    }
  }

  /// The first thing wrong with the address that a document gives for a range of one of its blocks.
  public static func fault(naming range: ScalarRange, in document: Document) -> String? {
    fault(in: document.address(of: range), for: range, of: document)
  }

  private static func fault(in address: String, for range: ScalarRange, of document: Document) -> String? {
    do throws(AddressError) {
      let found = try document.resolve(address).range
      return found == range ? nil : "“\(address)” names \(found) and not \(range)"
    } catch {
      return "“\(address)” for \(range) is no address: \(error)"
    }
  }
}
