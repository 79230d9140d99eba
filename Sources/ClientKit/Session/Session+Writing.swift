internal import Acts
internal import CanonicalJSON
internal import Editions
internal import FoundationEssentials
internal import Manuscript
internal import Protocol
internal import Rendering

/// Acts, and files sent and fetched.
extension Session {
  func send(_ act: AnyAct, _ run: CommandRun) async throws(ClientError) {
    let paper = try await paper(run)
    let reader = try await reader(run)
    let receipt: Receipt
    do throws(ClientError) {
      receipt = try await submit(await completed([act], by: reader)[0], to: paper, run)
    } catch {
      await noteShown(error, to: reader)
      throw error
    }
    known.note(ids: receipt.ids, in: paper)
    if run.options.json {
      var object = Self.object(of: receipt)
      // A proposal of what stands already is a vote for that, however it is put there.
      let isJudgement = act.act is any JudgesWords || act.act is Correct && receipt.remark != nil
      if isJudgement, let thing = await thing(after: act, receipt, in: paper, run) {
        object.set(wordsOf: thing)
      }
      await answer(json: object)
      return
    }
    let thing = await thing(after: act, receipt, in: paper, run)
    let telling = act.act.told(Done(receipt, thing: thing, by: run.profile))
    await answer(telling.sentence(receipt), run)
  }

  func submit(
    _ act: AnyAct, to paper: String, _ run: CommandRun
  ) async throws(ClientError) -> Receipt {
    let answer = try await post(
      ["papers", paper, "commands"], body: JSON.text(of: act), asking: JSON.text(of: act.asked), by: run)
    let receipt = try Self.decode(Receipt.self, from: answer)
    if let warning = receipt.warning { await display.note([warning]) }
    await note(receipt.position, run)
    return receipt
  }

  private static func object(of receipt: Receipt) -> JSONObject {
    var object = JSONObject.versioned
    object.set("id", receipt.ids.first)
    object.set("position", receipt.position)
    object.set("remark", receipt.remark)
    return object
  }

  /// The thing as the write left it, to report on it: others may have changed its words since. A failure here is no error:
  /// the write is known to be stored.
  private func thing(
    after act: AnyAct, _ receipt: Receipt, in paper: String, _ run: CommandRun
  ) async -> ThingItem? {
    guard let id = receipt.ids.first, type(of: act.act).tellsOfThing else { return nil }
    do throws(ClientError) {
      var run = run
      run.options.at = "@\(receipt.position)"
      let view = try Self.decode(
        ThingView.self, from: try await get(["papers", paper, "things", id], run))
      try await noteShown([view], run)
      return view.item
    } catch {
      return nil
    }
  }
}
