# shellcheck shell=bash disable=SC2154  # $scratch, $prefix, $top and $program are Scripts/check-install's
# After an installation into ~/.local editors, manual and shells find what is theirs.

check_neovim() {
  command -v "${PARLANCE_NVIM:-nvim}" >/dev/null || { missing NEOVIM "that it finds its plugin"; return; }
  expect "installs" install_into "$prefix"
  expect "Neovim sets a filetype" neovim_says "${PARLANCE_NVIM:-nvim}"
}

check_vim() {
  vim_is_there || { missing VIM "that it finds its plugin"; return; }
  expect "installs" install_into "$prefix"
  expect "Vim has its commands" vim_says
  expect "where Vim lacks something, nobody is told unasked" vim_is_silent
}

vim_is_silent() {
  PATH=$(installed_path) LC_ALL=C RESULT=$scratch/vim "${PARLANCE_VIM:-vim}" -T dumb --not-a-term -n -i NONE \
    -c 'call writefile([exists(":ParlanceRetrain"), execute("messages")], $RESULT)' -c 'qall!' </dev/null >/dev/null 2>&1
  grep '^0$' "$scratch/vim" && not grep parlance "$scratch/vim"
}

check_emacs() {
  command -v "${PARLANCE_EMACS:-emacs}" >/dev/null || { missing EMACS "that it finds its package"; return; }
  expect "installs" install_into "$prefix"
  mkdir "$HOME/.emacs.d"
  sed -n 's/^  Emacs .*in your init file: //p' "$scratch/said" >"$HOME/.emacs.d/init.el"
  expect "the installation says what belongs into the init file" test -s "$HOME/.emacs.d/init.el"
  expect "with that, Emacs has its mode" emacs_says
  echo '(global-parlance-mode)' >"$HOME/.emacs.d/init.el"
  expect "in a site-lisp Emacs needs no path" emacs_finds_in_site_lisp
}

check_manual() {
  command -v man >/dev/null || { missing MAN "that the manual page is found and rendered"; return; }
  expect "installs" install_into "$prefix"
  expect "man finds the page" env PATH="$(installed_path)" man -w parlance
  expect "and renders it" env PATH="$(installed_path)" MANWIDTH=100 bash -c 'man parlance | grep "parlance detect"'
  expect "without a warning" no_warnings_in "$prefix/share/man/man1/parlance.1"
  expect "each command is in it" every_command_is_in_the_manual
}
no_warnings_in() { man --warnings -l -Tutf8 -Z "$1" 2>&1 >/dev/null | not grep -v 'set the locale'; }
every_command_is_in_the_manual() {
  local command
  for command in $("$program" --help | awk '/^SUBCOMMANDS/ { on = 1; next } on && /^  [a-z]/ { print $1 }'); do
    grep -q "^\.SS parlance $command\$" "$prefix/share/man/man1/parlance.1" || { echo "$command is not"; return 1; }
  done
}

check_completions() {
  local share=$prefix/share
  expect "installs" install_into "$prefix"
  expect "bash reads its completions" bash -n "$share/bash-completion/completions/parlance"
  # shellcheck disable=SC2016  # $1 is the other bash's
  expect "and has them for the program" bash -c '. "$1"; complete -p parlance' - "$share/bash-completion/completions/parlance"
  if command -v zsh >/dev/null; then
    expect "zsh reads its own" zsh -n "$share/zsh/site-functions/_parlance"
  else
    missing ZSH "its completion"
  fi
  if command -v fish >/dev/null; then
    expect "fish finds its own" env PATH="$(installed_path)" fish -c 'complete -C "parlance det" | grep ^detect'
  else
    missing FISH "its completion"
  fi
}

check_extension_of_vscode() {
  command -v node >/dev/null || { missing NODE "that the extension for VS Code is made"; return; }
  expect "installs" install_into "$prefix"
  expect "has the extension" test -s "$prefix/share/parlance/editors/vscode/parlance.vsix"
  expect "and says how that is installed" \
    said "code --install-extension '$prefix/share/parlance/editors/vscode/parlance.vsix'"
}

check_pages_of_the_editors() {
  expect "installs" install_into "$prefix"
  expect "their links lead somewhere" links_lead_somewhere "$prefix/share/parlance/editors"
  expect "no test is there" test -z "$(find "$HOME" -ipath '*parlance*' -name 'tests*')"
}
# links_lead_somewhere FOLDER: each link to a file in the pages below it
links_lead_somewhere() {
  local page link count=0
  while IFS=: read -r page link; do
    link=${link#](}
    count=$((count + 1))
    [ -e "$(dirname "$page")/${link%%#*}" ] || { echo "$page: $link"; return 1; }
  done < <(grep -rEo --include='*.md' '\]\([^):#]+' "$1" | grep -v ':](http')
  [ "$count" -gt 20 ]
}

check_tags_of_the_help() {
  vim_is_there || { missing VIM "that the tags of the help are as it makes them"; return; }
  expect "installs" install_into "$prefix"
  local doc
  for doc in "$HOME/.vim/pack/parlance/start/parlance/doc" "$prefix/share/nvim/site/pack/parlance/start/parlance/doc"; do
    cp "$doc/tags" "$scratch/tags"
    expect "Vim makes tags" "${PARLANCE_VIM:-vim}" -es -u NONE -i NONE -c "helptags $(escaped "$doc")" -c q
    expect "and they are the same" cmp "$scratch/tags" "$doc/tags"
  done
}
