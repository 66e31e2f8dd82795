# Part of the TAPI handle checker, Apache-2.0 WITH LLVM-exception.
"""Layer 4: random programs, and the shrinking of disagreements."""

import copy
from concurrent.futures import ProcessPoolExecutor

from tapibench import programs, randomast, randomgen, randomoracle, score
from tapibench.text import Source
from tapibench.tools import Report
from tapibench.units import BadProgram

PER_FILE = 100
CI_SEEDS = (1, 400)


def unit_text(program, verdict, name, out):
    out.add(name, randomast.render(program, name, verdict.nodes),
            "|".join(verdict.rules), " ".join(verdict.maybe))


def name_of(seed, verdict):
    return f"random_{seed}_{'bad' if verdict.rules else 'ok'}"


def file_text(seeds):
    """The C file of some seeds (runs in a process of its own)."""
    out = Source(randomast.HELPERS)
    for seed in seeds:
        program, verdict = randomgen.make(seed, randomoracle)
        unit_text(program, verdict, name_of(seed, verdict), out)
    return out.text()


def add(suite, seeds, folder, jobs=2):
    first, last = seeds
    groups = [range(start, min(last, start + PER_FILE - 1) + 1)
              for start in range(first, last + 1, PER_FILE)]
    names = programs.known_names()
    with ProcessPoolExecutor(jobs) as pool:
        for group, text in zip(groups, pool.map(file_text, groups)):
            path = folder / "random" / f"random_{group[0]}_{group[-1]}.c"
            suite.add(path.stem, 4, [(path, programs.admit(text, names))])


def shrink(measured, suite, folder, tool):
    """Writes a minimal file for every disagreement of layer 4."""
    folder.mkdir(parents=True, exist_ok=True)
    for m in measured:
        if m.tool is not tool:
            continue
        for name, verdict in sorted(m.verdicts.items()):
            if verdict.unit.layer == 4 and not verdict.right:
                seed = int(verdict.unit.base.split("_")[1])
                text = shrink_one(seed, tool, folder, kind(verdict))
                (folder / f"random_{seed}.c").write_text(text)
                print(f"shrunk: {folder / f'random_{seed}.c'}")


def kind(verdict):
    """What is wrong with a verdict; shrinking keeps it."""
    return (verdict.unit.bad and not verdict.found,
            frozenset(r.rules for r in verdict.false))


def shrink_one(seed, tool, folder, wrong):
    """Deletes statements while tool and oracle disagree in the same way."""
    best = randomgen.make(seed, randomoracle)
    while True:
        judged = [(c, v) for c, v in judge_all(candidates(best[0]))
                  if v.rules == best[1].rules]
        chosen = first_disagreement(judged, tool, folder, wrong)
        if chosen is None:
            break
        best = chosen
    out = Source(randomast.HELPERS)
    unit_text(best[0], best[1], name_of(seed, best[1]), out)
    return out.text()


def candidates(program):
    """Every program that lacks one statement, or a statement's shell."""
    count = len(randomast.all_lists(program))
    for i in range(count):
        for at in range(len(randomast.all_lists(program)[i])):
            yield without(program, i, at, keep=None)
            node = randomast.all_lists(program)[i][at]
            for part in range(len(randomast.lists_of(node))):
                yield without(program, i, at, keep=part)


def without(program, block, at, keep):
    smaller = copy.deepcopy(program)
    nodes = randomast.all_lists(smaller)[block]
    inner = randomast.lists_of(nodes[at])[keep] if keep is not None else []
    nodes[at:at + 1] = inner
    return smaller


def judge_all(found):
    for program in found:
        try:
            yield program, randomoracle.judge(program)
        except randomoracle.Unclear:
            continue


def first_disagreement(judged, tool, folder, wrong):
    """The smallest candidate that the tool judges otherwise; one run."""
    if not judged:
        return None
    judged.sort(key=lambda c: randomgen.size(c[0]))
    out = Source(randomast.HELPERS)
    for i, (program, verdict) in enumerate(judged):
        unit_text(program, verdict, f"candidate{i}_{'bad' if verdict.rules else 'ok'}",
                  out)
    suite = programs.Suite()
    suite.add("shrink", 4, [(folder / "candidates.c", out.text())])
    outcome = tool.run(suite.programs, 1)
    verdicts, _ = score.judge(suite.units.values(), outcome.reports, True)
    (folder / "candidates.c").unlink()
    for i, choice in enumerate(judged):
        name = f"candidate{i}_{'bad' if choice[1].rules else 'ok'}"
        if kind(verdicts[name]) == wrong:
            return choice
    return None
