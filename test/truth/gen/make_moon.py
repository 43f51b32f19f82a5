# The apparent Moon in TEME by the Swiss Ephemeris (Debian: swetest, swe-basic-data) and ERFA (python3-erfa), and what of the Sun's disc it leaves
# visible from places over the Earth during the eclipse of 2026-08-12. Run: python3 make_moon.py > ../moon.json
import json
import math
import subprocess
import warnings

import erfa
import numpy as np

warnings.simplefilter("ignore")  # ERFA: leap seconds of the future are not known.

AU_KM = 149597870.7
SUN_KM = 695700.0
MOON_KM = 1737.4


def julian(y, mo, d, h, mi, s):
    return erfa.dtf2d("UTC", y, mo, d, h, mi, s)


def to_teme(v, utc):
    # TEME: R3(-GMST82) x PEF, PEF from IAU 2006/2000A, UT1 taken as UTC.
    tt = erfa.taitt(*erfa.utctai(*utc))
    rc2i = erfa.c2i06a(*tt)
    pef = erfa.rz(erfa.era00(*utc), rc2i)
    return erfa.rz(-erfa.gmst82(*utc), pef) @ v


def apparent(body, y, mo, d, h, mi, s):
    out = subprocess.run(
        ["swetest", f"-b{d}.{mo}.{y}", f"-utc{h:02d}:{mi:02d}:{s:02d}", f"-p{body}", "-eswe", "-j2000", "-icrs", "-fx", "-head"],
        capture_output=True, text=True, check=True,
    ).stdout
    assert "error" not in out.lower() and "moshier" not in out.lower(), out
    return np.array([float(x) for x in out.split()]) * AU_KM


def visible(sat, sun, moon):
    # Numerical overlap of two discs, a uniform Sun: strips across the Sun's disc.
    a, b = sun - sat, moon - sat
    rs, rm = math.asin(SUN_KM / np.linalg.norm(a)), math.asin(MOON_KM / np.linalg.norm(b))
    sep = math.atan2(np.linalg.norm(np.cross(a, b)), a @ b)
    n, hidden, whole = 200000, 0.0, 0.0
    x = -rs + (np.arange(n) + 0.5) * 2 * rs / n
    half = np.sqrt(rs * rs - x * x)
    inside = rm * rm - (x - sep) ** 2
    moon_half = np.sqrt(np.maximum(0, inside))
    hidden = np.minimum(half, moon_half).sum()
    whole = half.sum()
    return 1 - hidden / whole


moon = []
for y in range(2000, 2051, 5):
    for mo, d, h in ((1, 3, 5), (4, 17, 11), (8, 12, 17), (11, 29, 23)):
        t = (y, mo, d, h, 45, 0)
        moon.append({"utc": "%04d-%02d-%02dT%02d:%02d:%02dZ" % t,
                     "temeKm": [round(float(c), 1) for c in to_teme(apparent(1, *t), julian(*t))]})

eclipse = []
for minute in (30, 40, 46, 50, 58):
    t = (2026, 8, 12, 17, minute, 0)
    utc = julian(*t)
    s, m = to_teme(apparent(0, *t), utc), to_teme(apparent(1, *t), utc)
    # Where the axis of the shadow stands 7030 km from the Earth's centre, on the Sun's side, and places 300 to 1500 km aside.
    axis = (m - s) / np.linalg.norm(m - s)
    along = m @ axis
    across2 = m @ m - along * along
    p = m + axis * (-along - math.sqrt(7030.0**2 - across2))
    side = np.cross(axis, [0, 0, 1.0])
    side /= np.linalg.norm(side)
    for aside in (0, 300, 700, 1500, 3300):
        q = p + side * aside
        q *= 7030.0 / np.linalg.norm(q)
        eclipse.append({"utc": "%04d-%02d-%02dT%02d:%02d:%02dZ" % t, "temeKm": [round(float(c), 3) for c in q],
                        "visible": round(visible(q, s, m), 6)})

print(json.dumps({
    "about": "Apparent geocentric Moon, TEME of date, km (Swiss Ephemeris, rotated by ERFA); share of a uniform Sun's disc that the Moon leaves "
             "visible from places in TEME on 2026-08-12, radii 695700 and 1737.4 km, by strips.",
    "moon": moon, "eclipse": eclipse}, indent=1))
