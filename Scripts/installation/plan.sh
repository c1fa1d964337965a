# shellcheck shell=bash disable=SC2154  # $root, $list, $tree and $work are Scripts/install's
# What is to be done with each path, worked out before anything is touched.
#
# The list of what is installed has a line "CHECKSUM BYTES PATH" a file, as cksum writes it, and a line "folder PATH" for
# each folder that was made for it. Paths have no slash in front. A file that stands there is ours where the list has its
# checksum. While an installation goes on the list has the old files and the new ones.

files_in_list() { [ ! -f "$root$list" ] || grep -E '^[0-9]+ [0-9]+ ' "$root$list" || :; }
folders_in_list() { [ ! -f "$root$list" ] || sed -n 's/^folder //p' "$root$list"; }
without_sums() { cut -d' ' -f3-; }

# checksums FOLDER: of the plain files in it whose paths come in, with an end of \0
checksums() { (cd "$1" && xargs -0 cksum /dev/null | sed -e '/ \/dev\/null$/d' -e 's# \./# #'); }

# standing: of the paths that come in, the lines of those that are plain files, and "- - PATH" of what is something else
standing() {
  local path
  : >"$work/plain"
  while IFS= read -r path; do
    if [ -L "$root$path" ]; then
      echo "- - $path"
    elif [ -f "$root$path" ]; then
      printf './%s\0' "$path" >>"$work/plain"
    elif [ -e "$root$path" ]; then
      echo "- - $path"
    fi
  done
  [ ! -s "$work/plain" ] || checksums "$root" <"$work/plain"
}

# own_folders: those in the tree that have our name, where a link, or a file, is somebody else's
own_folders() {
  local path
  (cd "$tree" && find . -type d -name parlance | sed 's#^\./##') | while IFS= read -r path; do
    if [ -L "$root$path" ] || { [ -e "$root$path" ] && [ ! -d "$root$path" ]; }; then echo "$path"; fi
  done
}

# wholes: folders that are replaced as one or not at all: half of one model and half of another are no model
wholes() {
  local folder
  for folder in "$top"/share/parlance/*/; do echo "${data#/}/$(basename "$folder")"; done
}

# in_wholes: what stands in them, and they themselves where they are links
in_wholes() {
  local folder
  wholes | while IFS= read -r folder; do
    if [ -L "$root$folder" ]; then
      echo "$folder"
    elif [ -e "$root$folder" ]; then
      (cd "$root" && find "./$folder" ! -type d ! -name '.parlance-new.*' | sed 's#^\./##')
    fi
  done
}

# make_plan: $work/plan, a line "WHAT PATH" each: put, same, drop, gone; changed or foreign, which are left alone
make_plan() {
  files_in_list | sort -u >"$work/old"
  (cd "$tree" && find . -type f -print0) | checksums "$tree" | sort >"$work/new"
  wholes >"$work/wholes"
  { without_sums <"$work/old"; without_sums <"$work/new"; own_folders; in_wholes; } | sort -u | standing >"$work/here"
  awk -f "$rooms/plan.awk" "$work/wholes" "$work/old" "$work/here" "$work/new" | sort >"$work/plan"
}

# planned WHAT...: the paths
planned() {
  local what
  for what in "$@"; do sed -n "s/^$what //p" "$work/plan"; done
}
