"""Single-diode curves: current by voltage in closed form (Lambert W), open circuit, short circuit and maximum power."""
import json, os
import numpy as np
from scipy.optimize import brentq, minimize_scalar
from scipy.special import lambertw

def current(v, il, i0, a, rs, rsh):
    """I(V), Jain & Kapoor 2004. rs > 0."""
    gsh = 1/rsh
    x = i0*rs/(a*(1 + gsh*rs))*np.exp((rs*(il + i0) + v)/(a*(1 + gsh*rs)))
    return (il + i0 - v*gsh)/(1 + gsh*rs) - a/rs*lambertw(x).real

K_Q = 8.617333262e-5
def moved(c, light, T):
    """De Soto et al. 2006."""
    r = T/c['reference_K']
    return ((c['photocurrent_A'] + c['short_circuit_A_K']*(T - c['reference_K']))*light,
            c['saturation_A']*r**3*np.exp(c['gap_V']/c['thermal_V']*(1 - 1/r)),
            c['thermal_V']*r, c['series_ohm'], c['shunt_ohm']/light)

cells = [
    dict(name='silicon module of 60 cells', photocurrent_A=9.2, saturation_A=3e-10, thermal_V=1.6, series_ohm=0.32, shunt_ohm=310.0,
         gap_V=1.6/(K_Q*298.15)*1.121, short_circuit_A_K=0.0046, reference_K=298.15),
    dict(name='triple junction of 30 cm2', photocurrent_A=0.5201, saturation_A=2e-18, thermal_V=0.0675, series_ohm=0.05, shunt_ohm=900.0,
         gap_V=0.0675/(K_Q*301.15)*1.4, short_circuit_A_K=0.00032, reference_K=301.15),
    dict(name='poor cell', photocurrent_A=0.03, saturation_A=1e-7, thermal_V=0.05, series_ohm=2.0, shunt_ohm=100.0,
         gap_V=0.05/(K_Q*301.15)*1.1, short_circuit_A_K=0.00001, reference_K=301.15),
]
for c in cells:
    c['states'] = []
    for light, T in [(1, c['reference_K']), (1, 250.0), (1, 350.0), (0.3, 320.0), (1.04, 190.0), (0.01, 300.0)]:
        p = moved(c, light, T)
        top = p[2]*np.log1p(p[0]/p[1])
        voc = brentq(lambda v: current(v, *p), 0, top*1.0001, xtol=1e-15, rtol=1e-15)
        peak = minimize_scalar(lambda v: -v*current(v, *p), bounds=(0.3*voc, voc), method='bounded', options=dict(xatol=1e-12))
        vs = np.linspace(0, voc, 9)
        c['states'].append(dict(light_frac=light, temp_K=T, short_circuit_A=current(0, *p), open_circuit_V=voc,
                                peak_W=-peak.fun, peak_V=peak.x, volts=list(vs), amps=[current(v, *p) for v in vs]))
out = dict(about='Single-diode curves by Lambert W (scipy); parameters by De Soto et al. 2006. V, A, W, ohm, K.', cells=cells)
json.dump(out, open(os.path.join(os.path.dirname(__file__), '..', 'single-diode.json'), 'w'), indent=1)
