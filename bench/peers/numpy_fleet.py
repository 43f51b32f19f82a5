"""The tick of bench/fleet-case.ts by hand in numpy with python-sgp4's C++ core: orbit, Sun, shadow of the ellipsoid with its penumbra, array at
its own temperature, battery, bus, five thermal nodes by a linearly implicit step, and the energy ledger.

usage: python3 numpy_fleet.py SATELLITES TICKS     prints one line of JSON
"""
import json
import sys
import time
from importlib.metadata import version

import numpy as np
from sgp4.api import SGP4_ERRORS, WGS72, Satrec, SatrecArray, accelerated

SATELLITES, TICKS = int(sys.argv[1]), int(sys.argv[2])
STEP_s = 60.0
SIGMA = 5.670374419e-8
SPACE4 = 2.725**4
AU_km, EARTH_km, SUN_km = 149597870.7, 6378.137, 695700.0
STRETCH = 1 / (1 - 1 / 298.257223563)
JD0, FR0 = 2461212.5, 0.0  # 21 June 2026


def satellites():
    out = []
    k = np.arange(SATELLITES)
    ltan_h = 6 + (k % 49) / 4
    raan = np.radians(89.6 + 15 * (ltan_h - 12)) % (2 * np.pi)  # the mean Sun stands at 89.6 deg that day
    anomaly = np.radians((k * 137.50776405) % 360)
    for r, m in zip(raan, anomaly):
        s = Satrec()
        s.sgp4init(WGS72, "i", 1, JD0 + FR0 - 2433281.5, 0.0, 0.0, 0.0, 1e-4, np.pi / 2, np.radians(97.79), m, 0.064990, r)
        out.append(s)
    return SatrecArray(out)


def sun_km(days):
    """Low-precision Sun of the Astronomical Almanac, mean equator of date."""
    g = np.radians(357.528 + 0.9856003 * days)
    lon = np.radians(280.460 + 0.9856474 * days + 1.915 * np.sin(g) + 0.020 * np.sin(2 * g))
    r = (1.00014 - 0.01671 * np.cos(g) - 0.00014 * np.cos(2 * g)) * AU_km
    obliquity = np.radians(23.439 - 4e-7 * days)
    return np.stack([r * np.cos(lon), r * np.sin(lon) * np.cos(obliquity), r * np.sin(lon) * np.sin(obliquity)])


def lit(r, s):
    """Visible share of the Sun: the disc behind a straight limb in the space where the ellipsoid is a sphere."""
    rx, ry, rz = r[:, 0], r[:, 1], r[:, 2] * STRETCH
    dx, dy, dz = s[0] - r[:, 0], s[1] - r[:, 1], (s[2] - r[:, 2]) * STRETCH
    d = np.sqrt(dx * dx + dy * dy + dz * dz)
    along = (rx * dx + ry * dy + rz * dz) / d
    horizon = np.sqrt(np.maximum(rx * rx + ry * ry + rz * rz - EARTH_km**2, 0.0))
    height = np.clip(-(along + horizon) * d / (SUN_km * EARTH_km), -1, 1)
    return (np.arccos(height) - height * np.sqrt(1 - height * height)) / np.pi


# chips, bay, spreader, radiator, wing
C = np.array([2e4, 2e5, 6e4, 2e5, 2e5])[:, None]
X = np.array([0, 0, 0, 80 * 0.92, 100 * 1.71])[:, None]
G = 1500.0
PEAK, BETA, REFERENCE, ABSORBING = 100 * 0.9 * 0.95 * 0.23, -0.0026, 301.15, 90.0
FULL_J, FLOOR_J, CHARGE, DISCHARGE, DEMAND_W = 15000 * 3600, 3000 * 3600, 0.97, 0.97, 14000.0


def main():
    fleet = satellites()
    begun = time.perf_counter()
    T = np.full((5, SATELLITES), 300.0)
    stored = np.full(SATELLITES, 0.8 * FULL_J)
    book = np.zeros((6, SATELLITES))
    worst_J = 0.0
    block = 60
    for first in range(0, TICKS, block):
        n = min(block, TICKS - first)
        fr = FR0 + (first + 0.5 + np.arange(n)) * STEP_s / 86400
        error, r, _ = fleet.sgp4(np.full(n, JD0), fr)
        assert not error.any(), SGP4_ERRORS
        suns = sun_km(JD0 + fr - 2451545.0)
        for k in range(n):
            s = suns[:, k]
            place = r[:, k, :]
            square = ((s - place) ** 2).sum(axis=1)
            light = lit(place, s) * 1361.0 * AU_km**2 / square
            slope = 4 * SIGMA * X * T**3
            absorbed = light * ABSORBING
            guess = absorbed - light * PEAK * (1 + BETA * (T[4] - REFERENCE)) - SIGMA * X[4] * (T[4] ** 4 - SPACE4)
            middle = T[4] + 0.5 * STEP_s * guess / (C[4] + 0.5 * STEP_s * slope[4])
            supply = light * PEAK * np.maximum(0.0, 1 + BETA * (middle - REFERENCE))
            surplus = supply - DEMAND_W
            charged = np.minimum(np.maximum(surplus, 0.0), (FULL_J - stored) / (CHARGE * STEP_s))
            discharged = np.minimum(np.maximum(-surplus, 0.0), np.maximum(stored - FLOOR_J, 0.0) * DISCHARGE / STEP_s)
            served = np.minimum(DEMAND_W, supply + discharged)
            curtailed = np.maximum(surplus, 0.0) - charged
            loss = charged * (1 - CHARGE) + discharged * (1 / DISCHARGE - 1)
            end = stored + (charged * CHARGE - discharged / DISCHARGE) * STEP_s
            heat = np.stack([served, loss, np.zeros_like(served), np.zeros_like(served), absorbed - (supply - curtailed)])
            # One linearly implicit step: the chain 0-1-2-3 by elimination, the wing alone.
            out = SIGMA * X * (T**4 - SPACE4)
            flow = G * (T[:3] - T[1:4])
            right = heat - out
            right[:3] -= flow
            right[1:4] += flow
            diagonal = C / STEP_s + slope
            diagonal[:3] += G
            diagonal[1:4] += G
            for i in range(3):
                share = G / diagonal[i]
                diagonal[i + 1] -= share * G
                right[i + 1] += share * right[i]
            change = np.empty_like(T)
            change[4] = right[4] / diagonal[4]
            change[3] = right[3] / diagonal[3]
            for i in (2, 1, 0):
                change[i] = (right[i] + G * change[i + 1]) / diagonal[i]
            radiated = (out + slope * change).sum(axis=0)
            residual = (heat.sum(axis=0) - radiated) * STEP_s - (C * change).sum(axis=0)
            worst_J = max(worst_J, np.abs(residual).max())
            T += change
            stored = end
            book += np.stack([supply, served, curtailed, loss, absorbed, radiated]) * STEP_s
    spent_s = time.perf_counter() - begun
    print(
        json.dumps(
            {
                "ns": spent_s * 1e9 / (SATELLITES * TICKS),
                "served_frac": float(book[1].mean() / (DEMAND_W * TICKS * STEP_s)),
                "residual_J": float(worst_J),
                "numpy": version("numpy"),
                "sgp4": version("sgp4"),
                "core": "C++" if accelerated else "Python",
                "python": sys.version.split()[0],
            }
        )
    )


main()
