internal import Acts
internal import CanonicalJSON
internal import Protocol
internal import Scholarship

/// Who is here, and on which paper.
extension Session {
  func use(_ paper: String, isDefault: Bool, _ run: CommandRun) async throws(ClientError) {
    let view = try Self.decode(ListView<PaperItem>.self, from: try await get(["papers"], run))
    known.note(view.items)
    guard let item = view.items.first(where: { $0.slug == paper }) else {
      let near = Suggestion.near(paper, among: view.items.map(\.slug)).map { " Did you mean \($0)?" }
      var error = ClientError(
        .noSuchThing, type: "no-such-thing", "There is no paper “\(paper)” here.\(near ?? "")")
      error.candidates = view.items.map { Problem.Candidate(address: $0.slug, excerpt: $0.title) }
      throw error
    }
    chosenPaper = paper
    if isDefault {
      let store = places.settings
      try await BlockingThread.run { () throws(ClientError) in try store.update { $0.paper = paper } }
    }
    if run.options.json {
      var object = JSONObject.versioned
      object.set("paper", paper)
      await answer(json: object)
    } else {
      let role = item.role.map { ", where you are \($0)" } ?? ""
      await answer("On \(paper), “\(item.title)”\(role). Next: outline, read p1, status", run)
    }
  }

  func act(as handle: String, isDefault: Bool, _ run: CommandRun) async throws(ClientError) {
    // It is there: where a profile is named that is not, there is no run.
    let run = try await makeRun(run.options, named: handle)
    if isDefault, let key = run.key {
      let store = places.credentials
      try await BlockingThread.run { () throws(ClientError) in
        try store.update { $0.change(key) { $0.standard = handle } }
      }
    }
    chosenProfile = handle
    if run.options.json {
      var object = JSONObject.versioned
      object.set("handle", handle)
      await answer(json: object)
    } else {
      await answer("You are \(handle) now\(isDefault ? ", and in the next sessions" : "").", run)
    }
  }

  func invite(_ invitation: Invite, keep: Bool, _ run: CommandRun) async throws(ClientError) {
    let paper = try await paper(run)
    let receipt = try await submit(AnyAct(invitation), to: paper, run)
    let (handle, role) = (invitation.handle.name, invitation.givenRole.rawValue)
    if keep, let code = receipt.code {
      let joined = try await use(code: code, as: handle, run)
      if run.options.json {
        var object = Self.object(handle: joined.handle, position: joined.position)
        object.set("role", joined.role)
        object.set("remark", joined.remark)
        await answer(json: object)
      } else {
        await answer(
          "\(joined.handle) is \(joined.role) of \(joined.paper) (@\(joined.position)); the credential is kept here. "
            + Self.aside(joined.remark) + "Next: as \(joined.handle)", run)
      }
      return
    }
    if run.options.json {
      var object = Self.object(handle: handle, position: receipt.position)
      object.set("role", role)
      object.set("code", receipt.code)
      object.set("remark", receipt.remark)
      await answer(json: object)
    } else if let code = receipt.code, invitation.again == true {
      await answer(
        "\(handle) gets a new credential, once, with: join \(code) \(Self.aside(receipt.remark))"
          + "Next: invitations", run)
    } else if let code = receipt.code {
      await answer(
        "\(handle) is invited as \(role) (@\(receipt.position)). "
          + Self.aside(receipt.remark) + "They join, once, with: join \(code)", run)
    } else {
      await answer(Telling("\(handle) is \(role) now", next: "members").sentence(receipt), run)
    }
  }

  /// A remark among other sentences.
  static func aside(_ remark: String?) -> String { remark.map { "\($0) " } ?? "" }

  static func object(handle: String, position: Int64) -> JSONObject {
    var object = JSONObject.versioned
    object.set("id", handle)
    object.set("position", position)
    return object
  }

  func help(_ name: String?, _ run: CommandRun) async throws(ClientError) {
    guard let name else {
      await answer(Reference.current.overview, run.options)
      return
    }
    guard let verb = Verb.named(name) else { throw ClientError(usage: InvocationReader.unknown(name)) }
    await answer(Reference.current.page(of: verb), run.options)
  }

  /// The whole reference: for files as much as for the screen, so it is never wider than they are.
  func showReference(_ run: CommandRun) async {
    await answer(Reference.current.wholePage, run.options, width: 80)
  }
}
