# The rule `file`: no file over 300 lines.

BEGIN { OFS = "\t"; most = 300 }

FNR == 1 && NR > 1 { judge() }
{ file = FILENAME; lines = FNR }
END { if (NR > 0) judge() }

function judge() {
  if (lines > most) print "file", file, lines, file, lines " lines, of at most " most "; part it by topic"
}
