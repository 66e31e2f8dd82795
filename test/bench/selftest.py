#!/usr/bin/env python3
# Part of the TAPI handle checker, Apache-2.0 WITH LLVM-exception.
"""Tests of the benchmark itself: that its judge, its oracle, its mutations and
its list of idioms can say no.  Needs no checker.

Leaves out the adapters: what they say of other tools is read, not tested.
"""

import re
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from tapibench import (extract, flow, mutants, programs,  # noqa: E402
                       randomast, randomoracle, score, units)
from tapibench.randomast import If, Flag, Leave, Make, Op, Program  # noqa: E402
from tapibench.tools import Report  # noqa: E402

TEXT = """static void helper(int c) {
}

//// a_bad: TAPI001|TAPI002 maybe TAPI018
void a_bad(void) {
  helper(1);
  lose(); // BUG
}

//// b_ok
void b_ok(void) {
  helper(2);
}
"""


def read(text):
    found = {}
    units.read(text, "f.c", 2, "p", found)
    return found


def judged(*reports):
    verdicts, stray = score.judge(read(TEXT).values(), reports, True)
    return verdicts["a_bad"], verdicts["b_ok"], stray


def report(line, rule, notes=()):
    return Report("f.c", line, (rule,), "text", notes)


class Judge(unittest.TestCase):
    def test_found(self):
        bad, ok, stray = judged(report(7, "TAPI002"))
        self.assertTrue(bad.right and ok.right and not stray)

    def test_missed(self):
        bad, _, _ = judged()
        self.assertFalse(bad.right)

    def test_wrong_rule_is_false(self):
        bad, _, _ = judged(report(7, "TAPI003"))
        self.assertTrue(bad.false and not bad.found)

    def test_wrong_line_is_false(self):
        bad, _, _ = judged(report(6, "TAPI001"))
        self.assertTrue(bad.misplaced and bad.false and not bad.found)

    def test_second_report_must_be_allowed(self):
        bad, _, _ = judged(report(7, "TAPI001"), report(6, "TAPI018"))
        self.assertTrue(bad.right)
        bad, _, _ = judged(report(7, "TAPI001"), report(6, "TAPI006"))
        self.assertFalse(bad.right)

    def test_report_in_correct_unit(self):
        _, ok, _ = judged(report(12, "TAPI001"))
        self.assertFalse(ok.right)

    def test_helper_report_belongs_to_its_story(self):
        _, ok, stray = judged(report(1, "TAPI006", (("f.c", 12),)))
        self.assertTrue(ok.false and not stray)
        _, _, stray = judged(report(1, "TAPI006"))
        self.assertEqual(len(stray), 1)

    def test_names_admit(self):
        text = TEXT.replace("a_bad", "FN_a_bad").replace("b_ok", "FP_b_ok")
        for reports, fn, fp in (((), True, False),
                                ((report(7, "TAPI001"),
                                  report(12, "TAPI001")), False, True)):
            verdicts, _ = score.judge(read(text).values(), reports, True)
            self.assertEqual(verdicts["FN_a_bad"].as_named, fn)
            self.assertEqual(verdicts["FP_b_ok"].as_named, fp)


class Units(unittest.TestCase):
    def test_contradictions(self):
        for marker in ("//// a_bad", "//// a_ok: TAPI001", "//// a: TAPI001",
                       "//// FN_a_ok", "//// a_bad: leak"):
            with self.assertRaises(units.BadProgram):
                read(marker + "\nvoid a_bad(void) {}\n")

    def test_unit_must_define_its_name(self):
        found = read("//// a_ok\nvoid b(void) {}\n")
        with self.assertRaises(units.BadProgram):
            units.check_names(found, {"f.c": "//// a_ok\nvoid b(void) {}\n"})

    def test_cut_out_keeps_what_is_called(self):
        text = "head\n//// a_ok\nvoid a_ok(void) { twice(); }\n//// b_ok\n" \
            "static void twice(void) {}\nvoid b_ok(void) {}\n//// c_ok\nc_ok;\n"
        cut = extract.cut_out(text, "a_ok")
        self.assertIn("twice(void)", cut)
        self.assertNotIn("c_ok", cut)


def verdict(*body):
    return randomoracle.judge(Program(list(body), [], {})).rules


def make():
    return Make("c0", "line", "start", [Leave("return")])


class Oracle(unittest.TestCase):
    def test_verdicts(self):
        drop, free = Op("drop", "c0"), Op("free", "c0")
        self.assertEqual(verdict(make(), drop, free), ())
        self.assertEqual(verdict(make(), drop), ("TAPI001",))
        self.assertEqual(verdict(make(), drop, free, Op("free", "c0")),
                         ("TAPI006",))
        self.assertEqual(verdict(make(), drop, free, Op("use", "c0")),
                         ("TAPI003",))
        self.assertEqual(verdict(make(), drop, make(), drop, free),
                         ("TAPI002",))
        self.assertEqual(verdict(make(), free), ("TAPI014",))

    def test_one_path_is_enough(self):
        self.assertEqual(
            verdict(make(), Op("drop", "c0"),
                    If(Flag(2), [Leave("return")]), Op("free", "c0")),
            ("TAPI001",))

    def test_same_flag_twice(self):
        flag = If(Flag(1), [make()])
        free = If(Flag(1), [Op("hangUp", "c0")])
        self.assertEqual(verdict(flag, free), ())
        free = If(Flag(1, negated=True), [Op("hangUp", "c0")])
        with self.assertRaises(randomoracle.Unclear):
            verdict(flag, free)

    def test_rendering_marks_the_place(self):
        program = Program([make(), Op("drop", "c0"), Op("free", "c0"),
                           Op("use", "c0")], [], {})
        text = randomast.render(program, "x_bad",
                                randomoracle.judge(program).nodes)
        self.assertIn("lineSetAppSpecific(c0, 1); // BUG", text)


class Suite(unittest.TestCase):
    """Promises about the size and contents of the benchmark."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.suite = programs.build({1, 2, 3}, Path(cls.folder.name))
        cls.suite.check()
        cls.bases = {u.base: u for u in cls.suite.units.values()}

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_sizes(self):
        self.assertEqual(len(flow.variant_numbers()), 48)
        layers = [u.layer for u in self.bases.values()]
        self.assertGreaterEqual(layers.count(2), 150)
        self.assertGreaterEqual(layers.count(3), 120)
        for rule in flow.RULES:
            for number in flow.variant_numbers():
                halves = [b for b in self.bases
                          if b.startswith(f"{rule.key}_{number}_")]
                self.assertIn(len(halves), (2, 3), f"{rule.key} {number}")

    def test_idioms_of_readme(self):
        readme = (programs.BENCH / "README.md").read_text()
        rows = re.findall(r"^\| [^|]+ \| ((?:`\w+`(?:, )?)+) \|$", readme, re.M)
        self.assertEqual(len(rows), 19)
        for name in re.findall(r"`(\w+)`", " ".join(rows)):
            self.assertIn(name, self.bases)
            self.assertFalse(self.bases[name].bad, name)

    def test_mutants(self):
        names = {m[1] for *_, chosen in
                 mutants.all_mutants(Path(self.folder.name)) for m in chosen}
        self.assertGreater(len(names), 400)
        self.assertTrue(any("example_corrected" in n for n in names))
        self.assertFalse(names & mutants.equivalents())


if __name__ == "__main__":
    unittest.main()
