# The rules `doc`: a public declaration has a doc comment; and `name`: no two modules have public types of one name.
#
# These need no comment, for it stands elsewhere:
# - a case of an enum, and a constant that is one of its type's (`static let deadlockDetected = SQLState("40P01")`);
# - what a protocol asks for: a member of an extension that declares a conformance, one named as a requirement of a protocol
#   of ours, and the standard library's in `standard`;
# - an initializer that only assigns what it is given;
# - a stored member whose name stands in the table of members in Sources/README.md.
# A type's name counts alone where it is nested too, except for the names in `nested`, which say nothing without the outer.

BEGIN {
  note_all(standard, "description debugDescription rawValue allCases id startIndex endIndex == < hash next makeAsyncIterator " \
    "makeIterator Element Failure AsyncIterator init(stringLiteral init(rawValue init(_description encode")
  note_all(nested, "Kind Error AsyncIterator")
}

function note_all(names, text, list, count, i) {
  count = split(text, list, " ")
  for (i = 1; i <= count; i++) names[list[i]] = 1
}

function add_member(name) { members[name] = 1 }

function begin_documentation() { depth = has_comment = init_line = 0 }

function see_documentation() {
  close_scopes()
  if (init_line) { see_initializer(); return }
  if (comment ~ /^\//) { has_comment = 1; return }
  if (declared == "") {
    # Attributes stand between a comment and what it is about; a blank line parts them.
    if (isBlank && code !~ /@/) has_comment = 0
    return
  }
  judge_declaration()
  open_scope()
  has_comment = 0
}

# MARK: The types and extensions around a line

function close_scopes() {
  if (declared == "") return
  while (depth > 0) {
    if (indent < scope_indent[depth]) depth--
    else if (indent == scope_indent[depth] && scope_open[depth]) { depth--; if (declared ~ /^[}]/) return }
    else if (indent == scope_indent[depth] && declared ~ /^[{]/) { scope_open[depth] = 1; return }
    else { if (code ~ /[{] *$/ && !scope_open[depth]) scope_open[depth] = 1; return }
  }
}

function open_scope() {
  if (declared !~ /^([a-z]+(\([a-z]+\))? )*(struct|enum|class|actor|protocol|extension) [A-Z`]/) return
  if (declared ~ /[}][^{]*$/) return
  scope_indent[++depth] = indent
  scope_is_protocol[depth] = declared ~ /^public protocol /
  scope_conforms[depth] = declared ~ /^([a-z]+ )*extension [A-Za-z0-9_.]+ *:/
  scope_open[depth] = code ~ /[{] *$/
  scope_name[depth] = declared
  sub(/^.*(struct|enum|class|actor|protocol|extension) /, "", scope_name[depth])
  sub(/[^A-Za-z0-9_].*$/, "", scope_name[depth])
}

# MARK: One declaration

function judge_declaration(name, word, isType) {
  if (declared ~ /^public extension/ || declared ~ /(^| )import /) return
  if (depth > 0 && scope_is_protocol[depth]) {
    if (declared !~ /^([a-z]+ )*(func|var|init|subscript|associatedtype)[ (<?]/) return
    requirements[name_of_declaration()] = 1
  } else if (declared !~ /^(public|open) /) return
  name = name_of_declaration()
  if (name == "") return
  isType = declared ~ /^([a-z]+ )*(struct|enum|class|actor|protocol) [A-Z]/
  if (isType) note_type(name)
  if (has_comment || name in standard) return
  if (declared ~ /^([a-z]+ )*case /) return
  if (depth > 0 && scope_conforms[depth]) return
  if (declared ~ ("static let [^=]* = " scope_name[depth] "\\(")) return
  word = name
  gsub(/`/, "", word)
  if (declared ~ /^public (internal\(set\) |private\(set\) )?(var|let) [^{]*$/ && word in members) return
  if (name ~ /^init/) { begin_initializer(name); return }
  undocumented(FNR, name)
}

# The name alone; for an initializer with its first argument's label.
function name_of_declaration(text) {
  text = declared
  if (match(text, /(^| )init[?!]?[(<]/)) {
    text = substr(text, RSTART + RLENGTH)
    if (declared ~ /init[?!]?</) sub(/^[^(]*\(/, "", text)
    sub(/[: ].*$/, "", text)
    return "init(" text
  }
  if (text ~ /(^| )subscript[(<]/) return "subscript"
  if (!match(text, /(^| )(struct|enum|class|actor|protocol|func|var|let|typealias|associatedtype) /)) return ""
  text = substr(text, RSTART + RLENGTH)
  if (text ~ /^[<=]/) sub(/ .*$/, "", text)
  else sub(/[ (<:=].*$/, "", text)
  return text
}

function begin_initializer(name, body) {
  init_name = name
  if (code ~ /[{].*[}] *$/) {
    body = code
    sub(/^[^{]*[{] */, "", body)
    sub(/ *[}] *$/, "", body)
    if (!assigns(body)) undocumented(FNR, name)
    return
  }
  init_line = FNR
  init_indent = indent
  init_assigns = 1
  init_has_body = code ~ /[{] *$/
}

function see_initializer() {
  if (indent == init_indent && declared ~ /^[}]/) {
    if (!init_assigns) undocumented(init_line, init_name)
    init_line = 0
  } else if (indent == init_indent && declared !~ /^[){]/) {
    # A requirement of a protocol has no body.
    undocumented(init_line, init_name)
    init_line = 0
  } else if (init_has_body) {
    if (declared != "" && !assigns(declared)) init_assigns = 0
  } else if (code ~ /[{] *$/) init_has_body = 1
}

function assigns(text) { return text == "" || text ~ /^(self\.)?[a-zA-Z`]+ = `?[a-zA-Z.]+`?$/ }

# What is a protocol's requirement is known when all files are read.
function undocumented(line, name) {
  if (file ~ /^Tests\//) return
  waiting++
  waiting_file[waiting] = file
  waiting_line[waiting] = line
  waiting_name[waiting] = name
  waiting_is_requirement[waiting] = depth > 0 && scope_is_protocol[depth]
}

function finish_documentation(i, name) {
  for (i = 1; i <= waiting; i++) {
    name = waiting_name[i]
    if (name in requirements && !waiting_is_requirement[i]) continue
    sub(/\($/, "", name)
    if (name ~ /\(/) name = name ":)"
    print "doc", waiting_file[i], waiting_line[i], name, name " is public and has no doc comment; say what it holds or does, with units and errors"
  }
}

function note_type(name) {
  if (file !~ /^(Sources|Schema)/ || depth > 0 && name in nested) return
  if (!(name in type_module)) {
    type_module[name] = module
    type_place[name] = file ":" FNR
  } else if (type_module[name] != module) {
    found("name", FNR, name, "the public type " name " is named as one of " type_module[name] " (" type_place[name] "); give one of them a name of its own")
  }
}
