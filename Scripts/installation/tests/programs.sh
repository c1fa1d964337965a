# shellcheck shell=bash disable=SC2154  # $scratch, $prefix, $tests and $program are those of the script that reads this
# The programs for which it is installed find it, with no setting but those that the installation asks for.

missing() { echo "$(basename "$0"): NO $1 HERE, so $2 was NOT tested"; }
# A PATH in which the installed program is the first of its name.
installed_path() { echo "$prefix/bin:$PATH"; }
escaped() { sed 's/ /\\ /g' <<<"$1"; }

neovim_says() { PREFIX=$prefix PATH=$(installed_path) "$1" --headless -n -c "luafile $(escaped "$tests/neovim.lua")"; }

vim_is_there() { command -v "${PARLANCE_VIM:-vim}" >/dev/null && "${PARLANCE_VIM:-vim}" --version | grep '+job' >/dev/null; }
# vim_says OPTION...: a Vim that starts as it does for people, though there is no terminal
vim_says() {
  rm -f "$scratch/vim"
  PATH=$(installed_path) PREFIX=$prefix LC_ALL=C.UTF-8 RESULT=$scratch/vim "${PARLANCE_VIM:-vim}" -T dumb --not-a-term -n -i NONE \
    "$@" -c "source $(escaped "$tests/vim.vim")" </dev/null >/dev/null 2>&1
  cat "$scratch/vim"
  [ "$(cat "$scratch/vim")" = "as it should be" ]
}

# emacs_says: a daemon starts as Emacs does for people, and needs no terminal
emacs_says() {
  rm -f "$scratch/emacs"
  PATH=$(installed_path) PREFIX=$prefix RESULT=$scratch/emacs \
    "${PARLANCE_EMACS:-emacs}" --fg-daemon="parlance-check-$$" -l "$tests/emacs.el" </dev/null
  cat "$scratch/emacs"
  [ "$(cat "$scratch/emacs")" = "as it should be" ]
}
# Where site-lisp is Emacs's own, as /usr/share and /usr/local/share are for Debian's, package.el finds it.
emacs_finds_in_site_lisp() { EMACSLOADPATH=$prefix/share/emacs/site-lisp: emacs_says; }
