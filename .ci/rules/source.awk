# Takes Swift files apart, line by line, for the rules in the files beside this one. Each of them defines functions that
# are called here: what a file begins with, each line, and its end.
#
# For a line there are `code` (with its comments taken out and its strings emptied), `comment` (what stands after //),
# `indent` (its leading spaces) and `declared` (`code` without leading attributes). As swift-format keeps the layout, a
# declaration ends with the first line of the same indent that begins with "}".

BEGIN { OFS = "\t" }

# The first file says which modules there are.
NR == FNR {
  if ($1 == "module") { place[$2] = ++modules; module_in[$3] = $2 }
  if ($1 == "pure") pure[$2] = 1
  if ($1 == "synonym") add_synonym($2, $0)
  if ($1 == "member") add_member($2)
  next
}

FNR == 1 {
  if (file != "") finish_file()
  file = FILENAME
  module = module_of(file)
  in_text = in_block = 0
  begin_functions()
  begin_documentation()
}

{
  separate($0)
  match(code, /^ */)
  indent = RLENGTH
  declared = substr(code, indent + 1)
  while (match(declared, /^@[A-Za-z]+(\([^()]*(\([^()]*\)[^()]*)*\))? */)) declared = substr(declared, RLENGTH + 1)
  isBlank = declared == "" && comment == ""
  see_function()
  see_documentation()
  see_import()
  see_words()
  see_test()
}

END {
  if (file != "") finish_file()
  finish_documentation()
  finish_tests()
}

function finish_file() { end_functions() }

function found(rule, line, subject, message) { print rule, file, line, subject, message }

# The module that a file belongs to: that with the longest folder above it.
function module_of(path, folder) {
  folder = path
  while (sub(/\/[^\/]*$/, "", folder)) if (folder in module_in) return module_in[folder]
  return ""
}

# Sets `code` and `comment`. Strings over several lines and comments in /* */ go on from line to line.
function separate(line, quote, slash, hashes, rest) {
  code = comment = ""
  while (line != "") {
    if (in_text) {
      if (!match(line, "\"\"\"" text_hashes)) return
      line = substr(line, RSTART + RLENGTH)
      code = code "\"\""
      in_text = 0
    }
    if (in_block) {
      if (!match(line, /\*\//)) { comment = comment line; return }
      line = substr(line, RSTART + 2)
      in_block = 0
    }
    quote = index(line, "\"")
    slash = match(line, /\/[\/*]/) ? RSTART : 0
    if (!quote && !slash) { code = code line; return }
    if (slash && (!quote || slash < quote)) {
      code = code substr(line, 1, slash - 1)
      rest = substr(line, slash + 2)
      if (substr(line, slash, 2) == "//") { comment = comment rest; return }
      in_block = 1
      line = rest
      continue
    }
    match(substr(line, 1, quote - 1), /#*$/)
    hashes = substr(line, quote - RLENGTH, RLENGTH)
    code = code substr(line, 1, quote - 1 - RLENGTH)
    if (substr(line, quote, 3) == "\"\"\"") {
      in_text = 1
      text_hashes = hashes
      line = substr(line, quote + 3)
    } else {
      line = after_string(substr(line, quote + 1), hashes)
      code = code "\"\""
    }
  }
}

# What follows the string that `line` begins inside. A string may hold interpolations with strings in them.
function after_string(line, hashes, i, letter, depth, inner, escape) {
  escape = "\\" hashes
  for (i = 1; i <= length(line); i++) {
    letter = substr(line, i, 1)
    if (depth > 0) {
      if (letter == "\"") {
        inner = after_string(substr(line, i + 1), "")
        i = length(line) - length(inner)
      } else if (letter == "(") depth++
      else if (letter == ")") depth--
    } else if (letter == "\\" && substr(line, i, length(escape)) == escape) {
      i += length(escape)
      if (substr(line, i, 1) == "(") depth = 1
    } else if (letter == "\"" && substr(line, i + 1, length(hashes)) == hashes) {
      return substr(line, i + 1 + length(hashes))
    }
  }
  return ""
}
