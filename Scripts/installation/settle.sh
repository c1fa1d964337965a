# shellcheck shell=bash disable=SC2154  # $root, $list, $tree and $work are Scripts/install's
# Carries the plan out: all of it, or nothing. An empty tree removes.

settle() {
  make_plan
  refuse_foreign_program
  say_kept
  folders_to_make >"$work/made"
  refuse_unwritable
  trap undo EXIT
  write_journal
  copy_beside
  # From here on it takes no time worth mentioning, and what is there is in the list.
  trap 'echo "install: broken off; the next one mends it" >&2; rm -rf "$work"' EXIT
  trap '' INT TERM HUP
  rename_copies
  drop_old
  write_list
  trap - INT TERM HUP
  trap 'rm -rf "$work"' EXIT
}

refuse_foreign_program() {
  local path=${prefix#/}/bin/parlance
  # Not by grep -q, which ends at the first line it finds: what writes to it is then killed, and with it the pipe has failed.
  if [ -s "$work/new" ] && planned changed foreign | grep -xF "$path" >/dev/null; then
    fail "$root$path was not put there by this script, or has been changed since; move it away first"
  fi
  if planned changed foreign | grep -F "${data#/}/" >/dev/null && [ -L "$root${data#/}" ]; then
    fail "$root${data#/} is a link; move it away first"
  fi
}

# say_kept: one line a file, for a folder that is taken or left as one one line in all
say_kept() {
  planned changed | name_wholes | while IFS= read -r path; do
    echo "kept $root$path, which has been changed since it was installed"
  done
  planned foreign | name_wholes | while IFS= read -r path; do
    echo "kept $root$path, which this did not install"
  done
}

name_wholes() {
  awk 'FNR == NR { wholes[$0]; next }
    { for (folder in wholes) if (index($0, folder "/") == 1) $0 = folder; if (!seen[$0]++) print }' "$work/wholes" -
}

# above: all folders above the paths that come in, the highest first
above() {
  awk '{ while (sub(/\/[^\/]*$/, "")) if (!seen[$0]++) print }' | sort
}

folders_to_make() {
  [ -s "$work/new" ] || return 0
  { planned put; echo "$list"; } | above | while IFS= read -r path; do
    [ -d "$root$path" ] || echo "$path"
  done
}

refuse_unwritable() {
  { planned put drop; echo "$list"; } | sed 's#/[^/]*$##' | sort -u | while IFS= read -r path; do
    while [ ! -e "$root$path" ] && [ ! -L "$root$path" ]; do
      case $path in */*) path=${path%/*} ;; *) path= ; break ;; esac
    done
    [ -d "$root$path" ] || fail "$root$path is no folder"
    if [ ! -w "$root$path" ] || [ ! -x "$root$path" ]; then
      fail "you may not write to $root$path, so nothing was changed; do it as one who may, or with another PREFIX"
    fi
  done
}

copy_of() { case $1 in */*) echo "$root${1%/*}/.parlance-new.${1##*/}" ;; *) echo "$root.parlance-new.$1" ;; esac; }

make_folders() {
  while IFS= read -r path; do [ -d "$root$path" ] || mkdir "$root$path"; done
}

# write_journal: the list with what was and what will be, so that whatever comes in between is known as ours
write_journal() {
  [ ! -f "$root$list" ] || cp "$root$list" "$work/list.before"
  { folders_in_list; cat "$work/made"; } | sort -u | sed 's/^/folder /' >"$work/journal"
  cat "$work/old" >>"$work/journal"
  planned put same | lines_of "$work/new" >>"$work/journal"
  place_list "$work/journal"
}

# first_missing: the highest of the list's folders that is not there, if any
first_missing() {
  echo "$list" | above | while IFS= read -r path; do
    if [ ! -d "$root$path" ]; then echo "$path"; break; fi
  done
}

# place_list FILE: as the list, with the folders that it needs in one step, so that none of them is ever there without it
place_list() {
  local first copy
  first=$(first_missing)
  remove_first_copy
  if [ -z "$first" ]; then
    replace_list "$1"
  else
    copy=$(copy_of "$first")
    mkdir -p "$copy$(dirname "${list#"$first"}")"
    cp "$1" "$copy${list#"$first"}"
    mv "$copy" "$root$first"
  fi
}

remove_first_copy() {
  local first
  first=$(first_missing)
  [ -z "$first" ] || rm -rf "$(copy_of "$first")"
}

# lines_of FILE: its lines for the paths that come in
lines_of() {
  awk 'FNR == NR { wanted[$0]; next } { path = $0; sub(/^[^ ]+ [^ ]+ /, "", path); if (path in wanted) print }' - "$1"
}

replace_list() {
  cp "$1" "$(copy_of "$list")"
  mv -f "$(copy_of "$list")" "$root$list"
}

copy_beside() {
  make_folders <"$work/made"
  planned put | while IFS= read -r path; do cp "$tree/$path" "$(copy_of "$path")"; done
}

rename_copies() {
  planned put | while IFS= read -r path; do mv -f "$(copy_of "$path")" "$root$path"; done
}

drop_old() {
  planned drop | while IFS= read -r path; do rm -f "$root$path"; done
  remove_copies
  folders_in_list | remove_empty
}

# remove_copies: those of an installation that was broken off
remove_copies() {
  { without_sums <"$work/old"; without_sums <"$work/new"; echo "$list"; } | while IFS= read -r path; do
    path=$(copy_of "$path")
    [ ! -e "$path" ] || rm -f "$path"
  done
}

remove_empty() {
  sort -r | while IFS= read -r path; do rmdir "$root$path" 2>/dev/null || :; done
}

# write_list: what is installed now; what was changed stays in it with the sum that it had
write_list() {
  folders_in_list | while IFS= read -r path; do [ ! -d "$root$path" ] || echo "folder $path"; done >"$work/list"
  planned put same | lines_of "$work/new" >>"$work/list"
  planned changed | lines_of "$work/old" >>"$work/list"
  replace_list "$work/list"
}

forget_list() {
  folders_in_list >"$work/folders"
  rm -f "$root$list"
  remove_empty <"$work/folders"
}

# undo: everything as it was before, where something failed
undo() {
  set +e
  remove_first_copy
  remove_copies
  if [ -f "$work/list.before" ]; then replace_list "$work/list.before"; else rm -f "$root$list"; fi
  remove_empty <"$work/made"
  rm -rf "$work"
  echo "install: nothing was changed" >&2
}
