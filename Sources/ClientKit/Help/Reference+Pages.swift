internal import Rendering

/// Help, for people at a terminal.
extension Reference {
  /// `help`: all the verbs, in their groups.
  var overview: Page {
    var page = Page()
    for group in groups {
      page.heading(group.title)
      page.table(
        columns: ["Verb", "What it does"],
        rows: group.verbs.map { [Styled($0.name, .strong), Styled($0.summary)] }, showsColumns: false)
      page.gap()
    }
    page.line("help VERB tells more. Every verb takes --paper, --as, --at, --json and more: help help.")
    return page
  }

  /// `help VERB`: examples first.
  func page(of verb: Verb) -> Page {
    var page = Page()
    page.line(Styled("\(verb.name): \(verb.summary)", .strong))
    page.gap()
    page.heading("Examples")
    for example in verb.examples { page.line(Styled(example), indent: 2) }
    page.gap()
    page.heading("Usage")
    page.line(Styled(verb.usage), indent: 2)
    if !verb.allOptions.isEmpty {
      page.gap()
      page.heading("Options")
      page.table(options: verb.allOptions)
    }
    if verb.name == "help" {
      page.gap()
      page.heading("Options of every verb")
      page.table(options: globalOptions)
      page.section("Addresses", addresses)
    }
    return page
  }

  /// `--help`: how the program is called, and the verbs.
  var programPage: Page {
    var page = Page()
    page.line(summary)
    page.section("Usage", forms)
    page.gap()
    page.heading("Options")
    page.table(
      columns: ["Option", "Meaning"],
      rows: (programOptions + globalOptions).map { option in
        [Styled(option.name + (option.value.map { " " + $0 } ?? ""), .strong), Styled(option.summary)]
      }, showsColumns: false)
    page.gap()
    page.append(overview)
    return page
  }

  /// `help --all`: everything.
  var wholePage: Page {
    var page = Page()
    page.line(summary)
    page.section("Usage", forms)
    page.gap()
    page.heading("Options of the program")
    page.table(options: programOptions)
    page.gap()
    page.heading("Options of every verb")
    page.table(options: globalOptions)
    for group in groups {
      page.gap()
      page.heading(group.title)
      for verb in group.verbs { page.add(verb) }
    }
    page.section("Addresses", addresses)
    page.section("Ids", ids)
    page.section("Exit codes", exitCodes)
    return page
  }
}

extension Page {
  fileprivate mutating func section(_ title: String, _ entries: [Reference.Entry]) {
    gap()
    heading(title)
    table(
      columns: ["Form", "Meaning"], rows: entries.map { [Styled($0.form, .strong), Styled($0.meaning)] },
      showsColumns: false)
  }

  /// All about a verb.
  fileprivate mutating func add(_ verb: Verb) {
    gap()
    line(Styled(verb.usage, .strong), indent: 2, hanging: 4)
    line(Styled(verb.summary), indent: 4)
    for argument in verb.arguments where !argument.choices.isEmpty && argument.name != argument.usage {
      line(Styled("\(argument.name): \(argument.usage)"), indent: 6, hanging: 4)
    }
    for option in verb.allOptions {
      line(Styled(option.form, .strong) + Styled(": \(option.meaning)"), indent: 6, hanging: 4)
    }
    for example in verb.examples { line(Styled("$ " + example), indent: 6, hanging: 4) }
  }

  fileprivate mutating func table(options: [Verb.Option]) {
    table(
      columns: ["Option", "Meaning"],
      rows: options.map { [Styled($0.form, .strong), Styled($0.meaning)] }, showsColumns: false)
  }
}

extension Verb.Argument {
  /// The words there are: `for|against`.
  fileprivate var usage: String { choices.joined(separator: "|") }
}

extension Verb.Option {
  /// `-o, --output FILE`.
  fileprivate var form: String {
    [short, name].compactMap { $0 }.joined(separator: ", ") + (value.map { " " + $0 } ?? "")
  }

  /// What it says, and the values there are.
  fileprivate var meaning: String {
    summary + (choices.isEmpty ? "" : ": " + choices.joined(separator: ", "))
  }
}
