# man-page.awk -v title=...: turns what a command's --help says, unbroken, into a section of a manual page.

function text(line) {
  gsub(/\\/, "\\e", line)
  gsub(/-/, "\\-", line)
  sub(/^[.']/, "\\\\\\&&", line)
  return line
}
# Examples and the like stand indented, and are left as they are.
function literal(on) {
  if (on != is_literal) print on ? ".PP\n.RS 4\n.nf" : ".fi\n.RE\n.PP"
  is_literal = on
}
function prose(line) {
  if (line == "") { blank = 1; return }
  if (line ~ /^  /) { literal(1); if (blank && lines_in) print ""; lines_in = 1; print text(substr(line, 3)) }
  else { if (is_literal) literal(0); else if (blank) print ".PP"; lines_in = 0; print text(line) }
  blank = 0
}
# "  -o, --output <file>   What it is." ; the second part may be on lines of its own.
function option(line,   at) {
  if (line ~ /^  [^ ]/) {
    line = substr(line, 3)
    at = match(line, /   *[^ ]/)
    print ".TP\n.B " text(at ? substr(line, 1, at - 1) : line)
    if (at) print text(substr(line, at + RLENGTH - 1))
  } else {
    sub(/^ +/, "", line)
    if (line != "") print text(line)
  }
}

BEGIN { print ".SS " text(title) }
/^OVERVIEW: / { part = "overview"; sub(/^OVERVIEW: /, "") }
/^USAGE: / { literal(0); part = ""; sub(/^USAGE: /, ""); print ".PP\n.B " text($0); next }
/^(ARGUMENTS|OPTIONS):$/ { literal(0); part = "options"; next }
/^SUBCOMMANDS:$/ { literal(0); part = ""; next }
part == "overview" { prose($0) }
part == "options" { option($0) }
END { literal(0) }
