# shellcheck shell=bash disable=SC2154  # $scratch, $prefix, $program are Scripts/check-install's
# What the checks of the installation have in common.

count=0

# expect WHAT COMMAND...: the command succeeds
expect() {
  local what=$1
  shift
  if "$@" >"$scratch/out" 2>&1; then
    count=$((count + 1))
  else
    echo "$(basename "$0"): FAILED: $what" >&2
    echo "  $*" >&2
    sed 's/^/  | /' "$scratch/out" | tail -n 40 >&2
    exit 1
  fi
}

# expect_failure WHAT WORDS COMMAND...: it fails, and says the words
expect_failure() {
  local what=$1 words=$2
  shift 2
  expect "$what" fails_with "$words" "$@"
}
fails_with() {
  local words=$1 said
  shift
  if said=$("$@" 2>&1); then echo "$said"; return 1; fi
  echo "$said"
  grep -qF -- "$words" <<<"$said"
}
not() { ! "$@"; }

# copy_clone FOLDER: what Scripts/install reads, so that it can be changed
copy_clone() {
  mkdir -p "$1/share"
  cp -R "$top/Scripts" "$top/editors" "$top/docs" "$top/README.md" "$1/"
  cp -R "$top/share/parlance" "$1/share/"
  cp "$program" "$1/program"
}

# fresh_home: as somebody has it who has used Vim and Neovim before
fresh_home() {
  rm -rf "$HOME" "$TMPDIR"
  mkdir -p "$HOME/.vim/pack/mine/start/mine/plugin" "$HOME/.local/share/nvim/site" "$HOME/.local/bin" "$TMPDIR"
  echo 'let g:mine = 1' >"$HOME/.vim/pack/mine/start/mine/plugin/mine.vim"
  echo 'echo mine' >"$HOME/.local/bin/mine"
  ln -s ../bin/mine "$HOME/.local/share/mine"
}

install_into() { heard "$top/Scripts/install" "$program" "$1"; }
install_other_into() { heard "$scratch/clone/Scripts/install" "$program" "$1"; }
uninstall_from() { heard "$top/Scripts/install" --remove "$1"; }

# heard COMMAND...: what it says is in $scratch/said too, for said
heard() {
  local status=0
  "$@" >"$scratch/said" 2>&1 || status=$?
  cat "$scratch/said"
  return $status
}
said() { grep -e "$1" "$scratch/said" || { cat "$scratch/said"; return 1; }; }

# look FOLDER: every file with its contents, every folder and link, and who may do what with them
look() {
  (cd "$1" && find . \( -type f -exec cksum {} + \) -o -print | sort && find . -exec ls -ld {} + |
    awk '{ print $1, $9, $10, $11 }' | sort)
}
same_as() { diff "$1" <(look "$HOME"); }
