"""The editors that are installed here, and what they know: which names are theirs, and what they call a file by its name.

Each class has `command` (what starts it), `package` (what to install), `version` (None where it does not say), `known`
(of a list of names, those that it has) and `of_files` (what it calls each of a list of files, which need not exist; None
where it can't be asked). None of them reads a configuration of the user's.
"""

import json
import os
import pathlib
import re
import subprocess
import tempfile

TIMEOUT = 120


def run(arguments, **options):
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home, "XDG_CACHE_HOME": home}
        for name in ["VIMRUNTIME", "EMACSLOADPATH", "KAKOUNE_RUNTIME"]:
            environment.pop(name, None)
        done = subprocess.run(
            arguments, capture_output=True, text=True, errors="replace", timeout=TIMEOUT, env=environment,
            stdin=subprocess.DEVNULL, **options)
    return done.stdout + done.stderr


class VimLike:
    """Vim and Neovim: filetypes with a syntax file, plugin or indent file, and those that they detect."""

    def __init__(self, command, quiet):
        self.command = command
        self.start = [command, *quiet]

    def script(self, lines):
        """What is written to the file `out` by lines of Vim script."""
        with tempfile.TemporaryDirectory() as folder:
            source, out = pathlib.Path(folder, "script.vim"), pathlib.Path(folder, "out")
            source.write_text("\n".join(["set nocompatible", f"let out = {json.dumps(str(out))}", *lines, "qall!"]) + "\n")
            said = run([*self.start, "-S", str(source)])
            if not out.exists():
                raise RuntimeError(f"{self.command}: {said}")
            return out.read_text().splitlines()

    @property
    def runtime(self):
        return pathlib.Path(self.script(["call writefile([$VIMRUNTIME], out)"])[0])

    def known(self, names):
        runtime = self.runtime
        files = {path.stem for folder in ["syntax", "ftplugin", "indent"] for path in (runtime / folder).glob("*.*")}
        detected = set()
        for name in ["filetype.vim", "lua/vim/filetype.lua", "lua/vim/filetype/detect.lua", "autoload/dist/ft.vim"]:
            path = runtime / name
            text = path.read_text(errors="replace") if path.exists() else ""
            detected |= set(re.findall(r"(?:setf(?:iletype)?|FALLBACK|filetype=)\s+([\w-]+)", text))
            detected |= set(re.findall(r"""(?:[=:]|return)\s*["']([\w-]+)["']""", text))
        return set(names) & (files | detected)

    def of_files(self, files):
        lines = ["filetype on", "let found = []", f"for file in {json.dumps(files)}", "  enew!"]
        lines += ["  execute 'silent! file /nonexistent/' . file", "  doautocmd BufRead", "  call add(found, &filetype)"]
        found = self.script([*lines, "endfor", "call writefile(found, out)"])
        return dict(zip(files, found, strict=True))


class Vim(VimLike):
    package = "vim-nox"

    def __init__(self, command):
        super().__init__(command, ["-es", "-N", "-u", "NONE", "-i", "NONE"])

    @property
    def version(self):
        said = run([self.command, "--version"])
        patches = re.search(r"patches: 1-(\d+)", said)
        return re.search(r"IMproved (\d+\.\d+)", said).group(1) + (f".{patches.group(1)}" if patches else "")


class Neovim(VimLike):
    package = "neovim"

    def __init__(self, command):
        super().__init__(command, ["--headless", "--clean", "-n"])

    @property
    def version(self):
        return re.search(r"NVIM v(\d+\.\d+\.\d+)", run([self.command, "--version"])).group(1)


class Emacs:
    """Modes that are commands, autoloaded ones too, and `auto-mode-alist`."""

    package = "emacs-nox"

    def __init__(self, command):
        self.command = command

    @property
    def version(self):
        return re.search(r"GNU Emacs (\d+\.\d+)", run([self.command, "--version"])).group(1)

    def evaluate(self, form):
        return json.loads(run([self.command, "-Q", "--batch", "--eval", f"(princ (json-serialize {form}))"]))

    def known(self, names):
        listed = " ".join(names)
        return set(self.evaluate(
            f"(vconcat (delq nil (mapcar (lambda (mode) (and (commandp mode) (symbol-name mode))) '({listed}))))"))

    def of_files(self, files):
        # `javascript-mode` is js-mode by another name.
        listed = " ".join(map(json.dumps, files))
        found = self.evaluate(
            "(vconcat (mapcar (lambda (file) (let ((mode (assoc-default file auto-mode-alist #'string-match-p)))"
            " (if (and mode (symbolp mode)) (symbol-name (or (and (symbolp (symbol-function mode))"
            f" (symbol-function mode)) mode)) \"\"))) '({listed})))")
        return dict(zip(files, found, strict=True))


class Kate:
    """The syntax files of KSyntaxHighlighting, by its own tool; Kate makes a mode of each, under the same name."""

    package = "libkf5syntaxhighlighting-tools"
    of_files = None

    def __init__(self, command):
        self.command = command

    @property
    def version(self):
        return re.search(r"(\d+\.\d+\.\d+)", run([self.command, "--version"])).group(1)

    def known(self, names):
        listed = set(run([self.command, "--list"]).splitlines())
        # The syntax file None is the mode Normal.
        return set(names) & (listed | ({"Normal"} if "None" in listed else set()))


class Kakoune:
    """Filetypes for which its scripts do something, and what its hooks call a file."""

    package = "kakoune"

    def __init__(self, command):
        self.command = command

    @property
    def version(self):
        found = re.search(r"(\d+\.\d+\.\d+)", run([self.command, "-version"]))
        return found.group(1) if found else None

    def script(self, commands):
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder, "out")
            said = run([self.command, "-ui", "dummy", "-E", commands.replace("OUT", str(out)) + "; kill!"])
            if not out.exists():
                raise RuntimeError(f"{self.command}: {said}")
            return out.read_text().splitlines()

    def known(self, names):
        runtime = pathlib.Path(self.script("echo -to-file OUT %val{runtime}")[0])
        text = "\n".join(path.read_text(errors="replace") for path in (runtime / "rc").rglob("*.kak"))
        # A hook that is for every filetype tells nothing of one; `*.`, in 2022's hare.kak, is meant to be such a one.
        patterns = set(re.findall(r"WinSetOption filetype=([^\s%\"]+)", text)) - {".*", "*."}
        return {name for name in names if name == "" or any(re.fullmatch(p, name) for p in patterns)}

    def of_files(self, files):
        tell = "nop %sh{ printf '%s\\n' \"$kak_opt_filetype\" >>OUT }"
        found = self.script("; ".join(f"edit '/nonexistent/{file}'; {tell}" for file in files))
        return dict(zip(files, found, strict=True))
