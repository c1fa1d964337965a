# shellcheck shell=bash disable=SC2154  # the places are found by places.sh
# What the user has to know, or to do, after an installation.

give_hints() {
  if [ "$root" != / ]; then
    echo "installed below $root, for $prefix"
    return
  fi
  echo "installed $prefix/bin/parlance and what goes with it; make uninstall takes all of it away"
  hint_neovim
  hint_vim
  hint_emacs
  [ ! -e "$data/editors/vscode/parlance.vsix" ] ||
    hint "VS Code" "code --install-extension $(quoted "$data/editors/vscode/parlance.vsix")"
  [ ! -e "$data/editors/kakoune/parlance.kak" ] ||
    hint Kakoune "in your kakrc: source $(quoted "$data/editors/kakoune/parlance.kak"); parlance-enable"
  hint others "$data/editors/README.md"
  hint_zsh
  case ":$PATH:" in
    *":$prefix/bin:"*) ;;
    *) echo "note: $prefix/bin is not in PATH, where the editors look for the program" ;;
  esac
}

hint() { printf '  %-8s %s\n' "$1" "$2"; }

quoted() { case $1 in *[!A-Za-z0-9_./-]*) printf "'%s'" "$1" ;; *) printf %s "$1" ;; esac; }

hint_neovim() {
  if is_users || [ "$prefix" = /usr ] || [ "$prefix" = /usr/local ]; then
    hint Neovim "finds it by itself ($neovim/pack/parlance)"
  else
    hint Neovim "unless this prefix is in XDG_DATA_DIRS, in your init.vim: set packpath+=${neovim// /\\ }"
  fi
}

hint_vim() {
  if is_users || [ "$prefix" = /usr ]; then
    hint Vim "finds it by itself ($vim/pack/parlance)"
  else
    hint Vim "unless it is of this prefix too, in your vimrc: set packpath+=${vim// /\\ }"
  fi
}

hint_emacs() {
  case $prefix in
    /usr) hint Emacs "in your init file: (global-parlance-mode)" ;;
    *) hint Emacs "in your init file: (load \"$emacs/parlance-autoloads\") (global-parlance-mode)" ;;
  esac
}

hint_zsh() {
  case $prefix in
    /usr/local) ;;
    *) hint zsh "before compinit, in your .zshrc: fpath+=($(quoted "$zsh"))" ;;
  esac
}
