internal import CanonicalJSON

extension Verb {
  static let importing = Verb(
    name: "import", group: .writing,
    summary: "bring a paper in, a later version of one, or what others said of one, and see what came of it",
    arguments: [Argument("FILE", .file)],
    options: [
      Option("--slug", value: "SLUG", "the short name by which it is called"),
      Option("--title", value: "TITLE", "the title, where the file does not say it"),
      Option(
        "--base-of", value: "SLUG", "a later version of this paper: everything said on it is carried over"),
      Option(
        "--annotations-on", value: "SLUG",
        "what others said of this paper: W3C annotations, Hypothesis, comments and changes of a DOCX, corrections in a CSV"
      ),
      Option(
        "--into", value: "KIND", choices: kindsOfRemarks,
        "with --annotations-on: what all of it becomes, answers excepted"),
      Option("--dry-run", "only report what would be read, carried over, or come in"),
    ],
    examples: [
      "import essay.md", "import essay.md --slug essay --title \"An Essay\"", "import essay.txt --dry-run",
      "import essay-2.md --base-of essay", "import review.docx --annotations-on essay --dry-run",
      "import hypothesis.json --annotations-on essay --into claims",
    ],
    request: { given throws(ClientError) in
      let kind = given.option("--into")
      if let kind, !kindsOfRemarks.contains(kind) {
        throw ClientError(usage: "--into takes \(kindsOfRemarks.joined(separator: ", ")), not “\(kind)”.")
      }
      if let paper = given.option("--annotations-on") {
        guard ["--slug", "--title", "--base-of"].allSatisfy({ given.option($0) == nil }) else {
          throw ClientError(
            usage:
              "What others said comes into a paper that is here: --annotations-on stands without --slug, --title and "
              + "--base-of.")
        }
        return .importRemarks(
          file: try given.required(0), of: paper, into: kind, isDryRun: given.has("--dry-run"))
      }
      guard kind == nil else {
        throw ClientError(usage: "--into says what annotations become: give --annotations-on SLUG with it.")
      }
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

  /// What everything in a file of others can become.
  private static let kindsOfRemarks = ["annotations", "claims", "corrections"]
}
