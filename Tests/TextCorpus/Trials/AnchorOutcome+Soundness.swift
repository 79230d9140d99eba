public import Manuscript

extension AnchorOutcome {
  /// Whether every place lies in the text, scores go from 0 to 1, and what is ambiguous is several places.
  public func isSound(in text: ScalarText) -> Bool {
    let places: [AnchorPlacement]
    switch self {
    case .found(let place): places = [place]
    case .ambiguous(let several):
      places = several
      if several.count < 2 { return false }
    case .orphaned(let nearest): places = nearest.map { [$0] } ?? []
    }
    return places.allSatisfy { $0.range.end <= text.count && (0...1).contains($0.score) }
  }
}
