# The rule `test`: a test's name is a raw identifier, a sentence in backticks.

function see_test(name) {
  if (file !~ /^Tests\//) return
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

function finish_tests() {}
