# The rule `function`: no function over 60 lines, from its first to its last. One within another counts to that; the lines
# of a string over several lines, such as a page that is expected, do not.

function begin_functions() { function_line = 0 }
function end_functions() { function_line = 0 }

function see_function() {
  if (in_text) text_lines++
  if (function_line && function_has_body) {
    if (indent == function_indent && declared ~ /^[}]/) {
      length_of = FNR - function_line + 1 - text_lines
      if (length_of > 60)
        found("function", function_line, function_name,
          function_name " has " length_of " lines, of at most 60; part it into steps with names")
      function_line = 0
    }
    return
  }
  if (function_line && indent <= function_indent && declared != "" && declared !~ /^[){]/) function_line = 0
  if (!function_line) {
    if (declared !~ /^([a-z]+(\([a-z]+\))? )*(func |init[?!]?[(<]|deinit|subscript[(<])/) return
    function_line = FNR
    text_lines = 0
    function_indent = indent
    function_name = declared
    sub(/^([a-z]+(\([a-z]+\))? )*func /, "", function_name)
    sub(/[(<{ ].*/, "", function_name)
    if (function_name ~ /^`/) { function_name = declared; sub(/^[^`]*/, "", function_name); sub(/`[^`]*$/, "`", function_name) }
  }
  function_has_body = code ~ /[{]( *\([^)]*\) in| [a-z_, ]+ in)? *$/
  # All of it in one line, or behind a signature of several.
  if (!function_has_body && indent == function_indent && code ~ /[}][^{]*$/) function_line = 0
}
