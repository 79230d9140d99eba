# Rules about modules as a whole: `order` (no target depends on one that is declared below it), `client` (what the client
# links) and `map` (Sources/README.md names the modules that there are, in their order).

BEGIN { OFS = "\t"; split("Postgres EventLog Papers ReadModels Server", list, " "); for (i in list) barred[list[i]] = 1 }

$1 == "module" { place[$2] = ++count; folder[$2] = $3; name[count] = $2 }
$1 == "links" { links[++edges] = $2; other[edges] = $3 }
$1 == "mapped" { mapped[$2] = ++rows; row[rows] = $2 }

END {
  for (i = 1; i <= edges; i++) {
    if (other[i] in place && place[other[i]] > place[links[i]] && other[i] != links[i])
      print "order", "Package.swift", 1, links[i],
        links[i] " depends on " other[i] ", which is declared below it; targets stand from bottom to top, so move what is shared down"
  }
  reach("ClientKit")
  reach("recension")
  for (i = 1; i <= count; i++) {
    if (folder[name[i]] !~ /^(Sources|Schema)/) continue
    if (!(name[i] in mapped) && rows > 0)
      print "map", "Sources/README.md", 1, name[i], "the module " name[i] " is missing; give it a row in the table of modules"
  }
  last = 0
  for (i = 1; i <= rows; i++) {
    if (!(row[i] in place)) {
      print "map", "Sources/README.md", 1, row[i], "there is no module " row[i] "; take its row out"
    } else {
      if (place[row[i]] < last)
        print "map", "Sources/README.md", 1, row[i], row[i] " stands in another order than in Package.swift; move its row"
      last = place[row[i]]
    }
  }
}

# Follows what a client's module links, directly or through others.
function reach(start, queue, head, tail, current, i) {
  if (start in reached) return
  head = tail = 1
  queue[1] = start
  reached[start] = 1
  while (head <= tail) {
    current = queue[head++]
    for (i = 1; i <= edges; i++) {
      if (links[i] != current || !(other[i] in place) || other[i] in reached) continue
      reached[other[i]] = 1
      if (other[i] in barred)
        print "client", "Package.swift", 1, current,
          current " links " other[i] " into the client, which has to do without it; take the dependency out"
      queue[++tail] = other[i]
    }
  }
}
