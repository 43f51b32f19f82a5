"""What the numpy peers share of their running: satellites from stdin, a line of JSON to stdout."""
import json
import sys
import time
from importlib.metadata import version

import numpy as np
from sgp4.api import SGP4_ERRORS, WGS72, Satrec, SatrecArray, accelerated

from numpy_satellite import Satellite
from numpy_sky import sun_km

SEEN_s = 60
BLOCK = 60


class Case:
    """A fleet, its time, and where it stands.

    stdin: what peers/numpy.ts gives. Elements are of the start: rev/day, e, i, raan, argp, M (deg), B*.
    """

    def __init__(self):
        given = json.load(sys.stdin)
        self.jd, self.step_s, self.seen = given["jd"], given["step_s"], given["seen"]
        self.given_sun_km = np.array(given["sun_km"]).reshape(-1, 3)
        self.ticks = round(given["duration_s"] / self.step_s)
        self.count = len(given["elements"])
        self.fleet = SatrecArray([satrec(self.jd, *e) for e in given["elements"]])
        self.satellite = Satellite(given["satellite"])
        self.T = np.full((5, self.count), float(self.satellite.initial_K))
        self.stored = np.full(self.count, float(self.satellite.initial_J))
        self.book = np.zeros((6, self.count))
        self.lit_s = np.zeros(self.count)
        self.worst_J = 0.0
        self.temps, self.charges = [], []
        self.begun_s = time.process_time()

    def sky(self, seconds):
        """Positions, velocities, a row a coordinate, and the Sun at each of these times after the start."""
        fraction = np.asarray(seconds) / 86400
        error, r, v = self.fleet.sgp4(np.full(len(fraction), self.jd), fraction)
        assert not error.any(), SGP4_ERRORS
        return np.ascontiguousarray(r.transpose(1, 2, 0)), np.ascontiguousarray(v.transpose(1, 2, 0)), self.suns(seconds)

    def suns(self, seconds):
        if len(self.given_sun_km) == 0:
            return sun_km(self.jd, np.asarray(seconds) / 86400).T
        minutes = SEEN_s * np.arange(len(self.given_sun_km))
        return np.stack([np.interp(seconds, minutes, c) for c in self.given_sun_km.T], axis=1)

    def see(self, tick):
        """Keeps temperatures and charges at the end of each minute, if they are asked for."""
        if self.seen and (tick * self.step_s) % SEEN_s == 0:
            self.temps.append(self.T.tolist())
            self.charges.append(self.stored.tolist())

    def tell(self):
        spent_s = time.process_time() - self.begun_s
        assert self.worst_J < 1e-6, f"a residual of {self.worst_J} J"
        flows = ("generated", "served", "curtailed", "loss", "absorbed", "radiated")
        told = {
            "ns": spent_s * 1e9 / (self.count * self.ticks),
            "numpy": np.__version__,
            "sgp4": version("sgp4"),
            "core": "C++" if accelerated else "Python",
            "python": sys.version.split()[0],
            "lit_s": self.lit_s.tolist(),
            **{f"{name}_J": row.tolist() for name, row in zip(flows, self.book)},
            "temps_K": self.temps,
            "charges_J": self.charges,
        }
        print(json.dumps(told))


def satrec(jd, motion, e, i, raan, argp, anomaly, bstar):
    s = Satrec()
    i, raan, argp, anomaly = np.radians([i, raan, argp, anomaly])
    s.sgp4init(WGS72, "i", 1, jd - 2433281.5, bstar, 0.0, 0.0, e, argp, i, anomaly, motion * 2 * np.pi / 1440, raan)
    return s
