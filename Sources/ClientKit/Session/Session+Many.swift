internal import Acts
internal import CanonicalJSON
internal import Protocol
internal import Rendering
internal import Views

/// Many acts in one request: all are done, or none is.
extension Session {
  func send(_ acts: [AnyAct], _ run: CommandRun) async throws(ClientError) {
    let paper = try await paper(run)
    let reader = try await reader(run)
    let answer: HTTPAnswer
    do throws(ClientError) {
      answer = try await post(
        ["papers", paper, "commands"], body: JSON.text(of: acts.map { shown.completing($0, by: reader) }),
        asking: JSON.text(of: acts.map(\.asked)), by: run)
    } catch {
      if error.type == Problem.Kind.conflict.rawValue { for act in acts { shown.forget(act, by: reader) } }
      throw error
    }
    let receipt = try Self.decode(Receipt.self, from: answer)
    await note(receipt.position, run)
    known.note(ids: receipt.ids, in: paper)
    if run.options.json {
      await self.answer(json: answer.body)
      return
    }
    var page = Page()
    // Each act answers with one id, in their order.
    for (act, id) in zip(acts, receipt.ids) {
      let one = Receipt(position: receipt.position, ids: [id])
      page.line(act.act.told(Done(one, by: run.profile)).what + ".")
    }
    page.line("All in one step, at @\(receipt.position).")
    await self.answer(page, run.options)
  }

  /// Corrects words wherever they stand whole, letter for letter.
  func correctEvery(_ act: Correct, isDryRun: Bool, _ run: CommandRun) async throws(ClientError) {
    guard case .address(let words) = act.address else { return }
    let answer = try await get(Find(text: words, limit: Self.largestPage), run)
    let view = try Self.decode(FoundView.self, from: answer)
    let places = view.items.filter { $0.isWhole(words) }
    guard view.total <= view.items.count else {
      throw ClientError(
        .refused, type: "refused",
        "“\(words)” stands in \(Wording.grouped(view.total)) places, and \(Self.largestPage) go in one request. "
          + "Nothing was done; give more words.")
    }
    guard !places.isEmpty else {
      throw ClientError(
        .noSuchThing, type: "no-such-thing",
        "“\(words)” stands nowhere as whole words. Letter case counts here; find \(words) shows what is near."
      )
    }
    if isDryRun {
      await self.answer(
        Find(text: words).page(of: FoundView(at: view.at, total: places.count, items: places)), run.options)
      return
    }
    try await send(
      places.map { place in
        var one = act
        one.address = .address(place.address)
        return AnyAct(one)
      }, run)
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
