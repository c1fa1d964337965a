"""Checkouts of public projects, as the scripts that make training data of them read them."""
import os
import pathlib
import subprocess
import sys

LEAST_BYTES, MOST_BYTES = 20, 400_000


def listed(path):
    """(OWNER/NAME, commit, its marks) of each line OWNER/NAME@COMMIT MARK… of a list; "#" begins a remark. Ends with what is
    wrong."""
    for line_number, line in enumerate(pathlib.Path(path).read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        where, *marks = line.split()
        project, _, commit = where.partition("@")
        if project.count("/") != 1 or not commit:
            sys.exit(f"{path}:{line_number}: not OWNER/NAME@COMMIT: {line}")
        yield project, commit, marks


def projects_of(path, checkouts):
    """(OWNER/NAME, its checkout, its marks) of each line of a list. Ends with what is wrong."""
    found, wrong = [], []
    for project, commit, marks in listed(path):
        folder = pathlib.Path(checkouts) / project.replace("/", "+")
        wrong += problem(project, folder, commit)
        found.append((project, folder, marks))
    if wrong:
        sys.exit("\n".join(wrong))
    return found


def problem(project, folder, commit):
    if not folder.is_dir():
        return [f"{project}: no checkout at {folder}"]
    if (folder / ".git").exists() and (there := git(folder, "rev-parse", "HEAD").strip()) != commit:
        return [f"{project}: {folder} is at {there}, the list says {commit}"]
    return []


def git(folder, *arguments):
    run = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True)
    if run.returncode:
        sys.exit(f"{folder}: git {arguments[0]}: {run.stderr.decode('utf-8', 'replace').strip()}")
    return run.stdout.decode("utf-8", "replace").replace("\r\n", "\n")


def paths(folder, endings):
    """Paths in a checkout, of files of a fit size whose names end so; no links. Sorted."""
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != ".git"]
        for path in (pathlib.Path(place) / name for name in names if name.lower().endswith(tuple(endings))):
            if path.is_file() and not path.is_symlink() and LEAST_BYTES < path.stat().st_size < MOST_BYTES:
                found.append(path.relative_to(folder).as_posix())
    return sorted(found)


def text(folder, path):
    """A file's text with line feeds for ends of lines, "" where it is no UTF-8 text."""
    try:
        content = (folder / path).read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return "" if "\0" in content else content.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def run(main):
    """Runs a script's main function; a file or a program that isn't there is named."""
    try:
        main()
    except (OSError, UnicodeError) as error:
        sys.exit(str(error))
