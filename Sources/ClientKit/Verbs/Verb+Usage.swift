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
