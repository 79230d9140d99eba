internal import CanonicalJSON
internal import Consensus
internal import Manuscript
internal import Protocol
internal import Rendering
internal import Scholarship
internal import Views

extension EditionFormat {
  /// What was said, as W3C Web Annotations (2017) in JSON-LD.
  public static let w3c = EditionFormat(
    "w3c",
    mediaType: "application/ld+json; profile=\"http://www.w3.org/ns/anno.jsonld\"", fileExtension: "jsonld"
  ) { $0.w3cParts() }
}

/// An `AnnotationCollection` with one page: the corrections, claims and annotations that stand. Positions count in scalars
/// of the base's reading text.
extension Edition {
  func w3cParts() -> [EditionPieces.Part] {
    let paper = presenter.paper
    let claims =
      options.omitted.contains(.claims) ? [] : paper.claims.lazy.filter { $0.withdrawn == nil }.map(\.id)
    let ids =
      claims + paper.annotations.lazy.filter { $0.withdrawn == nil }.map(\.id)
      + paper.corrections.lazy.filter { $0.withdrawn == nil }.map(\.id)
    let writer = WebAnnotations(self, total: ids.count)
    return [
      .init { _ in writer.opening },
      .init(count: ids.count) { indices in
        indices.reduce(into: []) { bytes, index in
          if index > 0 { bytes.append(UInt8(ascii: ",")) }
          bytes += JSON.text(of: writer.annotation(ids[index]))
        }
      },
      .init { _ in writer.closing },
    ]
  }
}

/// A value that is written by what it is given.
private struct Written: JSONWritable {
  let body: (inout JSONBuilder) -> Void
  init(_ body: @escaping (inout JSONBuilder) -> Void) { self.body = body }
  func write(to json: inout JSONBuilder) { body(&json) }
}

private struct WebAnnotations: Sendable {
  let presenter: Presenter
  let imprint: Imprint
  let total: Int

  init(_ edition: Edition, total: Int) {
    presenter = edition.presenter
    imprint = Imprint(of: edition)
    self.total = total
  }

  private func name(_ id: String) -> String { "urn:recension:\(imprint.paper):\(id)" }

  /// Up to the first annotation.
  var opening: [UInt8] {
    let context = Written { json in
      json.list { list in
        list.element("http://www.w3.org/ns/anno.jsonld")
        list.element(
          Written { json in
            json.object { $0.member("@vocab", "urn:recension:vocabulary:") }
          })
      }
    }
    var bytes = JSON.text(
      of: Written { json in
        json.object { json in
          json.member("@context", context)
          json.member("base", imprint.base.description)
          json.member("checkpoint", imprint.checkpoint)
          json.member("edition", imprint.edition)
        }
      })
    bytes.removeLast()
    let page = JSON.text(of: name("page"))
    bytes += Array(",\"first\":{\"id\":".utf8) + page
    return bytes + Array(",\"items\":[".utf8)
  }

  /// From the last annotation on.
  var closing: [UInt8] {
    let collection = JSON.text(of: name("annotations"))
    let page =
      Array("],\"partOf\":".utf8) + collection + Array(",\"startIndex\":0,\"type\":\"AnnotationPage\"},".utf8)
    let rest = JSON.text(
      of: Written { json in
        json.object { json in
          json.member("id", name("annotations"))
          json.member("label", imprint.title)
          json.member("paper", imprint.paper)
          json.member(
            "policy", imprint.policy + imprint.exceptions.map { "; \($0.class): \($0.policy)" }.joined())
          json.member("position", imprint.position)
          json.member("total", total)
          json.member("type", "AnnotationCollection")
        }
      })
    return page + rest.dropFirst() + [UInt8(ascii: "\n")]
  }

  func annotation(_ id: EntityID) -> some JSONWritable {
    Written { json in
      switch presenter.item(id) {
      case .annotation(let item):
        write(
          item.id, item.motivation, by: item.by, madeBy: item.madeBy, at: item.at, status: item.status,
          // What marks words, or only tags them, has no body to say (3.2: it is optional).
          bodies: (item.body.isEmpty ? [] : [body(item.body, "text/markdown", item.motivation)])
            + item.tags.map { body($0, nil, "tagging") }, origin: item.origin, to: &json)
      case .claim(let item):
        let stances = item.stances.sorted { $0.key < $1.key }.map { handle, stance in
          assessment(
            stance.stance, stance.reason, by: handle, at: stance.at,
            uncounted: stance.onEarlierWording == true
              ? "on an earlier wording" : stance.counted == false ? Wording.notCountedAnyMore : nil)
        }
        write(
          item.id, "describing", by: item.by, madeBy: item.madeBy, at: item.at, status: item.status,
          bodies: [body(item.statement, nil, "describing")] + stances, origin: item.origin, to: &json)
      case .correction(let item):
        let votes = item.votes.sorted { $0.key < $1.key }.map { handle, vote in
          assessment(
            vote.vote, vote.reason, by: handle, at: vote.at,
            uncounted: vote.counted == false ? Wording.uncounted(vote, item.ruling) : nil)
        }
        // What somebody said otherwise after that, which is not counted.
        let later = (item.changes ?? []).filter { $0.position > item.votes[$0.by]?.position ?? 0 }.map {
          assessment(
            $0.to ?? "took the vote back", $0.reason, by: $0.by, at: $0.at,
            uncounted: Wording.uncounted(at: $0.position, item.ruling))
        }
        let seconds = (item.seconds ?? []).flatMap { second in
          ([second.reason] + second.evidence.map(\.reference)).map {
            body($0, nil, "commenting", by: second.by, at: second.at)
          }
        }
        write(
          item.id, "editing", by: item.by, madeBy: item.madeBy, at: item.at, status: item.status,
          bodies: [
            body(item.new, "text/plain", "editing"), body(item.reason, nil, "commenting", by: item.wordsBy),
          ]
            + seconds + votes + later, origin: item.origin, to: &json)
      case .dispute, nil: json.object { _ in }
      }
    }
  }

  private func write(
    _ id: String, _ motivation: String, by: String, madeBy: String?, at: String, status: String,
    bodies: [Written], origin: OriginItem?,
    to json: inout JSONBuilder
  ) {
    json.object { json in
      if madeBy != nil { json.member("adoptedBy", creator(by)) }
      if !bodies.isEmpty {
        json.member(
          "body", Written { json in json.list { list in for body in bodies { list.element(body) } } })
      }
      json.member("created", at)
      json.member("creator", creator(madeBy ?? by))
      json.member("id", name(id))
      json.member("motivation", motivation)
      json.member("origin", origin)
      json.member("status", status)
      json.member("target", targets(of: id))
      json.member("type", "Annotation")
      // From where it was brought in (3.2.4), where that has an address.
      json.member("via", origin?.id)
    }
  }

  /// What someone holds, with why they do, and why that is not counted where it is not.
  private func assessment(
    _ held: String, _ reason: String?, by: String, at: String, uncounted: String?
  ) -> Written {
    body(
      held + (uncounted.map { " (\($0))" } ?? "") + (reason.map { ": \($0)" } ?? ""), nil, "assessing",
      by: by,
      at: at)
  }

  private func body(
    _ text: String, _ format: String?, _ purpose: String, by: String? = nil, at: String? = nil
  ) -> Written {
    Written { json in
      json.object { json in
        json.member("created", at)
        json.member("creator", by.map(creator))
        json.member("format", format)
        json.member("purpose", purpose)
        json.member("type", "TextualBody")
        json.member("value", text)
      }
    }
  }

  private func creator(_ handle: String) -> Written {
    Written { json in
      json.object { json in
        json.member("id", "urn:recension:person:\(handle)")
        json.member("nickname", handle)
        json.member("type", "Person")
      }
    }
  }

  /// The passages of a thing, or the thing that it is about.
  private func targets(of id: String) -> Written {
    let id = EntityID(id)
    let thing = id.flatMap { presenter.paper.annotation($0) }?.target.thing
    let anchors = id.map { presenter.paper.anchors(of: $0) } ?? []
    return Written { json in
      if let thing { return name(thing.description).write(to: &json) }
      if anchors.count == 1 { return target(anchors[0]).write(to: &json) }
      json.list { list in for anchor in anchors { list.element(target(anchor)) } }
    }
  }

  private func target(_ anchor: Anchor) -> Written {
    let position = Written { json in
      json.object { json in
        json.member("end", anchor.range.end)
        json.member("start", anchor.range.start)
        json.member("type", "TextPositionSelector")
      }
    }
    let quote = Written { json in
      json.object { json in
        json.member("exact", anchor.quote)
        json.member("prefix", anchor.prefix)
        json.member("suffix", anchor.suffix)
        json.member("type", "TextQuoteSelector")
      }
    }
    return Written { json in
      json.object { json in
        json.member(
          "selector",
          Written { json in
            json.list { list in
              list.element(position)
              list.element(quote)
            }
          })
        json.member("source", "urn:\(anchor.base)")
        json.member("type", "SpecificResource")
      }
    }
  }
}
