internal import Manuscript
public import Scholarship

/// What an act is decided on: a paper, its text, and who acts.
public struct ActContext: Sendable {
  /// As it is with everything that was decided before, whether or not that stands in the log yet.
  public var paper: Paper
  /// Who acts.
  public var person: Handle
  /// The text in which addresses are looked up; `nil` where no act has one. The paper may have another base by now:
  /// then what was found is refused.
  public var text: PaperText?
  /// What whoever acts noted privately, on the present base; empty where the act does not touch it.
  public var notebook = Notebook.empty
  /// Where what is said was brought in from; `nil` where it is said here.
  var origin: Origin?

  public init(_ paper: Paper, by person: Handle, text: PaperText? = nil) {
    self.paper = paper
    self.person = person
    self.text = text
  }

  /// The role in which the person acts.
  var role: Role {
    get throws(Refusal) { try paper.role(of: person) }
  }

  // MARK: Places

  /// The passages of a place.
  func anchors(_ place: Place) throws(Refusal) -> [Anchor] {
    switch place {
    case .anchors(let anchors): return anchors
    case .address(let address):
      guard let text else {
        throw Refusal(.noSuchThing, "There is no text in which to look “\(address)” up.")
      }
      do {
        return [try text.anchor(at: address)]
      } catch {
        throw Refusal(error)
      }
    }
  }

  /// The passage of a place that is one passage.
  func anchor(_ place: Place) throws(Refusal) -> Anchor {
    guard let anchor = try anchors(place).first else {
      throw Refusal(.refused, "This needs a passage that it is about.")
    }
    return anchor
  }

  /// The passage that is deleted: where its words are quoted between two spaces, with one of them, for else the two would
  /// meet. A passage given by offsets is taken as given.
  func deletion(of place: Place) throws(Refusal) -> Anchor {
    let anchor = try anchor(place)
    guard case .address(let address) = place, let text else { return anchor }
    do {
      guard try Address(parsing: address).quotesWords else { return anchor }
    } catch {
      throw Refusal(error)
    }
    let (range, scalars) = (anchor.range, text.document.text)
    guard !range.isEmpty, range.start > 0, range.end < scalars.count,
      scalars[ScalarRange(range.start - 1, range.start)] == " ",
      scalars[ScalarRange(range.end, range.end + 1)] == " "
    else { return anchor }
    return text.document.anchor(for: ScalarRange(range.start, range.end + 1), base: text.base)
  }

  func target(_ topic: Topic) throws(Refusal) -> Target {
    switch topic {
    case .target(let target): return target
    case .typed(let text):
      if let id = EntityID(text) { return .thing(id) }
      return .passage(try anchor(.address(text)))
    }
  }
}
