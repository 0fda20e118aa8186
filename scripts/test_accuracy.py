"""Proves that the accuracy guard fails where it must: on a project of three tiny notices and a reader that answers from a file."""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
SCRIPTS = pathlib.Path(__file__).resolve().parent

READER = """#!{python}
import json, pathlib, sys
answers = json.loads(pathlib.Path({answers!r}).read_text())
for path in sys.argv[4:]:
    for record in answers.get(pathlib.Path(path).name, []):
        print(json.dumps(record | {{"source": {{"page": path, "at": record["source"]["at"]}}}}))
"""


def record(text, name, kind="phishing-scam", at=None):
    """A record as the reader prints it, for a notice by `name` whose text says フィッシング."""
    raw = text.encode()

    def quoted(words):
        start = raw.index(words.encode())
        return {"quote": words, "at": [start, start + len(words.encode())]}

    return {
        "kind": "incident", "organisation": {"name": name, **quoted(name)},
        "incident_types": [{"value": kind, **quoted("フィッシング")}], "source": {"at": at or [0, len(raw)]},
    }


class AccuracyTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name) / "project"
        self.texts = {"a": "みどり商会\nフィッシング被害のお知らせ\n", "b": "あおば書店\nフィッシングについて\n"}
        self.answers = {f"{i}.txt": [record(text, text[:5])] for i, text in self.texts.items()}
        for i, text in self.texts.items():
            self.write(f"Samples/text/{i}.txt", text)
            self.write(f"Samples/labels/{i}.json", json.dumps(record(text, text[:5])))
        page = "目次\n\n" + "\n".join(self.texts.values()) + "\n戻る\n"
        starts = [len(page[: page.index(text)].encode()) for text in self.texts.values()]
        self.write("Samples/pages/two.txt", page)
        self.write("Samples/pages/splits.tsv", "#notice\tpage\tfirst_line\tlast_line\na\ttwo.txt\t3\t4\nb\ttwo.txt\t5\t7\n")
        self.answers["two.txt"] = [
            record(text, text[:5], at=[start, start + len(text.encode())])
            for start, text in zip(starts, self.texts.values())
        ]
        self.write("accuracy/floors.json", '{"sets": {}, "pages": {}}')
        self.write("docs/accuracy.md", "# Figures\n<!-- figures: written by scripts/accuracy set-floor -->\n<!-- end of figures -->\n")
        reader = self.write("reader", READER.format(python=sys.executable, answers=str(self.root / "answers.json")))
        reader.chmod(0o755)

    def write(self, path, text):
        path = self.root / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def accuracy(self, *arguments):
        self.write("answers.json", json.dumps(self.answers))
        done = subprocess.run(
            [sys.executable, SCRIPTS / "accuracy", "--root", self.root, "--jikenbo", self.root / "reader", *arguments],
            capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    def holds(self, *arguments):
        status, said = self.accuracy(*arguments)
        self.assertEqual(status, 0, said)
        return said

    def fails(self, words, *arguments):
        status, said = self.accuracy(*(arguments or ["check"]))
        self.assertEqual(status, 1, said)
        self.assertIn(words, said)

    def test_a_floor_that_was_just_set_holds(self):
        self.holds("set-floor")
        said = self.holds("check")
        self.assertIn("samples: 2 notices, all fields F1 1.000", said)
        self.assertIn("samples pages: 2 of 2 notices cut out right, 0 made up", said)
        self.assertIn("gold: not here (a labelled set that is not part of the repository), skipped", said)
        self.assertIn("| `organisation` | 1.000 |", (self.root / "docs/accuracy.md").read_text(encoding="utf-8"))

    def test_a_lower_score_fails_and_names_the_field(self):
        self.holds("set-floor")
        self.answers["a.txt"][0]["incident_types"][0]["value"] = "malware"
        self.fails("samples: incident_types F1 0.500 is below the floor 1.000")
        self.fails("samples: all fields F1 0.750 is below the floor 1.000")

    def test_a_notice_that_is_not_found_fails(self):
        self.holds("set-floor")
        self.answers["b.txt"] = []
        self.fails("samples: kind F1 0.667 is below the floor 1.000")

    def test_a_quote_that_is_not_in_the_text_fails(self):
        self.holds("set-floor")
        self.answers["a.txt"][0]["organisation"]["at"] = [0, 3]
        self.fails("samples: 1 quotes are not in the text")
        self.fails("samples: 1 quotes are not in the text", "set-floor", "--lower")

    def test_a_text_that_is_split_fails(self):
        self.holds("set-floor")
        self.answers["a.txt"].append(record(self.texts["a"], "みどり商会", at=[0, 3]))
        self.fails("samples: 1 texts split too often, 0 are allowed")

    def test_a_page_that_is_cut_wrong_fails(self):
        self.holds("set-floor")
        self.answers["two.txt"][0]["source"]["at"][0] = 0
        self.fails("samples pages: 1 notices cut out right, the floor is 2")
        self.fails("samples pages: 1 notices made up, 0 are allowed")

    def test_a_changed_text_needs_a_new_measurement(self):
        self.holds("set-floor")
        self.write("Samples/text/a.txt", self.texts["a"] + "以上\n")
        self.fails("samples: the texts or labels are not those that the floor was measured on")
        self.fails("scripts/accuracy set-floor")
        self.holds("set-floor")
        self.holds("check")

    def test_texts_without_a_floor_or_a_floor_without_texts_fail(self):
        self.fails("samples: has no floor in accuracy/floors.json")
        self.holds("set-floor")
        (self.root / "Samples").rename(self.root / "Elsewhere")
        self.fails("samples: accuracy/floors.json has a floor for it, but its texts are gone")

    def test_a_floor_is_lowered_only_when_told(self):
        self.holds("set-floor")
        before = (self.root / "accuracy/floors.json").read_text()
        self.answers["a.txt"][0]["incident_types"][0]["value"] = "malware"
        self.fails("nothing was changed", "set-floor")
        self.assertEqual((self.root / "accuracy/floors.json").read_text(), before)
        self.holds("set-floor", "--lower")
        self.holds("check")

    def test_the_set_outside_the_repository_is_checked_where_it_stands_and_keeps_its_floor_where_it_does_not(self):
        outside = self.root.parent / "shared/gold"
        for part in ("text", "labels"):
            for file in (self.root / "Samples" / part).iterdir():
                self.write(outside / part / file.name, file.read_text(encoding="utf-8"))
        self.assertIn("gold: 2 notices", self.holds("set-floor"))
        outside.rename(self.root.parent / "away")
        self.holds("set-floor")
        self.assertIn("gold", json.loads((self.root / "accuracy/floors.json").read_text())["sets"])
        self.holds("check")

    def test_figures_in_the_documentation_are_those_of_the_floors(self):
        self.holds("set-floor")
        document = self.root / "docs/accuracy.md"
        document.write_text(document.read_text(encoding="utf-8").replace("1.000", "2.000"), encoding="utf-8")
        self.fails("docs/accuracy.md shows other figures than accuracy/floors.json")

    def test_a_reader_that_fails_is_a_failure(self):
        self.write("reader", f"#!{sys.executable}\nimport sys\nsys.exit('out of paper')\n")
        self.fails("ended with status 1: out of paper")


if __name__ == "__main__":
    unittest.main()
