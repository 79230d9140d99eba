extension Verb {
  /// Its syntax: `vote ID for|against|abstain|recuse [-m TEXT]`.
  var usage: String {
    var parts = [name]
    for argument in arguments {
      let name = argument.name + (argument.repeats ? "…" : "")
      parts.append(argument.isOptional ? "[\(name)]" : name)
    }
    if case .required = message { parts.append("-m TEXT") }
    if case .optional = message { parts.append("[-m TEXT]") }
    for option in options {
      let name = option.short ?? option.name
      parts.append("[\(name)\(option.value.map { " " + $0 } ?? "")]" + (option.repeats ? "…" : ""))
    }
    return parts.joined(separator: " ")
  }
}

/// The text of `help`.
enum Help {
  /// All the verbs, in their groups.
  static var overview: Page {
    var page = Page()
    for group in Verb.Group.allCases {
      page.heading(group.rawValue)
      page.table(
        columns: ["Verb", "What it does"],
        rows: Verb.all.filter { $0.group == group }.map { [Styled($0.name, .strong), Styled($0.summary)] },
        showsColumns: false)
      page.gap()
    }
    page.line("help VERB tells more. Every verb takes --paper, --as, --at, --json and more: help help.")
    return page
  }

  /// One verb: examples first.
  static func page(of verb: Verb) -> Page {
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
      page.table(options: GlobalOptions.options)
      page.gap()
      page.heading("Addresses")
      page.table(
        columns: ["Form", "Meaning"],
        rows: addresses.map { [Styled($0.form, .strong), Styled($0.meaning)] }, showsColumns: false)
    }
    return page
  }

  private static let addresses: [(form: String, meaning: String)] = [
    ("p12", "a paragraph; outline and find show their numbers"),
    ("p12.3", "a sentence of it; p12.3-5 are three"),
    ("s2, n34", "a section, a note"),
    ("\"p12:some words\"", "words within it"),
    ("\"some words\"", "words anywhere, if they stand there once"),
    ("p12/10+24", "24 characters from the 10th on; +0 is the point before it"),
    ("p3.2..p4", "from one place to another"),
  ]
}

extension Page {
  fileprivate mutating func table(options: [Verb.Option]) {
    table(
      columns: ["Option", "Meaning"],
      rows: options.map { option in
        let names = [option.short, option.name].compactMap { $0 }.joined(separator: ", ")
        let value = option.value.map { " " + $0 } ?? ""
        let choices = option.choices.isEmpty ? "" : ": " + option.choices.joined(separator: ", ")
        return [Styled(names + value, .strong), Styled(option.summary + choices)]
      }, showsColumns: false)
  }
}
