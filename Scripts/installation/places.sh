# shellcheck shell=bash disable=SC2034,SC2088,SC2154  # it sets what the other rooms read; $prefix is Scripts/install's
# Where what belongs, for a PREFIX. ~/.local is one user's, and for it come the folders in which that user's programs
# look; any other PREFIX has everything below itself, and programs of the same prefix look there (Neovim and fish in
# all of $XDG_DATA_DIRS, usually /usr/local/share and /usr/share).

# absolute PATH: with the home for a ~ that the shell left standing, from the root, without a slash at the end
absolute() {
  local path=$1
  case $path in
    *$'\n'*) fail "a name with a line break is not possible: PREFIX" ;;
    "~") path=$HOME ;;
    "~/"*) path=$HOME/${path#"~/"} ;;
    /*) ;;
    *) path=$PWD/$path ;;
  esac
  sed -e 's#//*#/#g' -e 's#/$##' <<<"$path"
}

# vim_home: the user's folder of Vim; since 9.1.0327 it is in ~/.config where a vimrc is there and nowhere else
vim_home() {
  local configuration=${XDG_CONFIG_HOME:-$HOME/.config}/vim
  if [ -e "$configuration/vimrc" ] && [ ! -e "$HOME/.vimrc" ] && [ ! -e "$HOME/.vim/vimrc" ]; then
    echo "$configuration"
  else
    echo "$HOME/.vim"
  fi
}

find_places() {
  local share=$prefix/share
  data=$share/parlance
  # Without the first slash, as all paths in the list are: $root, which ends in one, goes in front.
  list=${data#/}/.installed
  emacs=$share/emacs/site-lisp/elpa/parlance
  zsh=$share/zsh/site-functions
  vim=$share/vim/vimfiles
  if is_users; then
    share=$(absolute "${XDG_DATA_HOME:-$HOME/.local/share}")
    vim=$(absolute "$(vim_home)")
  fi
  neovim=$share/nvim/site
  bash=$share/bash-completion/completions
  fish=$share/fish/vendor_completions.d
  man=$prefix/share/man/man1
}

# is_users: whether this PREFIX is the user's own
is_users() { [ -n "${HOME:-}" ] && [ "$prefix" = "$(absolute "$HOME")/.local" ]; }
