# shellcheck shell=bash disable=SC2154  # the places are found by places.sh
# Makes, in $tree, all that is to be installed, at the paths that it will have.

# place MODE SOURCE PATH
place() {
  mkdir -p "$tree$(dirname "$3")"
  cp "$2" "$tree$3"
  chmod "$1" "$tree$3"
}

# place_all FOLDER PATH: what is in the folder, save tests and what an editor left there
place_all() {
  local path
  while IFS= read -r path; do
    place 644 "$1/$path" "$2/$path"
  done < <(cd "$1" && find . -name tests -prune -o -name __pycache__ -prune -o -path ./doc/tags -prune -o -type f -print |
    sed 's#^\./##')
}

# grow_tree PROGRAM
grow_tree() {
  grow_program "$1"
  place_all "$top/share/parlance" "$data"
  grow_pack "$top/editors/neovim" "$neovim/pack/parlance/start/parlance"
  grow_pack "$top/editors/vim" "$vim/pack/parlance/start/parlance"
  grow_emacs
  grow_editors
}

grow_program() {
  place 755 "$1" "$prefix/bin/parlance"
  # Of the symbols nobody who runs it has any use. On macOS this would break the signature.
  if [ "$(uname)" = Linux ] && command -v strip >/dev/null; then strip "$tree$prefix/bin/parlance"; fi
  mkdir -p "$tree$man" "$tree$bash" "$tree$zsh" "$tree$fish"
  "$rooms/man-page" "$1" >"$tree$man/parlance.1"
  # It is read and not run, so that it needs no line that names an interpreter.
  "$1" --generate-completion-script bash | sed '1{/^#!/d;}' >"$tree$bash/parlance"
  "$1" --generate-completion-script zsh >"$tree$zsh/_parlance"
  "$1" --generate-completion-script fish >"$tree$fish/parlance.fish"
}

# grow_pack FOLDER PATH: a package of Vim or Neovim, with the tags of its help
grow_pack() {
  place_all "$1" "$2"
  if [ -d "$tree$2/doc" ]; then "$rooms/help-tags" "$tree$2/doc" >"$tree$2/doc/tags"; fi
}

# grow_emacs: as package.el wants a package that is installed for all users; it loads the autoloads by itself
grow_emacs() {
  local path
  for path in "$top"/editors/emacs/*.el; do place 644 "$path" "$emacs/$(basename "$path")"; done
  "$rooms/emacs-package" "$tree$emacs"
}

# grow_editors: the pages, and the files of the editors that look nowhere by themselves
grow_editors() {
  local folder editor
  place 644 "$top/editors/README.md" "$data/editors/README.md"
  # The pages link to these.
  place 644 "$top/README.md" "$data/README.md"
  place_all "$top/docs" "$data/docs"
  for folder in "$top"/editors/*/; do
    editor=$(basename "$folder")
    case $editor in
      tests) ;;
      neovim | vim | emacs | vscode) [ ! -e "$folder/README.md" ] || place 644 "$folder/README.md" "$data/editors/$editor/README.md" ;;
      *) place_all "${folder%/}" "$data/editors/$editor" ;;
    esac
  done
  if command -v node >/dev/null; then
    "$top/editors/vscode/scripts/package" -o "$tree$data/editors/vscode/parlance.vsix" >/dev/null
  else
    echo "note: NO NODE HERE, so the extension for VS Code is NOT installed; where there is one: editors/vscode/scripts/package"
  fi
}
