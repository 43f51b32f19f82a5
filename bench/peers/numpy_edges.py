"""As one writes it to be exact: edges of the shadow are found in each tick, satellites near one go on in steps cut there and finer after it, and a
step is of order 2.

SGP4 is asked at the end of every second tick, and the state between is the cubic's (5 m beside SGP4 at ticks of 60 s). The limb's height over a
tick is the cubic through its values and rates at both ends; the mean light of a piece is a closed form of the heights at its ends.

usage: python3 numpy_edges.py < case.json     (numpy_case.py tells what is in it)
"""
import numpy as np

from numpy_case import BLOCK, Case
from numpy_sky import EARTH_km, STRETCH, SUN_km, limb, visible

PENUMBRA_s = np.array([0, 4, 8, 14, 22, 35, 55, 90, 130, 190, 280.0])[:, None]
AFTER_s = np.array([0, 15, 35, 65, 110, 170.0])[:, None]
LONG_AGO_s = -1e9
# Nearer to the Sun's disc than this, in its radii, a satellite could touch it between the ends of a minute.
NEAR = 1.5


def rate(r, v, s):
    """Of the limb's height, 1/s; the Sun stands still."""
    d = s[:, None] - r
    away_km = np.sqrt((d * d).sum(axis=0))
    q = np.array([1, 1, STRETCH])[:, None]
    r, v, d = r * q, v * q, d * q / away_km
    length = np.sqrt((d * d).sum(axis=0))
    horizon = np.sqrt((r * r).sum(axis=0) - EARTH_km**2)
    return -((v * d).sum(axis=0) / length + (r * v).sum(axis=0) / horizon) * length * away_km / (SUN_km * EARTH_km)


def light_until(height):
    """The visible share of the Sun, summed over the limb's heights up to this."""
    x = np.clip(height, -1, 1)
    root = np.sqrt(1 - x * x)
    return (x * np.arccos(x) - root + root**3 / 3) / np.pi + np.minimum(height + 1, 0)


def mean_light(a, b):
    """Of a piece in which the limb goes steadily from one height to another."""
    way = b - a
    still = np.abs(way) < 1e-6
    return np.where(still, visible(a), (light_until(b) - light_until(a)) / np.where(still, 1, way))


class Path:
    """The limb's height over a tick, u from 0 to 1."""

    def __init__(self, *c):
        self.c = c

    def of(self, k):
        return Path(*(c[k] for c in self.c))

    def __call__(self, u):
        c0, c1, c2, c3 = self.c
        return c0 + u * (c1 + u * (c2 + u * c3))

    def when(self, level, a, b):
        """Where it passes a level that lies between its ends: Newton from the straight line."""
        _, c1, c2, c3 = self.c
        u = (level - a) / (b - a)
        for _ in range(3):
            u = np.clip(u - (self(u) - level) / (c1 + u * (2 * c2 + u * 3 * c3)), 0, 1)
        return u


case = Case()
step, rosenbrock = case.satellite.step, case.satellite.rosenbrock
H = case.step_s
start = next(zip(*case.sky([0])))
# The start is a jump, too: into the penumbra, or not.
inside = np.abs(limb(start[0], start[2])[0]) < 1
begun_s = np.where(inside, 0, LONG_AGO_s)
over_s = np.where(inside, LONG_AGO_s, 0)
until_s = np.where(inside, PENUMBRA_s[-1], AFTER_s[-1])


def find_contacts(path, a, b, lanes, t0):
    """When the penumbra begins and ends, of the lanes for which it does in this tick."""
    for level, mine in ((-1, (a < -1) != (b < -1)), (1, (a < 1) != (b < 1))):
        k = np.flatnonzero(mine)
        if len(k) == 0:
            continue
        when_s = t0 + H * path.of(k).when(level, a[k], b[k])
        begins = (a[k] < b[k]) == (level < 0)
        begun_s[lanes[k[begins]]] = when_s[begins]
        over_s[lanes[k[~begins]]] = when_s[~begins]
    graze = np.flatnonzero((np.abs(a) < NEAR) & (np.abs(b) < NEAR) & ((a < -1) == (b < -1)) & ((a < 1) == (b < 1)) & ((a < -1) | (a > 1)))
    begun_s[lanes[graze]] = t0
    until_s[lanes] = np.maximum(begun_s[lanes] + PENUMBRA_s[-1], over_s[lanes] + AFTER_s[-1])


def pieces(lanes, a, b, da, db, full_W_m2, t0):
    """Takes these lanes through a tick in steps of their own; tells them in the order of how many they had, what they came to and what was booked."""
    da, db = da * H, db * H
    path = Path(a, da, 3 * (b - a) - 2 * da - db, 2 * (a - b) + da + db)
    find_contacts(path, a, b, lanes, t0)
    begun, over = begun_s[lanes], over_s[lanes]
    graded = begun + PENUMBRA_s
    cuts = np.concatenate([np.where((over >= begun) & (graded > over), LONG_AGO_s, graded), over + AFTER_s]) - t0
    cuts = np.sort(np.where((cuts <= 0) | (cuts >= H), H, cuts), axis=0)
    # Lanes with the most pieces come first: those that still have one are the first so many.
    count = (cuts < H).sum(axis=0)
    order = np.argsort(-count)
    lanes, cuts, count, full_W_m2, path = lanes[order], cuts[:, order], count[order], full_W_m2[order], path.of(order)
    T, stored = case.T[:, lanes], case.stored[lanes]
    book, lit_s = np.zeros((6, len(lanes))), np.zeros(len(lanes))
    u, height = np.zeros(len(lanes)), path(0)
    for k, cut in enumerate([*cuts, np.full(len(lanes), H)]):
        n = np.count_nonzero(count >= k)
        if n == 0:
            break
        u_next = cut[:n] / H
        next_height = path.of(slice(n))(u_next)
        h = (u_next - u[:n]) * H
        light = mean_light(height[:n], next_height)
        T[:, :n], stored[:n], booked, residual_J = step(T[:, :n], stored[:n], light * full_W_m2[:n], h, rosenbrock)
        book[:, :n] += booked
        lit_s[:n] += light * h
        case.worst_J = max(case.worst_J, residual_J)
        u, height = u_next, next_height
    return lanes, (T, stored, book, lit_s)


def middle(before, after, h):
    """State and Sun halfway between two that are h seconds apart."""
    (r0, v0, s0), (r1, v1, s1) = before, after
    return 0.5 * (r0 + r1) + (h / 8) * (v0 - v1), (1.5 / h) * (r1 - r0) - 0.25 * (v0 + v1), 0.5 * (s0 + s1)


def skies():
    """State and Sun at the end of each tick."""
    before = start
    for first in range(0, case.ticks, 2 * BLOCK):
        ends = range(first + 2, min(first + 2 * BLOCK, case.ticks + 1) + 1, 2)
        for after in zip(*case.sky([k * H for k in ends])):
            yield middle(before, after, 2 * H)
            yield after
            before = after


before, (a, full0) = start, limb(start[0], start[2])
for tick, after in zip(range(case.ticks), skies()):
    t0 = tick * H
    b, full1 = limb(after[0], after[2])
    full_W_m2 = 0.5 * (full0 + full1)
    bright = np.maximum(a, b) <= -NEAR
    lanes = np.flatnonzero(~(bright | (np.minimum(a, b) >= NEAR)) | (until_s > t0))
    if len(lanes) > 0:
        rates = [rate(r[:, lanes], v[:, lanes], s) for r, v, s in (before, after)]
        lanes, theirs = pieces(lanes, a[lanes], b[lanes], *rates, full_W_m2[lanes], t0)
    T, stored, booked, residual_J = step(case.T, case.stored, bright * full_W_m2, H, rosenbrock)
    lit_s = bright * float(H)
    if len(lanes) > 0:
        T[:, lanes], stored[lanes], booked[:, lanes], lit_s[lanes] = theirs
    case.T, case.stored = T, stored
    case.book += booked
    case.lit_s += lit_s
    case.worst_J = max(case.worst_J, residual_J)
    case.see(tick + 1)
    before, a, full0 = after, b, full1
case.tell()
