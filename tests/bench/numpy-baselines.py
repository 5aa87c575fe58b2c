"""Times numpy on the files that the bench wrote, and prints them as one line of JSON. Milliseconds of processor time."""
import json
import sys
import time

import numpy as np

folder, people, options = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])


def best(work, repeats):
    times = []
    for _ in range(repeats):
        started = time.process_time()
        result = work()
        times.append((time.process_time() - started) * 1000)
    return min(times), result


orders = np.fromfile(f"{folder}/orders.bin", dtype=np.uint8).reshape(people, options)


def columns_by_place():
    columns = np.empty((options, people), dtype=np.uint8)
    person = np.arange(people)
    for place in range(options):
        columns[orders[:, place], person] = place
    return columns


def columns_by_row():
    rows = np.empty((people, options), dtype=np.uint8)
    np.put_along_axis(rows, orders.astype(np.intp), np.arange(options, dtype=np.uint8)[None, :], axis=1)
    return np.ascontiguousarray(rows.T)


def columns_flat():
    rows = np.empty(people * options, dtype=np.uint8)
    at = orders + (np.arange(people, dtype=np.int32) * options)[:, None]
    rows[at.ravel()] = np.tile(np.arange(options, dtype=np.uint8), people)
    return np.ascontiguousarray(rows.reshape(people, options).T)


def wins_pair_by_pair(columns):
    wins = np.zeros((options, options), dtype=np.int64)
    above = np.empty(people, dtype=bool)
    for a in range(options):
        for b in range(a + 1, options):
            np.less(columns[a], columns[b], out=above)
            wins[a, b] = np.count_nonzero(above)
            wins[b, a] = people - wins[a, b]
    return wins


def wins_broadcast(columns):
    wins = np.zeros((options, options), dtype=np.int64)
    for a in range(options):
        wins[a] = np.count_nonzero(columns[a] < columns, axis=1)
    return wins


to_columns = {work.__name__: best(work, 5) for work in (columns_by_place, columns_by_row, columns_flat)}
columns = to_columns["columns_by_place"][1]
to_wins = {work.__name__: best(lambda: work(columns), 5) for work in (wins_pair_by_pair, wins_broadcast)}
wins = to_wins["wins_pair_by_pair"][1]


def full_bootstrap(replicates):
    """Everybody gets a Poisson number of copies; pair counts by one product of matrices (single precision)."""
    first, second = np.triu_indices(options, 1)
    started = time.process_time()
    above = np.empty((people, len(first)), dtype=np.float32)
    for pair, (a, b) in enumerate(zip(first, second)):
        above[:, pair] = columns[a] < columns[b]
    once = (time.process_time() - started) * 1000
    random = np.random.default_rng(1)
    counts = []
    started = time.process_time()
    for _ in range(0, replicates, 25):
        copies = random.poisson(1.0, size=(25, people)).astype(np.float32)
        counts.append(copies @ above)
    each = (time.process_time() - started) * 1000 / replicates
    return once + 1000 * each, np.concatenate(counts)


replicates = 50
bootstrap, _ = full_bootstrap(replicates)

categories = np.fromfile(f"{folder}/categories.bin", dtype=np.uint8).reshape(6, people).astype(np.intp)
targets = [np.array(margin, dtype=float) for margin in json.load(open(f"{folder}/margins.json"))]


def raking():
    weights = np.ones(people)
    for passes in range(1, 201):
        for own, target in zip(categories, targets):
            weights *= (target / np.bincount(own, weights, len(target)))[own]
        gap = max(
            np.max(np.abs(np.bincount(own, weights, len(target)) / target - 1))
            for own, target in zip(categories, targets)
        )
        if gap <= 1e-9:
            break
    return passes


raked, passes = best(raking, 3)

votes = np.fromfile(f"{folder}/votes.bin", dtype=np.int8).reshape(2031, 896).astype(float)


def directions():
    """Means for what nobody saw, then the two largest directions by the smaller of the two product matrices."""
    seen = np.where(votes == 2, np.nan, votes)
    centred = np.nan_to_num(seen - np.nanmean(seen, axis=0))
    return np.linalg.eigh(centred.T @ centred)[1][:, -2:]


print(json.dumps({
    "numpy": np.__version__,
    "columns": min(time for time, _ in to_columns.values()),
    "pairs": min(time for time, _ in to_wins.values()),
    "wins": [int(wins[0, 1]), int(wins[3, 7]), int(wins[-1, 0])],
    "bootstrapPerThousand": bootstrap,
    "bootstrapMeasured": replicates,
    "raking": raked,
    "rakingPasses": passes,
    "directions": best(directions, 2)[0],
}))
