# shellcheck shell=bash disable=SC2154  # $scratch, $prefix, $program are Scripts/check-install's
# What goes wrong leaves everything as it was, or is mended by the next installation.

# with_bad_tool TOOL N WHAT COMMAND...: the Nth time the tool is started on a file in the home, WHAT is done in its place
with_bad_tool() {
  local folder=$scratch/bad tool=$1 nth=$2 what=$3
  shift 3
  rm -rf "$folder"
  mkdir "$folder"
  cat >"$folder/$tool" <<BAD
#!/usr/bin/env bash
case \${!#} in
  "$HOME"/*)
    echo >>"$folder/times"
    if [ "\$(wc -l <"$folder/times")" -eq $nth ]; then $what; fi ;;
esac
exec "$(command -v "$tool")" "\$@"
BAD
  chmod +x "$folder/$tool"
  # With jobs it is a group of processes of its own, which can be killed as one.
  set -m
  local status=0
  PATH=$folder:$PATH "$@" &
  wait $! || status=$?
  set +m
  return $status
}

check_a_full_disk_changes_nothing() {
  look "$HOME" >"$scratch/before"
  expect_failure "fails at the list" "nothing was changed" with_bad_tool cp 1 "exit 1" install_into "$prefix"
  expect "the home is as it was" same_as "$scratch/before"
  expect_failure "fails at a later file" "nothing was changed" with_bad_tool cp 40 "exit 1" install_into "$prefix"
  expect "the home is as it was" same_as "$scratch/before"
  expect "installs another version" install_other_into "$prefix"
  echo '" newer' >>"$scratch/clone/editors/vim/plugin/parlance.vim"
  look "$HOME" >"$scratch/installed"
  expect_failure "an upgrade fails" "nothing was changed" \
    with_bad_tool cp 2 "exit 1" install_other_into "$prefix"
  expect "the old version is as it was" same_as "$scratch/installed"
  expect_failure "an upgrade fails at its very end" "the next one mends it" \
    with_bad_tool cp 3 "exit 1" install_other_into "$prefix"
  expect "and the next one mends it" install_other_into "$prefix"
  expect "uninstalls" uninstall_from "$prefix"
  expect "the home is as it was" same_as "$scratch/before"
  cp "$top/editors/vim/plugin/parlance.vim" "$scratch/clone/editors/vim/plugin/"
}

check_an_interrupt_changes_nothing() {
  local signal
  look "$HOME" >"$scratch/before"
  for signal in INT TERM HUP; do
    expect_failure "is stopped by $signal" "nothing was changed" \
      with_bad_tool cp 40 "kill -$signal 0" "$top/Scripts/install" "$program" "$prefix"
    expect "the home is as it was" same_as "$scratch/before"
  done
}

check_a_killed_installation_is_mended() {
  local tool
  for tool in cp:1 cp:30 mv:1 mv:20 mv:70; do
    fresh_home
    look "$HOME" >"$scratch/before"
    expect "is killed at $tool" not with_bad_tool "${tool%:*}" "${tool#*:}" 'kill -9 0' install_into "$prefix"
    expect "the next one mends it" install_into "$prefix"
    expect "it answers" answers "$prefix/bin/parlance"
    expect "no copy is left" test -z "$(find "$HOME" -name '.parlance-new*')"
    expect "uninstalls" uninstall_from "$prefix"
    expect "the home is as it was" same_as "$scratch/before"
    expect "is killed at $tool" not with_bad_tool "${tool%:*}" "${tool#*:}" 'kill -9 0' install_into "$prefix"
    expect "uninstalls what there is" uninstall_from "$prefix"
    expect "the home is as it was" same_as "$scratch/before"
  done
}

check_another_program_of_that_name() {
  echo 'echo something else' >"$prefix/bin/parlance"
  look "$HOME" >"$scratch/before"
  expect_failure "is not replaced" "$prefix/bin/parlance was not put there" install_into "$prefix"
  expect "the home is as it was" same_as "$scratch/before"
  ln -sf "$program" "$prefix/bin/parlance"
  look "$HOME" >"$scratch/before"
  expect_failure "nor is a link" "$prefix/bin/parlance was not put there" install_into "$prefix"
  expect "the home is as it was" same_as "$scratch/before"
  rm "$prefix/bin/parlance"
  ln -s "$top/share/parlance" "$prefix/share/parlance"
  look "$HOME" >"$scratch/before"
  expect_failure "nor a link to somebody's data" "$prefix/share/parlance is a link" install_into "$prefix"
  expect "the home is as it was" same_as "$scratch/before"
}

check_wrong_use() {
  expect_failure "no program" "no program at" "$top/Scripts/install" "$scratch/no program" "$prefix"
  expect_failure "one that does not run" "does not run" "$top/Scripts/install" "$top/Scripts/installation/tests/broken" "$prefix"
  expect_failure "no prefix" "Scripts/install PROGRAM PREFIX" "$top/Scripts/install" "$program"
  expect_failure "an empty prefix" "Scripts/install PROGRAM PREFIX" "$top/Scripts/install" "$program" ""
  echo >"$HOME/file"
  expect_failure "a file in the way" "$HOME/file is no folder" install_into "$HOME/file/below"
}

check_no_permission() {
  local as_nobody=
  if [ "$(id -u)" = 0 ]; then
    as_nobody=$(command -v setpriv) || { echo "check-install: NO setpriv HERE: a folder that may not be written to was NOT tested"; return; }
    chmod a+rx "$scratch"
    chmod -R a+rX "$scratch/clone"
    as_nobody="$as_nobody --reuid=65534 --regid=65534 --clear-groups"
  fi
  mkdir "$HOME/closed" "$HOME/closed/share"
  chmod 777 "$HOME/closed/share" "$TMPDIR"
  chmod 555 "$HOME/closed"
  look "$HOME" >"$scratch/before"
  # shellcheck disable=SC2086  # words of a command
  expect_failure "says where it may not write" "you may not write to $HOME/closed" \
    $as_nobody "$scratch/clone/Scripts/install" "$scratch/clone/program" "$HOME/closed"
  expect "and has written nothing" same_as "$scratch/before"
  chmod 755 "$HOME/closed"
  expect "installs" install_into "$HOME/closed"
  chmod 555 "$HOME/closed/bin"
  look "$HOME" >"$scratch/before"
  # shellcheck disable=SC2086  # words of a command
  expect_failure "nor does it remove then" "you may not write to $HOME/closed/bin" \
    $as_nobody "$scratch/clone/Scripts/install" --remove "$HOME/closed"
  expect "anything" same_as "$scratch/before"
  chmod 755 "$HOME/closed/bin"
}
