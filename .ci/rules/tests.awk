# The rule `test`: a test's name is a raw identifier, a sentence in backticks.
# The rule `limit`: tests that wait for a server, a database or another program have a time limit, so that one that hangs
# ends, and is named.

function see_test(name) {
  if (file !~ /^Tests\//) return
  see_limit()
  # The attribute may stand on a line of its own, and hold arguments over several.
  if (code ~ /@Test([^A-Za-z]|$)/) awaits_test = FNR
  if (!awaits_test || declared !~ /(^|[ )])func /) return
  name = declared
  sub(/^.*func /, "", name)
  if (name !~ /^`/) {
    sub(/\(.*/, "", name)
    found("test", FNR, name, name " is not a raw identifier; name the test by a sentence, func `what holds`()")
  }
  awaits_test = 0
}

function see_limit() {
  if (code ~ /timeLimit\(/) is_limited[file] = 1
  if (code ~ /@Test([^A-Za-z]|$)/) has_tests[file] = 1
  if (!(file in waits) && code ~ /(withServer|withTwoServers|withTestDatabase|withTestDatabaseAndFolder|withConnection|withPostgresStore|withStore|TestCluster\.separate|runProgram|PseudoTerminal|ClientProgram)([^A-Za-z]|$)/)
    waits[file] = FNR
}

function finish_tests(name) {
  for (name in waits) {
    if (!(name in has_tests) || name in is_limited) continue
    file = name
    found("limit", waits[name], "timeLimit", "these tests wait for others; give their suite .timeLimit(.minutes(15))")
  }
}
