# Reads Sources/README.md. Prints "mapped NAME" for each row of its table of modules, "pure NAME" for those whose second
# column says so, "member NAME" for each row of its table of members, and "synonym WORD TERM" for each word in backticks in
# the last column of its glossary.

/^## / { part = $0 }

part ~ /^## (The m|M)odules/ && /^\| `/ {
  count = split($0, cells, "|")
  rest = cells[2]
  while (match(rest, /`[^`]*`/)) {
    name = substr(rest, RSTART + 1, RLENGTH - 2)
    print "mapped", name
    if (cells[3] ~ /pure/) print "pure", name
    rest = substr(rest, RSTART + RLENGTH)
  }
}

part ~ /^## (The m|M)embers/ && match($0, /^\| `[a-zA-Z]+`/) { print "member", substr($0, 4, RLENGTH - 4) }

part ~ /^## (The g|G)lossary/ && /^\| \*\*/ {
  count = split($0, cells, "|")
  term = cells[2]
  gsub(/[* ]/, " ", term)
  gsub(/^ +| +$/, "", term)
  rest = cells[count - 1]
  while (match(rest, /`[^`]*`/)) {
    print "synonym", substr(rest, RSTART + 1, RLENGTH - 2), term
    rest = substr(rest, RSTART + RLENGTH)
  }
}
