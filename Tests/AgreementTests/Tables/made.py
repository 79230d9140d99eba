# How published implementations answer random tables. Made once, with
#   krippendorff 0.9.0, irrCAC 0.4.4, pygamma-agreement 0.5.9 (numpy 1.26.4, Python 3.11).
import json, random, sys, logging
import numpy as np, pandas as pd
import krippendorff
from irrCAC.raw import CAC
logging.disable(logging.CRITICAL)

def number(x): return None if x is None or np.isnan(x) else round(float(x), 6)

def ratings():
    rnd = random.Random(1742)
    tables = []
    while len(tables) < 120:
        q = rnd.choice([2, 3, 3, 3, 4, 5]); m = rnd.randint(2, 7); n = rnd.randint(2, 40)
        agree = rnd.random(); missing = rnd.choice([0, 0.2, 0.5])
        rows = [[None] * n for _ in range(m)]
        for u in range(n):
            true = rnd.randrange(q)
            for r in range(m):
                if rnd.random() >= missing:
                    rows[r][u] = true if rnd.random() < agree else rnd.randrange(q)
        counts = [sum(rows[r][u] is not None for r in range(m)) for u in range(n)]
        said = {v for r in rows for v in r if v is not None}
        if max(counts) < 2 or len({v for u in range(n) if counts[u] > 1 for v in (rows[r][u] for r in range(m)) if v is not None}) < 2: continue
        if sum(any(v is not None for v in row) for row in rows) < 2: continue
        data = np.array([[np.nan if v is None else v for v in row] for row in rows], dtype=float)
        used = data[:, ~np.all(np.isnan(data), axis=0)]
        cac = CAC(pd.DataFrame(used.T), categories=[float(v) for v in range(q)], digits=9)
        gwet, fleiss = cac.gwet()["est"], cac.fleiss()["est"]
        domain = [float(v) for v in range(q)]
        tables.append(dict(categories=q, rows=rows,
            nominal=number(krippendorff.alpha(data, value_domain=domain, level_of_measurement="nominal")),
            ordinal=number(krippendorff.alpha(data, value_domain=domain, level_of_measurement="ordinal")),
            raw=number(gwet["pa"]), ac1=number(gwet["coefficient_value"]), fleiss=number(fleiss["coefficient_value"])))
    return tables

def spans():
    from pygamma_agreement import Continuum, PositionalSporadicDissimilarity, ShuffleContinuumSampler
    from pyannote.core import Segment
    rnd = random.Random(1747); np.random.seed(1747)
    dissimilarity = PositionalSporadicDissimilarity()
    texts = []
    for index in range(60):
        m = rnd.choice([2, 2, 3, 3, 4]); length = rnd.choice([100, 300, 1000])
        true = [(s, s + rnd.randint(3, 40)) for s in (rnd.randrange(length - 45) for _ in range(rnd.randint(1, 7)))]
        marks = []
        for _ in range(m):
            mine = []
            for s, e in sorted(true):
                if rnd.random() < 0.2: continue
                s = max(0, s + rnd.randint(-6, 6)); e = min(length, max(s + 1, e + rnd.randint(-6, 6)))
                if not mine or s >= mine[-1][1]: mine.append([s, e])
            if not mine: mine = [[true[0][0], true[0][1]]]
            marks.append(mine)
        c = Continuum()
        for r, mine in enumerate(marks):
            for s, e in mine: c.add("r%d" % r, Segment(s, e), "x")
        c.bound_inf, c.bound_sup = 0.0, float(length)
        best = c.get_best_alignment(dissimilarity).disorder
        text = dict(length=length, marks=marks, observed=round(float(best), 5))
        if index < 12:
            g = c.compute_gamma(dissimilarity, n_samples=400, sampler=ShuffleContinuumSampler())
            text["expected"] = round(float(g.expected_disorder), 5)
        texts.append(text); print(index, text["observed"], text.get("expected"), file=sys.stderr)
    return texts

json.dump(ratings(), open("ratings.json", "w"), separators=(",", ":"))
json.dump(spans(), open("spans.json", "w"), separators=(",", ":"))
