# Reads Package.swift. Prints for each target, in order: "module NAME FOLDER", and "links NAME OTHER" for each name in
# quotes inside its declaration (of which some are products, folders or files).
#
# A target's declaration begins at module(, tests( or .…arget(name:, and ends where its parentheses do.

{ sub(/^ *\/\/.*/, "") ; text = text "\n" $0 }

END {
  while (match(text, /(\n *module\(|\n *tests\(|\.target\(|\.executableTarget\(|\.testTarget\(|\.systemLibrary\()/)) {
    start = RSTART + RLENGTH
    kind = substr(text, RSTART, RLENGTH)
    text = substr(text, start)
    depth = 1
    for (end = 1; depth > 0 && end <= length(text); end++) {
      letter = substr(text, end, 1)
      if (letter == "(") depth++
      if (letter == ")") depth--
    }
    declare(kind, substr(text, 1, end - 1))
    text = substr(text, end)
  }
}

function declare(kind, body, names, count, name, folder, i) {
  count = 0
  folder = ""
  while (match(body, /"[^"]*"/)) {
    names[++count] = substr(body, RSTART + 1, RLENGTH - 2)
    if (substr(body, 1, RSTART - 1) ~ /path: *$/) folder = names[count]
    if (substr(body, 1, RSTART - 1) ~ /named: *$/) name = names[count]
    body = substr(body, RSTART + RLENGTH)
  }
  # The functions that shorten Package.swift itself are declared there too.
  if (count == 0) return
  if (kind ~ /tests/) {
    folder = "Tests/" name
  } else {
    name = names[1]
    if (folder == "") folder = (kind ~ /testTarget/ ? "Tests/" : "Sources/") name
  }
  print "module", name, folder
  for (i = 1; i <= count; i++) if (names[i] != name) print "links", name, names[i]
}
