internal import Hummingbird
internal import Papers
internal import Protocol
internal import Scholarship
internal import Views

/// A file sent for a paper that is there, by someone who may.
struct Upload {
  let slug: Slug
  let person: Handle
  /// The paper as the person sees it.
  let paper: Paper
  /// Whether it is only asked what would come of it.
  let isDryRun: Bool
  /// Empty for a dry run.
  let key: String

  /// Checks who sends it before the file is read, which takes a while: whoever may not do it need not wait.
  ///
  /// - Parameters:
  ///   - role: what it takes.
  ///   - purpose: begins the sentence that refuses who has it not.
  init(
    _ request: Request, _ context: APIContext, _ query: QueryParameters, to access: PaperAccess,
    takes role: Role, for purpose: String
  ) async throws {
    person = try context.person().handle
    slug = try context.slug()
    isDryRun = try query.flag("dry-run")
    key = try IdempotencyKey.read(of: request, unlessDryRun: isDryRun)
    paper = try await access.open(slug, Moment(), for: person).paper
    guard let present = paper.members[person]?.role, present >= role else {
      throw Problem(.notAllowed, "\(purpose) takes the role of \(role); \(person) is not one here.")
    }
  }
}
