"""Recomputes a Folkmoot publication pack in plain Python 3, without packages.

Written apart from the TypeScript rules, from their description: shares and bands of a "choose up to N" question
(simultaneous rank sets by max-t over pairwise differences: Mogstad, Romano, Shaikh and Wilhelm 2024). Both print the
same bytes for the same pack. Use: python3 recount.py FOLDER [FOLDER ...]; exit code 1 when anything differs.
"""
import csv
from fractions import Fraction
import hashlib
import json
import math
import os
import sys

MASK64 = (1 << 64) - 1
MASK32 = (1 << 32) - 1
NAMES = ["counts.csv", "cuts.csv", "matrix.csv", "result.json", "rules.json", "weighted.csv"]
CUTS = (
    "district", "ageBand", "sex", "ethnicGroup", "gender", "disability", "religion", "orientation", "pregnancy", "partnership",
)
FORMULA_STARTS = "=+-@\t\r\0＝＋－＠"


class Xoshiro128StarStar:
    """Blackman and Vigna 2018, state from the first two outputs of SplitMix64, low word first."""

    def __init__(self, seed):
        words = []
        state = seed & MASK64
        for _ in range(2):
            state = (state + 0x9E3779B97F4A7C15) & MASK64
            z = state
            z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK64
            z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK64
            z ^= z >> 31
            words += [z & MASK32, z >> 32]
        self.s0, self.s1, self.s2, self.s3 = words

    def word(self):
        x = (self.s1 * 5) & MASK32
        x = ((x << 7) | (x >> 25)) & MASK32
        result = (x * 9) & MASK32
        t = (self.s1 << 9) & MASK32
        self.s2 ^= self.s0
        self.s3 ^= self.s1
        self.s1 ^= self.s2
        self.s0 ^= self.s3
        self.s2 ^= t
        self.s3 = ((self.s3 << 11) | (self.s3 >> 21)) & MASK32
        return result

    def normal(self):
        high = self.word() >> 6
        low = self.word() >> 6
        return quantile((high * 67108864 + low + 0.5) / 4503599627370496)


# Wichura 1988, AS 241 (PPND16). The logarithm is a series because library logarithms differ in the last bit.
A = [3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
     4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3]
B = [1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
     2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3]
C = [1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
     1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4]
D = [1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
     1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9]
E = [6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
     2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7]
F = [1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
     7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15]


def horner(coefficients, x):
    value = 0.0
    for coefficient in reversed(coefficients):
        value = value * x + coefficient
    return value


def logarithm(x):
    exponent = 0
    while x < math.sqrt(0.5):
        x *= 2
        exponent -= 1
    while x > math.sqrt(2):
        x *= 0.5
        exponent += 1
    s = (x - 1) / (x + 1)
    square = s * s
    total = 0.0
    for k in range(23, 0, -2):
        total = total * square + 1 / k
    return exponent * 0.6931471805599453 + 2 * s * total


def quantile(p):
    q = p - 0.5
    if -0.425 <= q <= 0.425:
        r = 0.180625 - q * q
        return q * horner(A, r) / horner(B, r)
    r = math.sqrt(-logarithm(p if q < 0 else 1 - p))
    value = horner(C, r - 1.6) / horner(D, r - 1.6) if r <= 5 else horner(E, r - 5) / horner(F, r - 5)
    return -value if q < 0 else value


def per_mille(part, whole):
    return 0 if whole == 0 else (2000 * part + whole) // (2 * whole)


def covariance_of(moments, people):
    total, squares = moments["total"], moments["squares"]
    sums, mixed, cross = moments["sum"], moments["mixed"], moments["cross"]
    bottom = 2 * (people + 2) * total ** 2 * people ** 2
    size = len(sums)
    matrix = [[0.0] * size for _ in range(size)]
    for j in range(size):
        for k in range(size):
            centring = (sums[j] * mixed[k] + sums[k] * mixed[j]) * total - sums[j] * sums[k] * squares
            raw = cross[j][k] * (people + 2) * total ** 2 - people * centring
            half = (people + 2) * total ** 4 if j == k else 0
            matrix[j][k] = float(2 * raw * people ** 2 + half) / float(bottom)
    return matrix


def cholesky(matrix):
    size = len(matrix)
    factor = [[0.0] * size for _ in range(size)]
    for i in range(size):
        for j in range(i + 1):
            rest = matrix[i][j]
            for k in range(j):
                rest -= factor[i][k] * factor[j][k]
            if i == j:
                factor[i][i] = math.sqrt(rest) if rest > 1e-12 * matrix[i][i] else 0.0
            else:
                factor[i][j] = 0.0 if factor[j][j] == 0 else rest / factor[j][j]
    return factor


def errors_of(matrix, draws, seed, freedom):
    """One list per option, each with one value per draw: Student's, its χ² by Wilson and Hilferty 1931."""
    spread = 2 / (9 * freedom)
    root = math.sqrt(spread)
    random = Xoshiro128StarStar(seed)
    factor = cholesky(matrix)
    size = len(matrix)
    columns = [[0.0] * draws for _ in range(size)]
    for draw in range(draws):
        normals = [random.normal() for _ in range(size)]
        cube = max(0.01, 1 - spread + random.normal() * root)
        student = 1 / math.sqrt(cube * cube * cube)
        for i in range(size):
            row = factor[i]
            total = 0.0
            for k in range(i + 1):
                total += row[k] * normals[k]
            columns[i][draw] = total * student
    return columns


def told_apart(estimate, matrix, errors, confidence):
    """Pairs (higher, lower) that the simultaneous test tells apart, and the last critical value."""
    size, draws = len(estimate), len(errors[0])
    scale, statistic = {}, {}
    for high in range(size):
        for low in range(size):
            if high != low:
                variance = matrix[high][high] + matrix[low][low] - 2 * matrix[high][low]
                gap = estimate[high] - estimate[low]
                root = math.sqrt(variance) if variance > 0 else 0.0
                scale[high, low] = root
                statistic[high, low] = gap / root if root > 0 else (math.inf if gap > 0 else 0.0)
    remaining, told, critical = list(scale), set(), None
    while remaining:
        maxima = [0.0] * draws
        for high, low in remaining:
            if scale[high, low] != 0:
                inverse = 1 / scale[high, low]
                maxima = [
                    max(before, (a - b) * inverse) for before, a, b in zip(maxima, errors[high], errors[low])
                ]
        maxima.sort()
        critical = maxima[min(draws - 1, max(0, math.ceil(confidence * draws) - 1))]
        fresh = {pair for pair in remaining if statistic[pair] > critical}
        told |= fresh
        remaining = [pair for pair in remaining if pair not in fresh]
        if not fresh:
            break
    return told, critical


def bands_of(estimate, told):
    bands, firsts = [], []
    for level in sorted(set(estimate), reverse=True):
        tied = [j for j, value in enumerate(estimate) if value == level]
        leaving = [j for j in tied if all((first, j) in told for first in firsts)]
        if bands:
            bands[-1] += [j for j in tied if j not in leaving]
        if leaving:
            bands.append(list(leaving))
            firsts = leaving
    return bands


def letter(position):
    own = chr(65 + position % 26)
    return own if position < 26 else letter(position // 26 - 1) + own


def chances_of(estimate, errors, ks):
    size, draws = len(estimate), len(errors[0])
    times = {k: [0] * size for k in ks}
    for draw in range(draws):
        values = [estimate[j] + errors[j][draw] for j in range(size)]
        ordered = sorted(values, reverse=True)
        for k in ks:
            # Among the first k: fewer than k values are larger.
            limit = ordered[k - 1]
            for j in range(size):
                if values[j] >= limit:
                    times[k][j] += 1
    return {k: [(2000 * time + draws) // (2 * draws) for time in times[k]] for k in ks}


def draw_order(moments):
    """Options take their random numbers by sum, then by whom they were chosen with, so that names cannot matter."""
    def key(j):
        row = moments["cross"][j]
        return [-moments["sum"][j], -row[j]] + sorted(-value for value in row)
    return sorted(range(len(moments["sum"])), key=key)


def ranking(listed_moments, people, listed, parameters):
    drawn = draw_order(listed_moments)
    options = [listed[j] for j in drawn]
    moments = {
        **listed_moments,
        "sum": [listed_moments["sum"][j] for j in drawn],
        "mixed": [listed_moments["mixed"][j] for j in drawn],
        "cross": [[listed_moments["cross"][j][k] for k in drawn] for j in drawn],
    }
    sums = moments["sum"]
    estimate = [float(value) for value in sums]
    matrix = covariance_of(moments, people)
    freedom = max(1.0, float(moments["total"] ** 2) / float(moments["squares"]) - 1)
    errors = errors_of(matrix, parameters["draws"], parameters["seed"], freedom)
    told, critical = told_apart(estimate, matrix, errors, parameters["confidencePerMille"] / 1000)
    bands = bands_of(estimate, told)
    size = len(options)
    ks = [k for k in (1, 3, 5) if k < size]
    chances = chances_of(estimate, errors, ks)
    ranks = [1 + sum(other > own for other in estimate) for own in estimate]
    standings = [
        {
            "sharePerMille": per_mille(sums[j], moments["total"]),
            "rank": ranks[j],
            "tied": sums.count(sums[j]) > 1,
            "rankFrom": 1 + sum(low == j for _, low in told),
            "rankTo": size - sum(high == j for high, _ in told),
            "band": next(at for at, members in enumerate(bands) if j in members),
            "inFirst": [{"k": k, "perMille": chances[k][j]} for k in ks],
        }
        for j in range(size)
    ]
    by_title = lambda members: [options[j]["id"] for j in sorted(members, key=lambda j: options[j]["alphabetical"])]
    published = {
        "bands": [{"letter": letter(at), "ids": by_title(members)} for at, members in enumerate(bands)],
        "order": [by_title([j for j in range(size) if ranks[j] == rank]) for rank in sorted(set(ranks))],
        # Half up, as the rounding of positive numbers in the other implementation.
        "criticalMillionths": None if critical is None else math.floor(critical * 1000000 + 0.5),
    }
    return published, [standings[drawn.index(j)] for j in range(size)]


def read_csv(path):
    with open(path, encoding="utf-8", newline="") as file:
        return [
            [cell[1:] if cell[:1] == "'" and cell[1:2] and cell[1] in FORMULA_STARTS else cell for cell in row]
            for row in csv.reader(file)
        ]


def moments_of(rows, weighting, ids):
    place = {identity: at for at, identity in enumerate(ids)}
    size = len(ids)
    moments = {"sum": [0] * size, "mixed": [0] * size, "cross": [[0] * size for _ in ids]}
    found = False
    for which, name, option, other, value in rows[1:]:
        if which != weighting:
            continue
        found = True
        if name in ("total", "squares"):
            moments[name] = int(value)
        elif name == "cross":
            moments[name][place[option]][place[other]] = int(value)
        elif name not in ("basis", "points"):
            moments[name][place[option]] = int(value)
    return moments if found else None


def sums_of(ballots, size, weighted):
    """Sums and second moments of choices; a cluster counts as one unit. A ballot is (picks, weight, cluster)."""
    units = {}
    for at, (picks, weight, cluster) in enumerate(ballots):
        total, sums = units.get(cluster or at, (0, [0] * size))
        sums = list(sums)
        own = weight if weighted else 1
        for pick in picks:
            sums[pick] += own
        units[cluster or at] = (total + own, sums)
    moments = {"total": 0, "squares": 0, "sum": [0] * size, "mixed": [0] * size, "cross": [[0] * size for _ in range(size)]}
    for total, sums in units.values():
        moments["total"] += total
        moments["squares"] += total * total
        for j in range(size):
            if sums[j]:
                moments["sum"][j] += sums[j]
                moments["mixed"][j] += sums[j] * total
                for k in range(size):
                    moments["cross"][j][k] += sums[j] * sums[k]
    return moments


def ballots_of(folder, ids, parameters):
    """Levels 2 and 3: a person as picks, whether they matter the same, none of these, weight, cluster, repeat."""
    header, *lines = read_csv(os.path.join(folder, "ballots.csv"))
    column = {name: at for at, name in enumerate(header)}
    place, most = {identity: at for at, identity in enumerate(ids)}, parameters["picksMax"]
    ballots = []
    for line in lines:
        weight = line[column["weight_millionths"]]
        ballots.append({
            "picks": [place[cell] for cell in line[:most] if cell],
            "same": line[column["same"]] == "1",
            "none": line[column["none"]] == "1",
            "weight": int(weight) if weight else None,
            "cluster": line[column["cluster"]],
            "repeat": "repeat" in column and line[column["repeat"]] == "1",
            "groups": {name: line[column[name]] for name in CUTS if name in column},
        })
    return ballots


def units_of(ballots):
    return [(ballot["picks"], ballot["weight"], ballot["cluster"]) for ballot in ballots]


def ballots_agree(folder, rows, ids, parameters, counts, ballots):
    """Whether the ballots give the published counts, matrix and exact sums."""
    most = parameters["picksMax"]
    positions, same = [[0] * most for _ in ids], [0] * len(ids)
    pairs = [[0] * len(ids) for _ in ids]
    for ballot in ballots:
        equal = ballot["same"] and len(ballot["picks"]) > 1
        for at, pick in enumerate(ballot["picks"]):
            if equal:
                same[pick] += 1
            else:
                positions[pick][at] += 1
            for other in ballot["picks"]:
                pairs[pick][other] += 1
    matrix = {row[0]: [int(cell) for cell in row[1:]] for row in read_csv(os.path.join(folder, "matrix.csv"))[1:]}
    agree = all(
        [pairs[j][j], *positions[j], same[j]] == [int(cell) for cell in counts[identity][2:4 + most]]
        and pairs[j] == matrix[identity]
        for j, identity in enumerate(ids)
    )
    agree = agree and sum(ballot["none"] for ballot in ballots) == int(counts["_none"][2])
    exact = {row[0] for row in rows if row[1:2] == ["basis"] and row[4] == "exact"}
    for which in ("unweighted", "weighted"):
        if which in exact:
            agree = agree and sums_of(units_of(ballots), len(ids), which == "weighted") == moments_of(rows, which, ids)
    return agree and len(ballots) == int(counts["_base"][2])


def rounded_to(count, step):
    return count if step <= 1 else (2 * count + step) // (2 * step) * step


def cuts_agree(folder, result, parameters, ids, ballots):
    """Whether every cut keeps the rule for small numbers, stands in cuts.csv, and comes from the ballots that tell it."""
    least, step, other = parameters["minCell"], parameters["roundTo"], parameters.get("smallNumbers")
    if other is not None and (other, least, step) != ("one-to-seven", 8, 5):
        return False

    def may_stand(count, rounded):
        if count is None:
            return True
        if other is not None:
            return count == 0 or (count >= 8 and count % 5 == 0)
        return count >= (least - step // 2 if rounded else least)

    ranges, lines = "beside" in result, []
    show = lambda value: "*" if value is None else str(value)
    for tab in result["crossTabs"]:
        if other is not None and not tab["rounded"]:
            return False
        for group in tab["groups"]:
            if not all(may_stand(count, tab["rounded"]) for count in [group["base"], *group["counts"]]):
                return False
            for at, identity in enumerate(ids):
                line = [tab["dimension"], group["id"], show(group["base"]), identity]
                line += [show(group["counts"][at]), show(group["percents"][at])]
                if ranges:
                    low, high = group["between"][at] or (None, None)
                    line += [show(group["effective"][at]), show(low), show(high)]
                lines.append(line)
            if ballots is None or not ballots or tab["dimension"] not in ballots[0]["groups"]:
                continue
            own = [b for b in ballots if (b["groups"][tab["dimension"]] or "not-stated") == group["id"]]
            for at, count in enumerate(group["counts"]):
                chose = sum(at in ballot["picks"] for ballot in own)
                if count is not None and count != (rounded_to(chose, step) if tab["rounded"] else chose):
                    return False
    return lines == read_csv(os.path.join(folder, "cuts.csv"))[1:]


# What stands beside a list: the same answers by other methods, from head-to-heads.

def order_by_scores(scores):
    return [[j for j, own in enumerate(scores) if own == score] for score in sorted(set(scores), reverse=True)]


def order_by_beats(size, beats):
    order, rest = [], list(range(size))
    while rest:
        top = [a for a in rest if not any(beats(b, a) for b in rest if b != a)]
        order.append(top)
        rest = [a for a in rest if a not in top]
    return order


def ranked_pairs(wins):
    """Tideman 1987; equally clear victories are taken together, and those that contradict each other left open."""
    size = len(wins)
    by_strength = {}
    for a in range(size):
        for b in range(size):
            if wins[a][b] > wins[b][a]:
                by_strength.setdefault(wins[a][b] - wins[b][a], []).append((a, b))
    above = [set() for _ in range(size)]

    def lock(reach, a, b):
        uppers = {a} | {x for x in range(size) if a in reach[x]}
        lowers = {b} | reach[b]
        for x in uppers:
            reach[x] |= lowers

    for strength in sorted(by_strength, reverse=True):
        possible = [(a, b) for a, b in by_strength[strength] if a not in above[b]]
        together = [set(own) for own in above]
        for a, b in possible:
            lock(together, a, b)
        for a, b in possible:
            if a not in together[b]:
                lock(above, a, b)
    return order_by_beats(size, lambda a, b: b in above[a])


def schulze(wins):
    size = len(wins)
    path = [[max(0, wins[a][b] - wins[b][a]) if a != b else 0 for b in range(size)] for a in range(size)]
    for via in range(size):
        for a in range(size):
            for b in range(size):
                if a != b and via not in (a, b):
                    path[a][b] = max(path[a][b], min(path[a][via], path[via][b]))
    return order_by_beats(size, lambda a, b: path[a][b] > path[b][a])


def kemeny(wins):
    """What all optimal orders share (dynamic programming over sets)."""
    size = len(wins)
    full = (1 << size) - 1
    gain = lambda last, before: sum(wins[a][last] for a in range(size) if before >> a & 1)
    best = [0] * (full + 1)
    lasts = [[] for _ in range(full + 1)]
    for group in range(1, full + 1):
        found = [(best[group ^ 1 << last] + gain(last, group ^ 1 << last), last)
                 for last in range(size) if group >> last & 1]
        best[group] = max(score for score, _ in found)
        lasts[group] = [last for score, last in found if score == best[group]]
    before, seen, open_sets = [0] * size, set(), [full]
    while open_sets:
        group = open_sets.pop()
        if group in seen:
            continue
        seen.add(group)
        for last in lasts[group]:
            before[last] |= group ^ 1 << last
            open_sets.append(group ^ 1 << last)
    return order_by_beats(size, lambda a, b: not before[a] >> b & 1)


def borda(wins, compared):
    size = len(wins)
    return order_by_scores([sum(compared[a][b] + wins[a][b] - wins[b][a] for b in range(size) if b != a)
                            for a in range(size)])


def solve(matrix, right):
    size = len(right)
    rows = [list(matrix[i]) + [right[i]] for i in range(size)]
    for i in range(size):
        pivot = max(range(i, size), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(i + 1, size):
            factor = rows[r][i] / rows[i][i]
            for c in range(i, size + 1):
                rows[r][c] -= factor * rows[i][c]
    out = [0.0] * size
    for i in reversed(range(size)):
        out[i] = (rows[i][size] - sum(rows[i][c] * out[c] for c in range(i + 1, size))) / rows[i][i]
    return out


def bradley_terry(wins, compared, total, effective):
    """Davidson 1970 with half a win and half a loss of each option against an imaginary one; by Newton's steps."""
    size = len(wins)
    rows = []
    for a in range(size):
        for b in range(a + 1, size):
            if compared[a][b]:
                scale = effective / total
                draws = compared[a][b] - wins[a][b] - wins[b][a]
                rows.append((a, b, wins[a][b] * scale, wins[b][a] * scale, max(0, draws) * scale))
    if not rows:
        return [list(range(size))]
    ties = any(row[4] > 0 for row in rows)
    rows += [(a, -1, 0.5, 0.5, 0.0) for a in range(size)]
    parameters = size + ties
    at = [0.0] * parameters

    def outcomes(a, b, own):
        x, y = own[a], own[b] if b >= 0 else 0.0
        found = [(x, [(a, 1.0)]), (y, [(b, 1.0)])]
        if ties:
            found.append(((x + y) / 2 + own[size], [(a, 0.5), (b, 0.5), (size, 1.0)]))
        return found

    def value(own):
        sum_of = 0.0
        for a, b, *counts in rows:
            found = outcomes(a, b, own)
            top = max(score for score, _ in found)
            log = top + math.log(sum(math.exp(score - top) for score, _ in found))
            sum_of += sum(count * (score - log) for count, (score, _) in zip(counts, found))
        return sum_of

    for _ in range(200):
        gradient = [0.0] * parameters
        information = [[0.0] * parameters for _ in range(parameters)]
        for a, b, *counts in rows:
            found = outcomes(a, b, at)
            top = max(score for score, _ in found)
            weights = [math.exp(score - top) for score, _ in found]
            chances = [weight / sum(weights) for weight in weights]
            trials = sum(counts)
            mean = {}
            for (score, features), chance, count in zip(found, chances, list(counts) + [0.0]):
                for i, x in features:
                    if i < 0:
                        continue
                    gradient[i] += (count - trials * chance) * x
                    mean[i] = mean.get(i, 0.0) + chance * x
                    for j, y in features:
                        if j >= 0:
                            information[i][j] += trials * chance * x * y
            for i, x in mean.items():
                for j, y in mean.items():
                    information[i][j] -= trials * x * y
        step = solve(information, gradient)
        length, now = 1.0, value(at)
        while length > 1e-9 and value([own + length * d for own, d in zip(at, step)]) < now - 1e-12 * abs(now):
            length /= 2
        at = [own + length * d for own, d in zip(at, step)]
        if max(abs(d) for d in step) < 1e-13:
            break
    order = sorted(range(size), key=lambda j: (-at[j], j))
    groups = []
    for place, j in enumerate(order):
        if place and at[order[place - 1]] - at[j] <= 1e-7:
            groups[-1].append(j)
        else:
            groups.append([j])
    return groups


def head_to_heads(wins):
    out = []
    for a in range(len(wins)):
        share, opponents = 0.0, 0
        for b in range(len(wins)):
            decided = wins[a][b] + wins[b][a]
            if a != b and decided:
                share += wins[a][b] / decided
                opponents += 1
        out.append(None if opponents == 0 else math.floor(share / opponents * 1000 + 0.5))
    return out


def outside(order, bands, ids):
    place, above = {}, 0
    for group in order:
        for j in group:
            place[ids[j]] = above + 1
        above += len(group)
    found, above = set(), 0
    for band in bands:
        for identity in band["ids"]:
            if not above < place[identity] <= above + len(band["ids"]):
                found.add(identity)
        above += len(band["ids"])
    return [identity for identity in ids if identity in found]


def named(order, options):
    return [[options[j]["id"] for j in sorted(group, key=lambda j: options[j]["alphabetical"])] for group in order]


def view_of(preferences, points, published, options):
    ids = [option["id"] for option in options]
    wins, compared = preferences["wins"], preferences["compared"]
    place = {identity: j for j, identity in enumerate(ids)}
    orders = [
        ("share", [[place[identity] for identity in group] for group in published["order"]]),
        ("points", None if None in points else order_by_scores(points)),
        ("ranked-pairs", ranked_pairs(wins)),
        ("schulze", schulze(wins)),
    ]
    if len(ids) <= 20:
        orders.append(("kemeny", kemeny(wins)))
    orders.append(("borda", borda(wins, compared)))
    orders.append(("bradley-terry", bradley_terry(wins, compared, preferences["total"], preferences["effective"])))
    return {
        "headToHeadPerMille": head_to_heads(wins),
        "methods": [
            {
                "method": method,
                "order": order and named(order, options),
                "outside": outside(order, published["bands"], ids) if order else [],
            }
            for method, order in orders
        ],
    }


BILLION = 1000000000
half_up = lambda value: math.floor(value + 0.5)


def combined_of(sources, published, options, parameters):
    """Each source's matrix as shares, averaged with the declared weights, then ranked pairs; and other weights drawn."""
    ids = [option["id"] for option in options]
    shown = [source for source in sources if source["people"] is not None]
    if len(shown) < 2 or not any(source["weight"] for source in shown):
        return None
    size = len(ids)
    shares = [
        [[half_up(s["wins"][a][b] / s["compared"][a][b] * BILLION) if s["compared"][a][b] else None
          for b in range(size)] for a in range(size)]
        for s in shown
    ]

    def normal(weights):
        total = 0
        for weight in weights:
            total += weight
        return [half_up(weight / total * 1000000) for weight in weights]

    def combine(weights):
        matrix = [[0] * size for _ in ids]
        for a in range(size):
            for b in range(size):
                having = sum(w for w, share in zip(weights, shares) if share[a][b] is not None)
                if having:
                    total = sum(w * share[a][b] for w, share in zip(weights, shares) if share[a][b] is not None)
                    matrix[a][b] = half_up(total / having)
        return ranked_pairs(matrix)

    def places(order):
        out, above = [0] * size, 0
        for group in order:
            for j in group:
                out[j] = above + 1
            above += len(group)
        return out

    random = Xoshiro128StarStar(parameters["seed"])

    def drawn():
        parts = []
        for _ in shown:
            high = random.word() >> 5
            uniform = (high * 67108864 + (random.word() >> 6)) / 9007199254740992
            parts.append(-logarithm(1 - uniform) + 5e-324)
        return normal(parts)

    draws = [places(combine(drawn())) for _ in range(parameters["sweepDraws"])]
    order = combine(normal([source["weight"] for source in shown]))
    top = parameters["sweepTop"]
    return {
        "sources": [
            {
                "id": source["id"],
                "weight": source["weight"],
                "people": source["people"],
                "order": None if source["people"] is None else named(ranked_pairs(source["wins"]), options),
            }
            for source in sources
        ],
        "order": named(order, options),
        "outside": outside(order, published["bands"], ids),
        "sweep": {
            "draws": len(draws),
            "top": top,
            "options": [
                {
                    "id": identity,
                    "inTopPerMille": (2000 * sum(own[j] <= top for own in draws) + len(draws)) // (2 * len(draws)),
                    "bestPlace": min(own[j] for own in draws),
                    "worstPlace": max(own[j] for own in draws),
                }
                for j, identity in enumerate(ids)
            ],
        },
    }


def wilson(count, people):
    z = 1.959963984540054
    share = count / people
    centre = share + (z * z) / (2 * people)
    half = z * math.sqrt((share * (1 - share) + (z * z) / (4 * people)) / people)
    scale = 1 + (z * z) / people
    return [math.floor(100 * max(0.0, (centre - half) / scale)), math.ceil(100 * min(1.0, (centre + half) / scale))]


def ranges_agree(tabs):
    for tab in tabs:
        for group in tab["groups"]:
            for count, people, between in zip(group["counts"], group["effective"], group["between"]):
                known = group["base"] and count is not None and people is not None
                base = group["base"]
                if between != (wilson(min(base, count) / base * people, people) if known else None):
                    return False
    return True


def groups_apart(tabs, ids, confidence):
    shown, pairs = [], 0
    for tab in tabs:
        options = []
        for j in range(len(ids)):
            own = []
            for group in tab["groups"]:
                count, percent, people = group["counts"][j], group["percents"][j], group["effective"][j]
                if group["id"] != "not-stated" and group["base"] and None not in (count, percent, people):
                    share = count / group["base"]
                    gentle = (share * people + 2) / (people + 4)
                    own.append((share, percent, gentle * (1 - gentle) / (people + 4)))
            options.append(own)
            pairs += len(own) * (len(own) - 1) // 2
        shown.append(options)
    critical = quantile(1 - (1 - confidence) / (2 * max(1, pairs)))
    out = []
    for options in shown:
        found = []
        for j, own in enumerate(options):
            if len(own) < 2:
                continue
            ordered = sorted(own, key=lambda cell: cell[0])
            low, high = ordered[0], ordered[-1]
            percents = [cell[1] for cell in own]
            clear = high[0] - low[0] > critical * math.sqrt(low[2] + high[2])
            found.append((-(max(percents) - min(percents)), j, clear))
        out.append([{"id": ids[j], "rangePercent": -width, "clear": clear} for width, j, clear in sorted(found)])
    return out


def matrix_of(cells, what, ids):
    return [[0 if a == b else int(cells[what, a, b]) for b in ids] for a in ids]


def compared_of(cells, ids, parameters, total):
    if parameters["unranked"] == "no-preference":
        return matrix_of(cells, "compared", ids)
    return [[0 if a == b else total for b in ids] for a in ids]


def preferences_of(folder, which, ids, parameters):
    rows = read_csv(os.path.join(folder, "preferences.csv"))[1:]
    cells = {tuple(row[1:4]): row[4] for row in rows if row[0] == which}
    if not cells:
        return None
    total = int(cells["total", "", ""])
    return {
        "total": total,
        "effective": int(cells["effective", "", ""]),
        "wins": matrix_of(cells, "wins", ids),
        "compared": compared_of(cells, ids, parameters, total),
    }


def sources_of(folder, ids, parameters):
    rows = read_csv(os.path.join(folder, "sources.csv"))[1:]
    sources = []
    for name in dict.fromkeys(row[0] for row in rows):
        cells = {tuple(row[1:4]): row[4] for row in rows if row[0] == name}
        people = cells["people", "", ""]
        source = {"id": name, "weight": int(cells["weight", "", ""]), "people": None}
        if people != "*":
            source["people"] = int(people)
            source["wins"] = matrix_of(cells, "wins", ids)
            source["compared"] = compared_of(cells, ids, parameters, int(people))
        sources.append(source)
    return sources


def counted_preferences(ballots, size, parameters, weighted, effective):
    """Head-to-heads from ballots; a weighted cell on fewer than `minCell` people is people times a mean weight."""
    last = parameters["unranked"] == "tied-last"

    def count(weight_of):
        wins, both, chose = [[0] * size for _ in range(size)], [[0] * size for _ in range(size)], [0] * size
        for ballot in ballots:
            weight = weight_of(ballot)
            place = {pick: 1 if ballot["same"] else at + 1 for at, pick in enumerate(ballot["picks"])}
            for a in place:
                chose[a] += weight
                for b in range(size):
                    if b not in place:
                        wins[a][b] += weight if last else 0
                    elif a != b:
                        both[a][b] += weight
                        wins[a][b] += weight if place[a] < place[b] else 0
        return wins, both, chose

    wins, both, chose = count(lambda ballot: 1)
    total = len(ballots)
    if weighted:
        people_wins, people_both, people = wins, both, chose
        wins, both, chose = count(lambda ballot: ballot["weight"])
        total = sum(ballot["weight"] for ballot in ballots)
        few = lambda number: 0 < number < parameters["minCell"]
        chose = [people[a] * total // len(ballots) if few(people[a]) else chose[a] for a in range(size)]
        wins, both = [list(row) for row in wins], [list(row) for row in both]
        for a in range(size):
            for b in range(size):
                if a == b:
                    continue
                shared = people_both[a][b]
                alone = [people[j] - shared if last else 0 for j in (a, b)]
                first, second = people_wins[a][b] - alone[0], people_wins[b][a] - alone[1]
                parts = [first, second, shared - first - second, shared, *alone, people[a], people[b]]
                if not any(few(part) for part in parts):
                    continue
                if last:
                    wins[a][b] = people_wins[a][b] * chose[a] // max(1, people[a])
                else:
                    mean, of = chose[a] + chose[b], max(1, people[a] + people[b])
                    wins[a][b], both[a][b] = first * mean // of, shared * mean // of
    compared = [[0 if a == b else total if last else both[a][b] for b in range(size)] for a in range(size)]
    return {"total": total, "effective": effective if weighted else total, "wins": wins, "compared": compared}


# The balanced list, from ballots: sequential Phragmén with exact loads, every exact tie followed.

class TooManyTies(Exception):
    pass


def phragmen(profile, size):
    """Order that all ways of breaking exact ties share. `profile`: set of options to weight."""
    groups = sorted((sorted(own), weight) for own, weight in profile.items())
    supporters = [[g for g, (own, _) in enumerate(groups) if j in own] for j in range(size)]
    weight_of = [sum(groups[g][1] for g in own) for own in supporters]
    # A path: who was taken, which level of load each group carries, the levels, and who was ever ahead of whom.
    open_paths, closed = [((), (0,) * len(groups), (Fraction(0),), frozenset())], []
    while open_paths:
        following = []
        for taken, level_of, levels, ahead in open_paths:
            best, firsts = None, []
            for j in range(size):
                if weight_of[j] == 0 or j in taken:
                    continue
                carried = {}
                for g in supporters[j]:
                    carried[level_of[g]] = carried.get(level_of[g], 0) + groups[g][1]
                load = (1 + sum(levels[at] * weight for at, weight in carried.items())) / weight_of[j]
                if best is None or load < best:
                    best, firsts = load, [j]
                elif load == best:
                    firsts.append(j)
            if not firsts:
                closed.append((taken, level_of, levels, ahead))
            for j in firsts:
                mine = set(supporters[j])
                next_levels = tuple(len(levels) if g in mine else at for g, at in enumerate(level_of))
                further = {(j, b) for b in range(size) if b != j and b not in taken}
                following.append((taken + (j,), next_levels, levels + (best,), ahead | further))
        open_paths = joined(following)
        if len(open_paths) > 1000:
            raise TooManyTies()
    ahead = set().union(*(path[3] for path in joined(closed)))
    return order_by_beats(size, lambda a, b: (a, b) in ahead and (b, a) not in ahead)


def joined(paths):
    """Ways that meet again go on as one."""
    if len(paths) < 2:
        return paths
    known = {}
    for taken, level_of, levels, ahead in paths:
        key = (frozenset(taken), tuple(levels[at] for at in level_of))
        if key in known:
            first = known[key]
            known[key] = (*first[:3], first[3] | ahead)
        else:
            known[key] = (taken, level_of, levels, ahead)
    return list(known.values())


def balanced_of(ballots, weighted, options, parameters):
    size = len(options)
    profile = {}
    for ballot in ballots:
        weight = ballot["weight"] if weighted else 1000000
        if weight:
            own = frozenset(ballot["picks"])
            profile[own] = profile.get(own, 0) + weight
    try:
        order = phragmen(profile, size)
    except TooManyTies:
        order = None
    scores = [sum(weight for own, weight in profile.items() if j in own) for j in range(size)]
    everybody = sum(profile.values())
    ids = lambda among: [options[j]["id"] for j in sorted(among)]

    def proportional(among):
        for j in range(size):
            if j in among:
                continue
            weight = 0
            for deserves in range(1, len(among) + 1):
                weight += sum(w for own, w in profile.items() if j in own and len(own & among) == deserves - 1)
                if weight > 0 and weight * len(among) >= deserves * everybody:
                    return False
        return True

    def none_percent(among):
        none = sum(1 for ballot in ballots if not among & set(ballot["picks"]))
        few = lambda people: 0 < people < parameters["minCell"]
        if len(ballots) < parameters["minBasePct"] or few(none) or few(len(ballots) - none):
            return None
        return (per_mille(sum(w for own, w in profile.items() if not own & among), everybody) + 5) // 10

    def first(groups, length):
        taken = []
        for group in groups:
            if len(taken) < length:
                taken += group
        return set(taken)

    prefixes = []
    for length in (3, 5, 10):
        if length > size:
            continue
        balanced = None if order is None else first(order, length)
        if balanced is not None and len(balanced) != length:
            balanced = None
        majority = first(order_by_scores(scores), length)
        prefixes.append({
            "length": length,
            "balanced": None if balanced is None else ids(balanced),
            "majority": ids(majority),
            "proportional": None if balanced is None else proportional(balanced),
            "majorityProportional": proportional(majority),
            "nonePercent": None if balanced is None else none_percent(balanced),
            "nonePercentByMajority": none_percent(majority),
        })
    return {"order": order and named(order, options), "prefixes": prefixes}


def variants_of(ballots, lists, options, parameters):
    """The list without campaigns and without what looks like repeats."""
    ids = [option["id"] for option in options]
    minimum = parameters["minCell"]
    letter_of = lambda published: {identity: band["letter"] for band in published["bands"] for identity in band["ids"]}
    bases, out = [], []
    leaving = {
        "without-campaigns": lambda ballot: ballot["cluster"] != "",
        "without-duplicates": lambda ballot: ballot["repeat"],
        "without-both": lambda ballot: ballot["cluster"] != "" or ballot["repeat"],
    }
    for name, leaves in leaving.items():
        kept = [ballot for ballot in ballots if not leaves(ballot)]
        gaps = [base - len(kept) for base in [len(ballots)] + (bases if name == "without-both" else [])]
        bases.append(len(kept))
        if 0 in gaps:
            continue
        if min(gaps) < minimum or len(kept) < minimum:
            out.append({"name": name, "base": len(ballots), "removed": 0, "unweighted": None, "weighted": None})
            continue
        views = {}
        for which in ("unweighted", "weighted"):
            views[which] = None
            if lists[which] is not None:
                moments = sums_of(units_of(kept), len(ids), which == "weighted")
                published, standings = ranking(moments, len(kept), options, parameters)
                before, after = letter_of(lists[which]), letter_of(published)
                views[which] = {
                    "sharePerMille": [standing["sharePerMille"] for standing in standings],
                    "ranks": [standing["rank"] for standing in standings],
                    "bands": published["bands"],
                    "changed": [identity for identity in ids if before[identity] != after[identity]],
                }
        out.append({"name": name, "base": len(kept), "removed": len(ballots) - len(kept), **views})
    return out


def chain(order):
    return "none" if not order else " > ".join("=".join(group) for group in order)


def recount_beside(folder, rules, result, counts, rows, lists, ballots):
    """Lines about what stands beside the list, and whether it is what was published."""
    options, parameters = rules["options"], rules["parameters"]
    ids = [option["id"] for option in options]
    told, tabs = result["beside"], result["crossTabs"]
    star = {row[2]: row[4] for row in rows if row[1:2] == ["points"]}
    points = {
        "unweighted": [int(counts[identity][4 + parameters["picksMax"]]) for identity in ids],
        "weighted": [int(star[identity]) if star.get(identity, "*") != "*" else None for identity in ids],
    }
    lines, same = [], True
    for which in ("unweighted", "weighted"):
        preferences = preferences_of(folder, which, ids, parameters)
        if lists[which] is None or preferences is None:
            same = same and told[which] is None and preferences is None
            continue
        view = view_of(preferences, points[which], lists[which], options)
        same = same and told[which] is not None and all(view[part] == told[which][part] for part in view)
        lines.append(which + " head-to-heads " + " ".join("none" if s is None else str(s) for s in view["headToHeadPerMille"]))
        for method in view["methods"]:
            left = " outside " + " ".join(method["outside"]) if method["outside"] else ""
            lines.append(f"{which} by {method['method']} {chain(method['order'])}{left}")
        if ballots is not None:
            weighted = which == "weighted"
            effective = 0
            if weighted:
                total = sum(ballot["weight"] for ballot in ballots)
                effective = total * total // sum(ballot["weight"] ** 2 for ballot in ballots)
            same = same and preferences == counted_preferences(ballots, len(ids), parameters, weighted, effective)
            balanced = balanced_of(ballots, weighted, options, parameters)
            same = same and balanced == told[which]["balanced"]
            lines.append(f"{which} balanced {chain(told[which]['balanced']['order'])}")
    combined = combined_of(sources_of(folder, ids, parameters), lists["weighted"] or lists["unweighted"], options, parameters)
    same = same and combined == told["combined"]
    if combined:
        for source in combined["sources"]:
            people = "*" if source["people"] is None else source["people"]
            lines.append(f"source {source['id']} weight {source['weight']} people {people} {chain(source['order'])}")
        lines.append("combined " + chain(combined["order"]))
        sweep = combined["sweep"]
        drawn = " ".join(f"{o['inTopPerMille']}:{o['bestPlace']}-{o['worstPlace']}" for o in sweep["options"])
        lines.append(f"combined first {sweep['top']} of {sweep['draws']} {drawn}")
    same = same and ranges_agree(tabs)
    for tab, apart in zip(tabs, groups_apart(tabs, ids, parameters["confidencePerMille"] / 1000)):
        same = same and apart == tab["apart"]
        lines.append(" ".join(["apart", tab["dimension"]] + [f"{o['id']}={o['rangePercent']}{'!' if o['clear'] else ''}" for o in apart]))
    if ballots is None:
        lines.append("outside this pack: who answered, the balanced list, the list without campaigns and repeats")
    else:
        same = same and variants_of(ballots, lists, options, parameters) == result["variants"]
        lines.append("outside this pack: who answered")
    return lines, same


def sha(data):
    return hashlib.sha256(data).hexdigest()


def recount(folder):
    read = lambda name: open(os.path.join(folder, name), "rb").read()
    rules, result = json.loads(read("rules.json")), json.loads(read("result.json"))
    options, parameters = rules["options"], rules["parameters"]
    ids = [option["id"] for option in options]
    counts = {row[0]: row for row in read_csv(os.path.join(folder, "counts.csv"))}
    absent = [identity for identity in ["_base", "_none", *ids] if identity not in counts]
    if absent:
        return ["counts.csv: there is no row for " + absent[0]], False
    people, none = int(counts["_base"][2]), int(counts["_none"][2])
    rows = read_csv(os.path.join(folder, "weighted.csv"))
    lines = ["method " + rules["method"], f"people {people} none {none}"]
    same = people == result["base"] and none == result["none"]
    beside = rules["method"] != "share-bands/1"
    names, ballots, lists = list(NAMES), None, {}
    if beside:
        names += ["preferences.csv", "sources.csv"]
    if rules["level"] > 1:
        names.append("ballots.csv")
        ballots = ballots_of(folder, ids, parameters)
        same = same and ballots_agree(folder, rows, ids, parameters, counts, ballots)
        lines.append(f"level {rules['level']} ballots {len(ballots)}")
    # What stands beside the list and is in none of its figures is sealed with it.
    names += rules.get("apart", [])
    names.sort()
    same = same and cuts_agree(folder, result, parameters, ids, ballots)
    for which in ("unweighted", "weighted"):
        moments = moments_of(rows, which, ids)
        if moments is None:
            same = same and result[which] is None
            lists[which] = None
            continue
        published, standings = ranking(moments, people, options, parameters)
        lists[which] = published
        same = same and published == result[which]
        same = same and standings == [option[which] for option in result["options"]]
        for band in published["bands"]:
            for identity in band["ids"]:
                standing = standings[ids.index(identity)]
                chances = "".join(f" first{c['k']}={c['perMille']}" for c in standing["inFirst"])
                lines.append(
                    f"{which} {band['letter']} {identity} share={standing['sharePerMille']} rank={standing['rank']}"
                    f" placed {standing['rankFrom']}-{standing['rankTo']}{chances}"
                )
        critical = published["criticalMillionths"]
        lines.append(f"{which} critical {'none' if critical is None else critical}")
    if beside:
        more, agree = recount_beside(folder, rules, result, counts, rows, lists, ballots)
        lines += more
        same = same and agree
    stated = json.loads(read("hashes.json"))
    hashes = {name: sha(read(name)) for name in names}
    root = sha("".join(f"{name} {hashes[name]}\n" for name in names).encode())
    lines.append("root " + root)
    return lines, same and stated == {"files": hashes, "root": root}


def main(folders):
    whole = True
    for folder in folders:
        lines, same = recount(folder)
        whole = whole and same
        lines.append("The recount equals what was published." if same else "The recount differs from what was published.")
        sys.stdout.write("".join(line + "\n" for line in lines))
    return 0 if whole and folders else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
