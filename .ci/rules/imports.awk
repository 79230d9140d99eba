# The rule `import`: a module imports none above it; and `pure`: a pure module imports nothing that does input, output,
# time or chance, and asks for none of them.

function see_import(name, i) {
  if (module == "") return
  if (code ~ /^[ ]*(@[a-zA-Z_]+ +)*((public|package|internal|fileprivate|private) +)?import /) {
    name = code
    sub(/^.*import +/, "", name)
    sub(/^(struct|class|enum|protocol|func|var|let|typealias) +/, "", name)
    sub(/[. ].*$/, "", name)
    if (name in place && place[name] > place[module])
      found("import", FNR, name, module " imports " name ", which is above it; move what is shared into a module below both")
    if (module in pure && !(name in pure) && name !~ /^(Crypto|FoundationEssentials|DequeModule|Synchronization)$/)
      found("pure", FNR, name, module " is pure and imports " name "; do that work in a module above it and hand in the result")
    return
  }
  if (!(module in pure)) return
  if (match(" " code, /[^A-Za-z0-9_.](FileManager|FileHandle|ProcessInfo|ContinuousClock|SuspendingClock|SystemRandomNumberGenerator|print\(|readLine\(|fopen\(|getenv\(|clock_gettime\(|Task\.sleep)/)) {
    name = substr(" " code, RSTART + 1, RLENGTH - 1)
    sub(/\($/, "", name)
    found("pure", FNR, name, module " is pure and uses " name "; same input, same bytes out: hand in what it gives")
  }
}
