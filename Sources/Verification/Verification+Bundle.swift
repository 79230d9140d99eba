internal import Archive
internal import Editions
internal import Ledger

/// Bundles: each has the export that carries its history, and all else in it can be made again from that.
extension Verification {
  mutating func checkBundle(_ files: [ZipReader.PackedFile]) {
    report.expect([.parts])
    let ending = "." + EditionFormat.json.fileExtension
    // The metadata of a bundle is of another name; of exports there is one.
    guard let export = files.first(where: { $0.name.hasSuffix(ending) && !$0.name.hasPrefix("ro-crate") })
    else {
      return add(.file, .fails, "The bundle has no export in JSON, from which all else in it follows.")
    }
    checkExport(export.bytes)
    guard let edition else {
      return add(
        .parts, .unknown, "What else is in the bundle was not looked at: \(export.name) is not right.")
    }
    checkParts(files, of: edition)
  }

  /// Makes the bundle again and compares.
  private mutating func checkParts(_ files: [ZipReader.PackedFile], of edition: Edition) {
    let expected: [ZipReader.PackedFile]
    do {
      let again = edition.under(try EditionBundle.options(in: files)).rendered(as: .bundle)
      expected = EditionBundle.files(in: again) ?? []
    } catch {
      return add(.parts, .fails, "The bundle's metadata cannot be read: \(error)")
    }
    let own = Dictionary(files.map { ($0.name, $0.bytes) }) { first, _ in first }
    let names = Set(expected.map(\.name))
    let missing = expected.map(\.name).filter { own[$0] == nil }
    let altered = expected.filter { own[$0.name] != nil && own[$0.name] != $0.bytes }.map(\.name)
    let foreign = files.map(\.name).filter { !names.contains($0) }
    guard own.count == files.count else {
      return add(.parts, .fails, "The bundle has a file twice.")
    }
    func are(_ files: [String]) -> String {
      files.joined(separator: ", ") + (files.count == 1 ? " is" : " are")
    }
    var faults: [String] = []
    if !altered.isEmpty {
      faults.append(
        "\(are(altered)) not what follows from the history: altered, or made by another version.")
    }
    if !missing.isEmpty {
      faults.append("\(are(missing)) missing from the bundle.")
    }
    if !foreign.isEmpty {
      faults.append("This is in the archive and no part of the bundle: \(foreign.joined(separator: ", ")).")
    }
    guard faults.isEmpty else { return add(.parts, .fails, faults.joined(separator: " ")) }
    add(.parts, .holds, "The other \(names.count - 1) files of the bundle follow from the same events.")
  }
}
