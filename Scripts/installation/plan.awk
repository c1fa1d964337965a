# plan.awk WHOLES OLD HERE NEW: says of each path what is to be done with it; plan.sh has the words.

function path_of(line) { sub(/^[^ ]+ [^ ]+ /, "", line); return line }
function whole_of(path,   folder) {
  for (folder in wholes) if (path == folder || index(path, folder "/") == 1) return folder
  return ""
}
# The folder above a path at which something stands that is neither a folder nor ours.
function claimed_above(path,   at) {
  at = whole_of(path)
  if (at in claimed) return at
  for (at = path; sub(/\/[^\/]*$/, "", at); ) if (at in here) return at
  return ""
}
function judge(path, is_new) {
  if (claimed_above(path) != "") return (path in known) ? "changed" : "foreign"
  if (!(path in here)) return is_new ? "put" : "gone"
  if (!(here[path] in ours)) return (path in known) ? "changed" : "foreign"
  if (!is_new) return "drop"
  return (here[path] == fresh[path]) ? "same" : "put"
}

FILENAME == ARGV[1] { wholes[$0] = 1; next }
FILENAME == ARGV[2] { ours[$0] = 1; known[path_of($0)] = 1; next }
FILENAME == ARGV[3] {
  here[path_of($0)] = $0
  if (!($0 in ours) && whole_of(path_of($0)) != "") claimed[whole_of(path_of($0))] = 1
  next
}
{ fresh[path_of($0)] = $0 }

END {
  for (path in fresh) print judge(path, 1) " " path
  for (path in known) if (!(path in fresh)) print judge(path, 0) " " path
}
