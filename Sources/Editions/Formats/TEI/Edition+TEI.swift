internal import Consensus
internal import Manuscript
internal import Protocol
internal import Scholarship
internal import Views

extension EditionFormat {
  /// TEI P5, valid against tei_all.
  public static let tei = EditionFormat(
    "tei", mediaType: "application/tei+xml", fileExtension: "xml"
  ) { $0.teiParts() }
}

/// The base's text with the paper's notes and page breaks in place. Where all readings of a locus are of the same words
/// they stand in line (parallel segmentation); where they overlap, each stands after the text and points to the two ends
/// of its words (double end-point). Taking `lem` everywhere gives the consensus, taking the reading of `#base` the base.
/// A line feed in the text has an `lb` before it; all other white space between blocks is no part of the text.
extension Edition {
  func teiParts() -> [EditionPieces.Part] {
    let apparatus = apparatus
    let entries = TEIEntries(options: options, conspectus: apparatus.conspectus)
    let content = TEIContent(apparatus, entries)
    let structure = TEIStructure(apparatus.places)
    func part(
      _ count: Int = 1, _ write: @escaping @Sendable (Int, inout MarkupBuilder) -> Void
    ) -> EditionPieces.Part {
      .init(count: count) { indices in
        var xml = MarkupBuilder()
        for index in indices { write(index, &xml) }
        return xml.take()
      }
    }
    return [
      part { [self] _, xml in TEIHeader(self, apparatus).write(to: &xml) },
      part(structure.elements.count) { index, xml in
        let element = structure.elements[index]
        xml.add(element.opening)
        content.write(blockAt: index, to: &xml)
        xml.add(element.closing)
      },
      .init(structure.elements.isEmpty ? "<p/>\n</body>\n" : structure.end + "</body>\n"),
      part { _, xml in
        if content.notes.unplaced.isEmpty { return }
        xml.add("<back><div type=\"notes\">\n")
        for index in content.notes.unplaced {
          content.write(noteAt: index, to: &xml)
          xml.add("\n")
        }
        xml.add("</div></back>\n")
      },
      .init("</text>\n"),
    ] + standOff(apparatus, entries)
      + [.init("</TEI>\n")]
  }

  /// The entries that do not stand in line, what edits nothing, claims and disputes.
  private func standOff(_ apparatus: Apparatus, _ entries: TEIEntries) -> [EditionPieces.Part] {
    let document = presenter.document
    let outside = apparatus.loci.indices.filter { index in
      // A locus of one correction stands in line.
      apparatus.loci[index].readings.count > 1
        || document.blockIndices(touching: apparatus.loci[index].hull).count > 1
    }.filter { index in
      let segments = TEISegment.segments(of: apparatus.entry(at: index))
      return segments.count > 1
        || !segments.allSatisfy { segment in
          document.block(containing: segment.range.start)?.range.contains(segment.range) ?? false
        }
    }
    let layers = TEILayers(apparatus, entries)
    if outside.isEmpty, layers.count == 0 { return [] }
    var parts: [EditionPieces.Part] = [.init("<standOff>\n")]
    if !outside.isEmpty {
      parts.append(.init("<listApp>\n"))
      parts.append(
        .init(count: outside.count) { indices in
          var xml = MarkupBuilder()
          for index in indices {
            let entry = apparatus.entry(at: outside[index])
            for segment in TEISegment.segments(of: entry) {
              entries.write(entry, segment, isOutside: true, to: &xml) { reading, xml in
                xml.add(lines: (reading ?? document.text[segment.range]).unicodeScalars)
              }
              xml.add("\n")
            }
          }
          return xml.take()
        })
      parts.append(.init("</listApp>\n"))
    }
    if layers.count > 0 {
      parts.append(.init("<listAnnotation>\n"))
      parts.append(
        .init(count: layers.count) { indices in
          var xml = MarkupBuilder()
          for index in indices { layers.write(index, to: &xml) }
          return xml.take()
        })
      parts.append(.init("</listAnnotation>\n"))
    }
    return parts + [.init("</standOff>\n")]
  }
}
