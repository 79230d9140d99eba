internal import Acts
internal import CanonicalJSON
internal import Protocol
internal import Rendering
internal import Scholarship
internal import Views

/// Many acts in one request: all are done, or none is.
extension Session {
  func send(_ acts: [AnyAct], _ run: CommandRun) async throws(ClientError) {
    let receipt = try await submit(acts, run)
    let things = await things(after: receipt, run)
    if run.options.json {
      await self.answer(json: Self.object(of: receipt, things))
      return
    }
    var page = Page()
    // Each act answers with one id, in their order.
    for (act, id) in zip(acts, receipt.ids) {
      page.line(act.told(id, things[id], receipt.position, by: run.profile))
    }
    page.line("All in one step, at @\(receipt.position).")
    await self.answer(page, run.options)
  }

  func submit(_ acts: [AnyAct], _ run: CommandRun) async throws(ClientError) -> Receipt {
    let paper = try await paper(run)
    let reader = try await reader(run)
    let answer: HTTPAnswer
    do throws(ClientError) {
      answer = try await post(
        ["papers", paper, "commands"], body: JSON.text(of: await completed(acts, by: reader)),
        asking: JSON.text(of: acts.map(\.asked)), by: run)
    } catch {
      await noteShown(error, to: reader)
      throw error
    }
    let receipt = try Self.decode(Receipt.self, from: answer)
    if let warning = receipt.warning { await display.note([warning]) }
    await note(receipt.position, run)
    known.note(ids: receipt.ids, in: paper)
    return receipt
  }

  /// The corrections and disputes that a write was about, as it left them; those that cannot be had are left out, for the
  /// write is known to be stored.
  func things(after receipt: Receipt, _ run: CommandRun) async -> [String: ThingItem] {
    do throws(ClientError) {
      let corrections = try await listed(ListOf<Corrections>(), .correction, receipt, run)
      let disputes = try await listed(ListOf<Disputes>(), .dispute, receipt, run)
      try await noteShown([ListView(at: receipt.position, items: corrections)], run)
      let things =
        corrections.map { ($0.id, ThingItem.correction($0)) } + disputes.map { ($0.id, .dispute($0)) }
      return Dictionary(things) { first, _ in first }
    } catch {
      return [:]
    }
  }

  /// The things of a kind that a write was about: of lists, the pages that have them.
  private func listed<Kind: ListedKind>(
    _ list: ListOf<Kind>, _ kind: EntityKind, _ receipt: Receipt, _ run: CommandRun
  ) async throws(ClientError) -> [Kind.Item] {
    let numbers = Set(receipt.ids.compactMap(EntityID.init).filter { $0.kind == kind }.map(\.number)).sorted()
    var items: [Kind.Item] = []
    var rest = numbers[...]
    while let first = rest.first {
      var list = list
      (list.after, list.limit) = (Int64(first - 1), Self.largestPage)
      let page = try Self.decode(
        ListView<Kind.Item>.self, from: try await get(list, at: receipt.position, run))
      items += page.items
      rest = rest.drop { $0 < first + Self.largestPage }
    }
    return items
  }

  private static func object(of receipt: Receipt, _ things: [String: ThingItem]) -> JSONObject {
    var object = JSONObject.versioned
    object.set("position", receipt.position)
    object.set("ids", receipt.ids)
    object.set("remark", receipt.remark)
    object.set(
      "items",
      receipt.ids.map { id in
        var item = JSONObject()
        item.set("id", id)
        if let thing = things[id] { item.set(wordsOf: thing) }
        return item
      })
    return object
  }
}

extension AnyAct {
  /// What is told of one act among many; where they stand in the log is told of all together.
  ///
  /// - Parameter remark: what is told instead of that it was done.
  func told(
    _ id: String, _ thing: ThingItem?, _ position: Int64, by person: String?, remark: String? = nil
  ) -> Styled {
    let telling = act.told(Done(Receipt(position: position, ids: [id]), thing: thing, by: person))
    let sentence = (remark ?? telling.what) + telling.detail
    return Styled(sentence.hasSuffix(".") ? sentence : sentence + ".")
  }
}
