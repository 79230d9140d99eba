extension Paper {
  func decideOnAnnotation(_ command: Command, by person: Handle) throws(Refusal) -> Decision {
    switch command {
    case .annotate(let target, let motivation, let body, let tags):
      try check(target)
      try Limits.check(body, is: "An annotation", atMost: Limits.body)
      guard tags.count <= Limits.tags else {
        throw Refusal(
          .refused, "An annotation takes at most \(Limits.tags) tags; this one has \(tags.count).")
      }
      for tag in tags { try Limits.check(tag, is: "A tag", atMost: Limits.tag) }
      let id = next(.annotation)
      let event = AnnotationMade(
        annotation: id, target: target, motivation: motivation, body: body, tags: tags)
      return Decision([.annotationMade(event)], ids: [id])
    case .edit(let id, let body):
      try check(id, isOneOf: .annotation)
      try checkStands(id)
      guard author(of: id) == person else {
        throw Refusal(.notAllowed, "\(id) is another's; reply to it instead: “reply \(id) -m TEXT”.")
      }
      try Limits.check(body, is: "An annotation", atMost: Limits.body)
      if annotation(id)?.body == body { return Decision([], ids: [id], remark: "\(id) says so already.") }
      return Decision([.annotationEdited(.init(annotation: id, body: body))], ids: [id])
    default: return Decision([])
    }
  }
}
