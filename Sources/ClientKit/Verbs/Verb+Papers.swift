internal import CanonicalJSON

extension Verb {
  static let importing = Verb(
    name: "import", group: .writing,
    summary: "bring a paper in, or a later version of one, and see what was read out of it",
    arguments: [Argument("FILE", .file)],
    options: [
      Option("--slug", value: "SLUG", "the short name by which it is called"),
      Option("--title", value: "TITLE", "the title, where the file does not say it"),
      Option(
        "--base-of", value: "SLUG", "a later version of this paper: everything said on it is carried over"),
      Option("--dry-run", "only report what would be read, and carried over"),
    ],
    examples: [
      "import essay.md", "import essay.md --slug essay --title \"An Essay\"", "import essay.txt --dry-run",
      "import essay-2.md --base-of essay",
    ],
    request: { given throws(ClientError) in
      if let paper = given.option("--base-of") {
        guard given.option("--slug") == nil, given.option("--title") == nil else {
          throw ClientError(
            usage:
              "A later version keeps the paper's name and title: --base-of stands without --slug and --title."
          )
        }
        return .importBase(file: try given.required(0), of: paper, isDryRun: given.has("--dry-run"))
      }
      return .importPaper(
        file: try given.required(0), slug: given.option("--slug"), title: given.option("--title"),
        isDryRun: given.has("--dry-run"))
    })
}
