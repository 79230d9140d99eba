internal import CanonicalJSON
internal import HTTPTypes
internal import Hummingbird
internal import Papers
internal import Protocol
internal import Views

extension Endpoint {
  /// Where a question about a paper is asked.
  init(_ question: any Question.Type, _ access: PaperAccess) { self = Self.asking(question, access) }

  private static func asking<Asked: Question>(_ question: Asked.Type, _ access: PaperAccess) -> Endpoint {
    let parameters = question.fields.map { field in
      Parameter(field, in: question.path.contains("{\(field.name)}") ? .path : .query)
    }
    return Endpoint(
      .get, "/papers/{slug}/\(question.path)", question.verb.summary,
      parameters: [.slug] + parameters + [.at, .minimum], answers: [200: .view(Asked.View.schema)],
      problems: [.refused, .ambiguous]
    ) { request, context, query in
      let asked = try Asked(parameters, query, context)
      let answer = try await access.answer(
        asked, about: try context.slug(), try Moment(query), for: try context.person().handle)
      return Answer.view(answer.view, at: answer.at, to: request)
    }
  }
}

extension Question {
  /// The question that a request asks, read through its shape.
  fileprivate init(
    _ parameters: [Parameter], _ query: QueryParameters, _ context: APIContext
  ) throws(Problem) {
    var values: [String: TypedValue] = [:]
    for parameter in parameters {
      let field = parameter.field
      if parameter.place == .path {
        values[field.name] = .word(try context.parameter(field.name) ?? "")
      } else {
        values[field.name] = try query.value(of: field)
      }
      guard values[field.name] != nil || !field.isRequired else {
        throw Problem(.malformed, "Say “\(field.name)”: it must be given, and not be empty.")
      }
    }
    do {
      try self.init(typed: values)
    } catch let unfit as UnfitWord {
      throw Problem(.refused, unfit.message)
    } catch {
      throw Problem(.malformed, "The question cannot be read.")
    }
  }
}

extension QueryParameters {
  /// What is given for a field, as its form has it.
  fileprivate func value(of field: FieldSchema) throws(Problem) -> TypedValue? {
    switch field.value {
    case .integer: try number(field.name, in: field.range ?? Int64.min...Int64.max).map(TypedValue.number)
    case .boolean: self[field.name] == nil ? nil : .flag(try flag(field.name))
    default: self[field.name].map(TypedValue.word)
    }
  }
}
