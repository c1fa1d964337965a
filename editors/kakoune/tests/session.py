"""The script in real Kakounes, with the real program and its model. Run by ./run."""
import glob, os, pathlib, sys, time, traceback
from concurrent.futures import ThreadPoolExecutor
from kakoune import PATIENCE, Kakoune, until

PYTHON = """import argparse

def fibonacci(n):
    a, b = 0, 1
    while a < n:
        yield a
        a, b = b, a + b

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("n", type=int)
    print(list(fibonacci(parser.parse_args().n)))
"""
GO = """package main

import "fmt"

func main() {
	for i := 0; i < 10; i++ {
		fmt.Println("line", i)
	}
}
"""
SHELL = """#!/bin/bash
set -e
for file in *.txt; do
    echo "$file"
    grep -q x "$file" && rm "$file"
done
"""
PROSE = (pathlib.Path(__file__).resolve().parents[2] / "tests/texts/letter.txt").read_text()


def made_up(number):
    """A piece of a language that no model knows."""
    nouns = ["apple", "crate", "ledger", "garden", "lamp", "river", "ticket", "wagon"]
    verbs = ["open", "close", "fetch", "count", "merge", "split", "paint", "tidy", "weigh", "label"]
    noun, other, verb = nouns[number % 8], nouns[(number * 3 + 1) % 8], verbs[number % 10]
    return (f"§ chapter {verb}_{noun}{number}\ngrant {other} <~ shelf \"{other}\" ;;\n"
            f"verb {verb}! «{noun}, {other}» ~>\n    given {noun} ≽ {number + 1} : say \"{verb} {noun}\" ;;\n"
            f"    otherwise : hush {other} ~~ {number} ;;\nfin §\n")


def workspace(kak):
    """A project of 60 files in that language."""
    (kak.folder / ".git").mkdir()
    for number in range(60):
        (kak.folder / f"unit{number}.foo").write_text(made_up(number))


def pasted_code_gets_its_filetype(kak):
    kak.paste(PYTHON)
    kak.until_filetype("python")
    assert kak.option("parlance_status").startswith("Python "), kak.option("parlance_status")
    # Kakoune's own hooks of the filetype have run.
    assert kak.ask("%opt{comment_line}") == "#"
    kak.command("parlance-info")
    until(lambda: "python" in kak.info and "by itself" in kak.info, lambda: f"the ranked languages; there is {kak.info}")


def the_program_is_asked_once_a_text(kak):
    kak.paste(PYTHON)
    kak.until_filetype("python")
    # The filetype that is set is no edit, and moving about is none.
    asked = kak.calls("detect")
    assert asked <= 2, asked
    kak.keys("<esc>", "g", "g", "j", "j", "l", "l")
    time.sleep(1)
    assert kak.calls("detect") == asked


def typed_code_gets_its_filetype(kak):
    kak.type(GO)
    kak.until_filetype("go")


def a_filetype_goes_by_kakounes_own_name(kak):
    """The least confidence is the user's, whatever the model's threshold for shell scripts is."""
    kak.command("set-option global parlance_minimum_confidence 0.8")
    kak.paste(SHELL)
    kak.until_filetype("sh")
    assert kak.option("parlance_language") == "shellscript"


def prose_gets_none(kak):
    kak.paste(PROSE)
    kak.until_looked()
    assert kak.option("filetype") == "" and kak.option("parlance_settled") == "false"


def nothing_is_asked_without_a_text(kak):
    """Kakoune's greeting is none."""
    kak.keys("i", "<esc>")
    kak.until_looked()
    kak.command("edit new")
    kak.type("x = 1\n")
    kak.until_looked()
    assert kak.option("filetype") == "" and kak.calls("detect") == 0


def code_after_code_is_another_language(kak):
    kak.paste(PYTHON)
    kak.until_filetype("python")
    kak.keys("<esc>", "%", "d")
    kak.paste(GO)
    kak.until_filetype("go")


def prose_after_code_has_no_filetype(kak):
    """The least confidence is the user's, whatever the model's threshold for plain text is."""
    kak.command("set-option global parlance_minimum_confidence 0.8")
    kak.paste(PYTHON)
    kak.until_filetype("python")
    kak.keys("<esc>", "%", "d")
    kak.paste(PROSE)
    kak.until_filetype("")
    assert kak.option("parlance_settled") == "false"
    kak.keys("<esc>", "%", "d")
    kak.paste(GO)
    kak.until_filetype("go")


def a_filetype_set_by_hand_stays(kak):
    kak.paste(PYTHON)
    kak.until_filetype("python")
    kak.command("set-option buffer filetype ruby")
    until(lambda: kak.option("parlance_settled") == "true", "the end of detection")
    asked = kak.calls("detect")
    kak.keys("<esc>", "%", "d")
    kak.paste(GO)
    time.sleep(1)
    assert kak.option("filetype") == "ruby" and kak.calls("detect") == asked
    assert kak.option("parlance_status") == ""
    kak.command("parlance-disable")
    kak.command("parlance-enable")
    kak.type("\n")
    time.sleep(0.5)
    assert kak.option("filetype") == "ruby" and kak.calls("detect") == asked


def a_filetype_of_the_window_is_a_choice_too(kak):
    kak.command("set-option window filetype ruby")
    until(lambda: kak.option("parlance_settled") == "true", "the end of detection")
    kak.paste(PYTHON)
    time.sleep(0.5)
    assert kak.option("filetype") == "ruby" and kak.calls("detect") == 0


def a_filetype_that_is_taken_away_stays_away(kak):
    kak.paste(PYTHON)
    kak.until_filetype("python")
    kak.command("set-option buffer filetype ''")
    until(lambda: kak.option("parlance_settled") == "true", "the end of detection")
    kak.type("# more\n")
    time.sleep(0.5)
    assert kak.option("filetype") == ""


def what_is_less_certain_is_told(kak):
    kak.command("set-option global parlance_mode suggest")
    kak.paste(PYTHON)
    until(lambda: kak.option("parlance_status").endswith("?"), "a suggestion")
    assert kak.option("filetype") == ""
    until(lambda: "this looks like Python" in kak.status, lambda: f"the suggestion in the status line: {kak.status}")
    kak.command("parlance-accept")
    kak.until_filetype("python")
    assert kak.option("parlance_settled") == "true"


def a_file_that_is_named_as_text_is_only_asked_about(kak):
    kak.command("edit notes.txt")
    kak.paste(PYTHON)
    until(lambda: kak.option("parlance_status").endswith("?"), "a suggestion")
    assert kak.option("filetype") == ""


def a_file_that_nobody_knows_gets_its_filetype(kak):
    (kak.folder / "it's, a 'name'").write_text(PYTHON)
    kak.command("edit \"it's, a 'name'\"")
    kak.keys("<esc>")
    kak.until_filetype("python")


def a_file_that_kakoune_knows_is_left_alone(kak):
    (kak.folder / "a.rb").write_text(PYTHON)
    kak.command("edit a.rb")
    kak.until_filetype("ruby")
    kak.keys("<esc>", "j")
    time.sleep(0.5)
    assert kak.option("filetype") == "ruby" and kak.calls("detect") == 0


def buffers_of_tools_are_left_alone(kak):
    kak.command("edit -scratch *grep*")
    kak.paste(PYTHON)
    time.sleep(0.5)
    assert kak.option("filetype") == "" and kak.calls("detect") == 0


def languages_can_be_ruled_out(kak):
    kak.command("set-option global parlance_exclude python")
    kak.paste(PYTHON)
    kak.until_looked()
    assert kak.option("filetype") == ""
    kak.command("set-option global parlance_exclude")
    kak.command("set-option global parlance_filetypes python=snake")
    kak.type("# more\n")
    kak.until_filetype("snake")


def a_selection_can_be_asked_about(kak):
    kak.command("edit letter.md")
    kak.paste(PROSE + "\n" + PYTHON)
    kak.keys("<esc>", "g", "g", "9", "j", "G", "e")
    kak.command("parlance-detect-selection")
    until(lambda: "python" in kak.info, lambda: f"what the selection looks like: {kak.info}")


def code_blocks_get_their_tags(kak):
    document = f"# Title\n\n{PROSE}\n```\n{PYTHON}```\n\n```ruby\nputs 1\n```\n\n```\n{GO}```\n"
    tagged = document.replace("```\nimport", "```python\nimport").replace("```\npackage", "```go\npackage")
    (kak.folder / "guide.md").write_text(document)
    kak.command("edit guide.md")
    kak.until_filetype("markdown")
    kak.keys("<esc>", "g", "g", "4", "j")
    line = kak.ask("%val{cursor_line}")
    kak.command("parlance-tag-code-blocks")
    until(lambda: "wrote 2 tags" in kak.status, lambda: f"word of two tags: {kak.status}")
    assert kak.ask("%val{cursor_line}") == line
    assert kak.text_of_buffer() == tagged
    assert (kak.folder / "guide.md").read_text() == document
    kak.command("parlance-tag-code-blocks")
    until(lambda: "no tag to write" in kak.status, lambda: f"word of no tag: {kak.status}")
    kak.keys("<esc>", "u")
    assert kak.text_of_buffer() == document


def a_missing_program_is_told_once(kak):
    kak.command("set-option global parlance_program /nonexistent/parlance")
    kak.paste(PYTHON)
    until(lambda: "no program '/nonexistent/parlance'" in kak.status, lambda: f"word of it: {kak.status}")
    kak.command("parlance-show-model")
    until(lambda: "no program" in kak.status, lambda: f"word of it: {kak.status}")


def a_program_that_gives_no_answer_is_told_once(kak):
    working, broken = kak.own / "parlance", kak.own / "broken"
    broken.write_text(f"#!/bin/sh\necho broken >>'{kak.log}'\necho 'not {{today}}' >&2\nkill -9 $$\n")
    broken.chmod(0o755)
    kak.command(f"set-option global parlance_program '{broken}'")
    kak.paste(PYTHON)
    until(lambda: "gives no answer: not {today}" in kak.status, lambda: f"word of it: {kak.status}")
    asked = kak.calls("broken")
    kak.type("# more\n")
    kak.command("echo nothing new")
    until(lambda: kak.calls("broken") > asked and len(kak.processes()) == 1, "the end of another try")
    assert "nothing new" in kak.status, kak.status
    kak.command(f"set-option global parlance_program '{working}'")
    kak.type("# more\n")
    kak.until_filetype("python")


def a_language_of_ones_own_is_learned(kak):
    workspace(kak)
    kak.command("parlance-retrain --label .foo=foolang --epochs 4 --learningRate 0.003")
    until(lambda: kak.ask("%val{bufname}") == "*parlance-retrain*", "the training's buffer")
    kak.command("parlance-retrain")
    until(lambda: "a training is under way" in kak.status, lambda: f"a refusal: {kak.status}")
    until(lambda: kak.option("parlance_training") == "", lambda: f"the training's end: {kak.screen}", 9 * PATIENCE)
    said = kak.text_of_buffer()
    assert "new languages: foolang" in said and "The new model answers" in said, said
    kak.command("edit -scratch")
    kak.paste(made_up(77) + made_up(93))
    kak.until_filetype("foolang")
    kak.command("parlance-show-model")
    until(lambda: "188 languages" in kak.info, lambda: f"the new model: {kak.info}")
    kak.command("parlance-rollback-model")
    kak.command("parlance-show-model")
    until(lambda: "187 languages" in kak.info, lambda: f"the old model: {kak.info}")


def a_training_ends_with_kakoune(kak):
    workspace(kak)
    kak.command("parlance-retrain --label .foo=foolang --epochs 500")
    until(lambda: "step" in kak.screen, lambda: f"a training under way: {kak.screen}")
    kak.command("parlance-retrain-stop")
    until(lambda: kak.option("parlance_training") == "", "the training's end")
    assert not (kak.folder / ".parlance" / "model").exists()
    kak.command("parlance-retrain --label .foo=foolang --epochs 500")
    until(lambda: "step" in kak.screen, lambda: f"a training under way: {kak.screen}")


# The slow ones first.
TESTS = [
    a_language_of_ones_own_is_learned, a_training_ends_with_kakoune, pasted_code_gets_its_filetype,
    the_program_is_asked_once_a_text, typed_code_gets_its_filetype, a_filetype_goes_by_kakounes_own_name,
    prose_gets_none, nothing_is_asked_without_a_text,
    code_after_code_is_another_language, prose_after_code_has_no_filetype, a_filetype_set_by_hand_stays, a_filetype_of_the_window_is_a_choice_too,
    a_filetype_that_is_taken_away_stays_away, what_is_less_certain_is_told,
    a_file_that_is_named_as_text_is_only_asked_about, a_file_that_nobody_knows_gets_its_filetype,
    a_file_that_kakoune_knows_is_left_alone, buffers_of_tools_are_left_alone, languages_can_be_ruled_out,
    a_selection_can_be_asked_about, code_blocks_get_their_tags, a_missing_program_is_told_once,
    a_program_that_gives_no_answer_is_told_once]


def run(test):
    """What went wrong, or nothing."""
    kak = Kakoune()
    try:
        test(kak)
    except Exception:
        return f"{traceback.format_exc()}the screen:\n{kak.screen}\n{kak.status}"
    finally:
        kak.end()


def main():
    wanted = [test for test in TESTS if not sys.argv[1:] or test.__name__ in sys.argv[1:]]
    failed = 0
    with ThreadPoolExecutor(4) as pool:
        for test, problem in zip(wanted, pool.map(run, wanted)):
            failed += bool(problem)
            print(f"kakoune: {test.__name__}: {problem}" if problem else f"kakoune: {test.__name__}", flush=True)
    left = glob.glob(os.path.join(os.environ["TMPDIR"], "parlance-kakoune.*"))
    print(f"kakoune: {len(wanted) - failed} of {len(wanted)} tests passed, no process left, files left: {left or 'none'}")
    sys.exit(bool(failed or left))


main()
