"""Recomputes a Folkmoot publication pack in plain Python 3, without packages.

Written apart from the TypeScript rules, from their description: shares and bands of a "choose up to N" question
(simultaneous rank sets by max-t over pairwise differences: Mogstad, Romano, Shaikh and Wilhelm 2024). Both print the
same bytes for the same pack. Use: python3 recount.py FOLDER [FOLDER ...]; exit code 1 when anything differs.
"""
import csv
import hashlib
import json
import math
import os
import sys

MASK64 = (1 << 64) - 1
MASK32 = (1 << 32) - 1
NAMES = ["counts.csv", "cuts.csv", "matrix.csv", "result.json", "rules.json", "weighted.csv"]
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
        elif name != "basis":
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


def ballots_agree(folder, rows, ids, parameters, counts):
    """Levels 2 and 3: whether the ballots give the published counts, matrix and exact sums; and how many there are."""
    header, *lines = read_csv(os.path.join(folder, "ballots.csv"))
    column = {name: at for at, name in enumerate(header)}
    place, most = {identity: at for at, identity in enumerate(ids)}, parameters["picksMax"]
    ballots, positions, same = [], [[0] * most for _ in ids], [0] * len(ids)
    pairs = [[0] * len(ids) for _ in ids]
    for line in lines:
        picks = [place[cell] for cell in line[:most] if cell]
        equal = line[column["same"]] == "1" and len(picks) > 1
        for at, pick in enumerate(picks):
            if equal:
                same[pick] += 1
            else:
                positions[pick][at] += 1
            for other in picks:
                pairs[pick][other] += 1
        weight = line[column["weight_millionths"]]
        ballots.append((picks, int(weight) if weight else None, line[column["cluster"]]))
    matrix = {row[0]: [int(cell) for cell in row[1:]] for row in read_csv(os.path.join(folder, "matrix.csv"))[1:]}
    agree = all(
        [pairs[j][j], *positions[j], same[j]] == [int(cell) for cell in counts[identity][2:4 + most]]
        and pairs[j] == matrix[identity]
        for j, identity in enumerate(ids)
    )
    agree = agree and sum(line[column["none"]] == "1" for line in lines) == int(counts["_none"][2])
    exact = {row[0] for row in rows if row[1:2] == ["basis"] and row[4] == "exact"}
    for which in ("unweighted", "weighted"):
        if which in exact:
            agree = agree and sums_of(ballots, len(ids), which == "weighted") == moments_of(rows, which, ids)
    return agree and len(lines) == int(counts["_base"][2]), len(lines)


def sha(data):
    return hashlib.sha256(data).hexdigest()


def recount(folder):
    read = lambda name: open(os.path.join(folder, name), "rb").read()
    rules, result = json.loads(read("rules.json")), json.loads(read("result.json"))
    options, parameters = rules["options"], rules["parameters"]
    ids = [option["id"] for option in options]
    counts = {row[0]: row for row in read_csv(os.path.join(folder, "counts.csv"))}
    people, none = int(counts["_base"][2]), int(counts["_none"][2])
    rows = read_csv(os.path.join(folder, "weighted.csv"))
    lines = ["method " + rules["method"], f"people {people} none {none}"]
    same = people == result["base"] and none == result["none"]
    names = NAMES
    if rules["level"] > 1:
        names = sorted(NAMES + ["ballots.csv"])
        agree, ballots = ballots_agree(folder, rows, ids, parameters, counts)
        same = same and agree
        lines.append(f"level {rules['level']} ballots {ballots}")
    for which in ("unweighted", "weighted"):
        moments = moments_of(rows, which, ids)
        if moments is None:
            same = same and result[which] is None
            continue
        published, standings = ranking(moments, people, options, parameters)
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
