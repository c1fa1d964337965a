# shellcheck shell=bash disable=SC2154  # $scratch, $prefix, $program are Scripts/check-install's
# What is installed, what is left alone, and what remains.

check_uninstall_leaves_the_home_as_it_was() {
  look "$HOME" >"$scratch/before"
  expect "installs" install_into "$prefix"
  look "$HOME" >"$scratch/after"
  expect "answers with the model that came with it" answers "$prefix/bin/parlance"
  expect "installs again" install_into "$prefix"
  expect "the second time changes nothing" same_as "$scratch/after"
  expect "uninstalls" uninstall_from "$prefix"
  expect "the home is as it was" same_as "$scratch/before"
  expect "uninstalls where nothing is" uninstall_from "$prefix"
  expect "leaves nothing in the temporary folder" test -z "$(ls -A "$TMPDIR")"
}
answers() { [ "$("$1" detect "$top/examples/demo/pasted.rb" | cut -d: -f2 | cut -d' ' -f2)" = ruby ]; }

check_other_prefixes() {
  look "$HOME" >"$scratch/before"
  expect "a folder that is not there, with a blank, and a ~ that no shell has read" install_into "~/not yet/there/"
  expect "says what Neovim has to know" said "init.vim: set packpath+=.*/not\\\\ yet/there/share/nvim/site"
  expect "answers from there" answers "$HOME/not yet/there/bin/parlance"
  expect "has all below it" test -f "$HOME/not yet/there/share/vim/vimfiles/pack/parlance/start/parlance/plugin/parlance.vim"
  expect "uninstalls" uninstall_from "$HOME/not yet/there"
  (cd "$HOME" && expect "a folder from here" install_into here && expect "uninstalls" uninstall_from here)
  expect "the home is as it was" same_as "$scratch/before"

  mkdir "$HOME/stage"
  expect "DESTDIR" env DESTDIR="$HOME/stage" "$top/Scripts/install" "$program" /usr
  expect "puts all of it there" test "$(ls "$HOME/stage")" = usr
  expect "and DESTDIR takes it away" env DESTDIR="$HOME/stage" "$top/Scripts/install" --remove /usr
  rmdir "$HOME/stage"
  expect "the home is as it was" same_as "$scratch/before"
}

check_folders_of_the_user_that_are_elsewhere() {
  mkdir -p "$HOME/.config/vim"
  echo >"$HOME/.config/vim/vimrc"
  look "$HOME" >"$scratch/before"
  expect "installs" env XDG_DATA_HOME="$HOME/my data" "$top/Scripts/install" "$program" "$prefix"
  expect "Vim's files beside the vimrc" test -f "$HOME/.config/vim/pack/parlance/start/parlance/plugin/parlance.vim"
  expect "Neovim's where its data are" test -f "$HOME/my data/nvim/site/pack/parlance/start/parlance/plugin/parlance.lua"
  expect "the program's where it looks" answers "$prefix/bin/parlance"
  expect "installs without these folders" install_into "$prefix"
  expect "and they are gone" not test -e "$HOME/my data"
  expect "uninstalls" uninstall_from "$prefix"
  expect "the home is as it was" same_as "$scratch/before"
}

check_what_the_user_made_or_changed_stays() {
  local vim=$HOME/.vim/pack/parlance/start/parlance
  mkdir -p "$prefix/share/parlance/model" "$HOME/elsewhere" "$prefix/share/nvim/site/pack/parlance/start"
  echo '{"mine": 1}' >"$prefix/share/parlance/model/config.json"
  ln -s "$HOME/elsewhere" "$prefix/share/nvim/site/pack/parlance/start/parlance"
  look "$HOME" >"$scratch/before"
  expect "installs beside it" install_into "$prefix"
  expect "says that it kept the model" said "^kept .*share/parlance/model, which this did not install"
  expect "says that it kept the link" said "^kept .*start/parlance/plugin/parlance.lua"
  expect "puts nothing of ours into the user's model" test "$(ls "$prefix/share/parlance/model")" = config.json
  expect "nor behind the user's link" test -z "$(ls "$HOME/elsewhere")"
  echo '" changed' >>"$vim/plugin/parlance.vim"
  expect "installs over a changed file" install_into "$prefix"
  expect "says that it kept it" said "^kept .*/plugin/parlance.vim, which has been changed"
  expect "and did" grep -q '^" changed' "$vim/plugin/parlance.vim"
  expect "uninstalls" uninstall_from "$prefix"
  expect "says that it keeps the changed file" said "^kept .*/plugin/parlance.vim, which has been changed"
  expect "and only that" test "$(find "$vim" -type f)" = "$vim/plugin/parlance.vim"
  rm -r "$HOME/.vim/pack/parlance"
  expect "the rest of the home is as it was" same_as "$scratch/before"
}

check_a_changed_model_is_replaced_as_one_or_not_at_all() {
  expect "installs" install_into "$prefix"
  echo '{}' >"$prefix/share/parlance/model/calibration.json"
  echo ' ' >>"$scratch/clone/share/parlance/model/config.json"
  expect "upgrades" install_other_into "$prefix"
  expect "says that it kept the model" said "^kept .*/share/parlance/model, which has been changed"
  expect "and no file of it is new" cmp "$top/share/parlance/model/config.json" "$prefix/share/parlance/model/config.json"
  cp "$top/share/parlance/model/calibration.json" "$prefix/share/parlance/model/"
  expect "once it is as it was" install_other_into "$prefix"
  expect "it is replaced" cmp "$scratch/clone/share/parlance/model/config.json" "$prefix/share/parlance/model/config.json"
  cp "$top/share/parlance/model/config.json" "$scratch/clone/share/parlance/model/"
}

check_upgrade_and_downgrade() {
  local other=$scratch/clone old=$HOME/.vim/pack/parlance/start/parlance/plugin/older
  look "$HOME" >"$scratch/before"
  mkdir "$other/editors/vim/plugin/older"
  echo 'let g:older = 1' >"$other/editors/vim/plugin/older/older.vim"
  echo '" older' >>"$other/editors/vim/plugin/parlance.vim"
  expect "installs one version" install_other_into "$prefix"
  expect "with a file of its own" test -f "$old/older.vim"
  expect "then another" install_into "$prefix"
  expect "which has not that file" not test -e "$old"
  expect "and its own of the others" cmp "$top/editors/vim/plugin/parlance.vim" "${old%/*}/parlance.vim"
  expect "then the first again" install_other_into "$prefix"
  expect "with its files" cmp "$other/editors/vim/plugin/parlance.vim" "${old%/*}/parlance.vim"
  rm "$HOME/.vim/pack/parlance/start/parlance/README.md"
  expect "a missing file is put there again" install_other_into "$prefix"
  expect "as it was" test -f "$HOME/.vim/pack/parlance/start/parlance/README.md"
  expect "uninstalls with the other version" uninstall_from "$prefix"
  expect "the home is as it was" same_as "$scratch/before"
  rm -r "$other/editors/vim/plugin/older"
  cp "$top/editors/vim/plugin/parlance.vim" "$other/editors/vim/plugin/"
}
