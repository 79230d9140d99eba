# The rule `word`: no synonym that the glossary in Sources/README.md rules out, in a comment or an identifier. One of two
# words, such as `paper-line`, is found as "paper line" and as "PaperLine".

function add_synonym(word, line, term) {
  term = line
  sub(/^synonym [^ ]+ /, "", term)
  word = tolower(word)
  synonyms[word] = term
  gsub(/-/, "[- ]?", word)
  any_synonym = any_synonym (any_synonym == "" ? "" : "|") word
}

function see_words(text, words, count, i, word, told) {
  if (any_synonym == "") return
  text = code " " comment
  if (tolower(text) !~ any_synonym) return
  gsub(/[A-Z]/, " &", text)
  text = tolower(text)
  gsub(/[^a-z]+/, " ", text)
  count = split(text, words, " ")
  split("", told)
  for (i = 1; i <= count; i++) {
    word = words[i]
    if (word in synonyms) tell_word(word, told)
    else if (i < count && (word "-" words[i + 1]) in synonyms) tell_word(word "-" words[i + 1], told)
  }
}

# Once a line.
function tell_word(word, told) {
  if (word in told) return
  told[word] = 1
  found("word", FNR, word, "“" word "” is not our word; the glossary in Sources/README.md says “" synonyms[word] "”")
}
