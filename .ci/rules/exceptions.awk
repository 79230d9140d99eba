# Sets findings against exceptions: a line "RULE | WHERE | AT MOST | WHY" excuses up to so many findings of a rule whose
# file begins with WHERE, or whose subject is WHERE. Where there are more, all of them are shown.

BEGIN { FS = "|"; status = 0 }

FILENAME == ARGV[1] {
  if ($0 ~ /^ *(#|$)/) next
  if (NF < 4) { tell(FILENAME ":" FNR ": an exception has four parts: rule | where | at most | why"); next }
  count++
  rule[count] = trim($1); where[count] = trim($2); most[count] = trim($3) + 0; line[count] = FNR
  if (trim($4) == "") tell(FILENAME ":" FNR ": say why this is excepted")
  next
}

FNR == 1 { FS = "\t"; $0 = $0 }

{
  split($0, part, "\t")
  text = part[2] ":" part[3] ": [" part[1] "] " part[5] "."
  best = 0
  for (i = 1; i <= count; i++) {
    if (rule[i] != part[1]) continue
    if (where[i] != part[4] && index(part[2], where[i]) != 1) continue
    if (!best || length(where[i]) > length(where[best])) best = i
  }
  if (!best) tell(text)
  else { used[best]++; excused[best] = excused[best] text "\n" }
}

END {
  for (i = 1; i <= count; i++) {
    if (used[i] > most[i]) {
      printf "%s", first(excused[i], all ? used[i] : 10)
      tell(ARGV[1] ":" line[i] ": of these there may be " most[i] ", and there are " used[i] "; mend what is new")
    } else {
      if (all) printf "%s", excused[i]
      if (!used[i]) tell(ARGV[1] ":" line[i] ": nothing is excepted by this any more; take it out")
      else if (used[i] < most[i]) print ARGV[1] ":" line[i] ": only " used[i] " are left; lower the figure"
    }
  }
  exit status
}

# The first so many lines of a text, and how many more there are.
function first(text, most, lines, count, i, head) {
  count = split(text, lines, "\n") - 1
  for (i = 1; i <= count && i <= most; i++) head = head lines[i] "\n"
  return count > most ? head "… and " count - most " more: see --all\n" : head
}

function tell(text) { print text; status = 1 }
function trim(text) { gsub(/^[ \t]+|[ \t]+$/, "", text); return text }
