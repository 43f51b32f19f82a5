"""As one writes it first: one look at the light in the middle of each tick, one linearly implicit Euler step. No edge of the shadow is found.

usage: python3 numpy_fleet.py < case.json     (numpy_case.py tells what is in it)
"""
from numpy_case import BLOCK, Case
from numpy_sky import limb, visible

case = Case()
step, euler = case.satellite.step, case.satellite.euler
for first in range(0, case.ticks, BLOCK):
    n = min(BLOCK, case.ticks - first)
    places, _, suns = case.sky([(first + k + 0.5) * case.step_s for k in range(n)])
    for k in range(n):
        height, full_W_m2 = limb(places[k], suns[k])
        light = visible(height)
        case.T, case.stored, booked, residual_J = step(case.T, case.stored, light * full_W_m2, case.step_s, euler)
        case.book += booked
        case.lit_s += light * case.step_s
        case.worst_J = max(case.worst_J, residual_J)
        case.see(first + k + 1)
case.tell()
