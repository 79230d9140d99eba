internal import Acts
internal import CanonicalJSON
internal import Protocol
internal import Rendering
internal import Views

/// Corrects words wherever they stand.
extension Session {
  /// Corrects words wherever they stand whole, letter for letter: first it lists where, then it says what became of each.
  func correctEvery(_ act: Correct, isDryRun: Bool, _ run: CommandRun) async throws(ClientError) {
    guard case .address(let words) = act.address else { return }
    let found = try await places(of: words, run)
    if isDryRun, run.options.json {
      await answer(json: JSON.text(of: found))
      return
    }
    if !run.options.json {
      var page = Page()
      page.line(
        "“\(words)” stands in \(Wording.count(found.items.count, "place")):")
      page.append(Find(text: words).page(of: found))
      await answer(page, run.options)
    }
    if isDryRun { return }
    let acts = found.items.map { place in
      var one = act
      one.address = .address(place.address)
      return AnyAct(one)
    }
    let receipt = try await submit(acts, run)
    let things = await things(after: receipt, run)
    let outcomes = receipt.ids.map { ProposalOutcome(things[$0], since: found.at, by: run.profile) }
    if run.options.json {
      await answer(json: Self.object(of: receipt, things, outcomes))
      return
    }
    var page = Page()
    for ((act, id), outcome) in zip(zip(acts, receipt.ids), outcomes) {
      page.line(
        act.told(id, things[id], receipt.position, by: run.profile, remark: outcome.remark(id)))
    }
    page.line("All in one step, at @\(receipt.position).")
    await answer(page, run.options)
  }

  /// Where words stand whole, letter for letter.
  private func places(of words: String, _ run: CommandRun) async throws(ClientError) -> FoundView {
    let answer = try await get(Find(text: words, limit: Self.largestPage), run)
    var view = try Self.decode(FoundView.self, from: answer)
    guard view.total <= view.items.count else {
      throw ClientError(
        .refused, type: "refused",
        "“\(words)” stands in \(Wording.grouped(view.total)) places, and \(Self.largestPage) go in one request. "
          + "Nothing was done; give more words.")
    }
    view.items.removeAll { !$0.isWhole(words) }
    view.total = view.items.count
    guard !view.items.isEmpty else {
      throw ClientError(
        .noSuchThing, type: "no-such-thing",
        "“\(words)” stands nowhere as whole words. Letter case counts here; find \(words) shows what is near."
      )
    }
    return view
  }

  private static func object(
    of receipt: Receipt, _ things: [String: ThingItem], _ outcomes: [ProposalOutcome]
  ) -> JSONObject {
    var object = JSONObject.versioned
    object.set("position", receipt.position)
    object.set("ids", receipt.ids)
    object.set(
      "items",
      zip(receipt.ids, outcomes).map { id, outcome in
        var item = JSONObject()
        item.set("id", id)
        item.set("outcome", outcome.rawValue)
        if let thing = things[id] { item.set(wordsOf: thing) }
        return item
      })
    return object
  }
}

/// What became of a proposal among many.
private enum ProposalOutcome: String {
  case proposed
  /// It stood already: a vote for it.
  case voted
  /// The same person had said the same before.
  case unchanged

  /// - Parameter position: before the proposals.
  init(_ thing: ThingItem?, since position: Int64, by person: String?) {
    guard case .correction(let item) = thing else {
      self = .proposed
      return
    }
    if item.position > position, item.by == person {
      self = .proposed
    } else {
      let isSecond = (item.seconds ?? []).contains { $0.by == person && $0.position > position }
      self = isSecond ? .voted : .unchanged
    }
  }

  /// What is told instead of that it was proposed.
  func remark(_ id: String) -> String? {
    switch self {
    case .proposed: nil
    case .voted: "\(id) proposes that already; voted for it"
    case .unchanged: "\(id) proposes that already, and so did you"
    }
  }
}

extension FoundItem {
  /// Whether the words stand there letter for letter, and are no part of longer words.
  fileprivate func isWhole(_ words: String) -> Bool {
    func isInWord(_ scalar: Unicode.Scalar?) -> Bool {
      scalar.map { $0.properties.isAlphabetic || $0.properties.numericType != nil } ?? false
    }
    let scalars = match.unicodeScalars
    return match.utf8.elementsEqual(words.utf8)
      && !(isInWord(scalars.first) && isInWord(before.unicodeScalars.last))
      && !(isInWord(scalars.last) && isInWord(after.unicodeScalars.first))
  }
}
