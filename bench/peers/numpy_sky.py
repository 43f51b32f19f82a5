"""The Sun, the Earth's limb before it and what is seen of it, by hand in numpy. A row is a coordinate, a column a satellite."""
import numpy as np

AU_km, EARTH_km, SUN_km = 149597870.7, 6378.137, 695700.0
# Along z, in this measure, the ellipsoid is a sphere.
STRETCH = 1 / (1 - 1 / 298.257223563)


def sun_km(jd, fraction):
    """Apparent Sun in TEME, a row a coordinate: an ellipse with what the Moon, Venus and Jupiter do to it (Meeus, Astronomical Formulae for
    Calculators, ch. 18, moved to the epoch J2000), on the true equator from the mean equinox by the two largest terms of nutation."""
    t = (jd - 2451545.0 + fraction + 69.184 / 86400) / 36525

    def angle(a, b):
        return np.radians(a + b * t)

    m = angle(357.52911, 35999.05029)
    a, b, c = angle(351.98, 22518.7541), angle(254.08, 45037.5082), angle(157.05, 32964.3577)
    d, h = angle(297.85, 445267.1142), angle(42.12, 65928.7155)
    e = 0.016708634 - 0.000042037 * t
    centre = (1.914602 - 0.004817 * t) * np.sin(m) + (0.019993 - 0.000101 * t) * np.sin(2 * m) + 0.000289 * np.sin(3 * m)
    pull = 0.00134 * np.cos(a) + 0.00154 * np.cos(b) + 0.002 * np.cos(c) + 0.00179 * np.sin(d) + 0.00178 * np.sin(angle(251.39, 20.2))
    mean = angle(280.46646, 36000.76983)
    r = 1.000001018 * (1 - e * e) / (1 + e * np.cos(m + np.radians(centre)))
    r += 5.43e-6 * np.sin(a) + 15.75e-6 * np.sin(b) + 16.27e-6 * np.sin(c) + 30.76e-6 * np.cos(d) + 9.27e-6 * np.sin(h)
    node = angle(125.04, -1934.136)
    nutation = np.radians(-17.2 * np.sin(node) - 1.32 * np.sin(2 * mean)) / 3600
    obliquity = angle(23.4392911, -0.0130042) + np.radians(9.2 * np.cos(node) + 0.57 * np.cos(2 * mean)) / 3600
    longitude = mean + np.radians(centre + pull - 0.00569) + nutation
    x, y = np.cos(longitude), np.sin(longitude) * np.cos(obliquity)
    turn = nutation * np.cos(obliquity)
    return r * AU_km * np.stack([x + turn * y, y - turn * x, np.sin(longitude) * np.sin(obliquity)])


def limb(r, s):
    """How far the Earth's limb stands over the Sun's centre, in its radii (-1: the whole Sun is seen, 1: none), and W/m2 of the whole Sun. The
    limb is straight, in the space where the ellipsoid is a sphere."""
    dx, dy, dz = s[0] - r[0], s[1] - r[1], s[2] - r[2]
    square = dx * dx + dy * dy + dz * dz
    z = r[2] * STRETCH
    dz = dz * STRETCH
    d = np.sqrt(dx * dx + dy * dy + dz * dz)
    along = (r[0] * dx + r[1] * dy + z * dz) / d
    horizon = np.sqrt(np.maximum(r[0] * r[0] + r[1] * r[1] + z * z - EARTH_km**2, 0.0))
    return -(along + horizon) * d / (SUN_km * EARTH_km), 1361.0 * AU_km**2 / square


def visible(height):
    """Visible share of a disc behind a straight edge."""
    height = np.clip(height, -1, 1)
    return (np.arccos(height) - height * np.sqrt(1 - height * height)) / np.pi
