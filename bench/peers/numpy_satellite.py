"""The satellite of bench/fleet-case.ts by hand in numpy: power and heat of many at once. A row is a node, a column a satellite."""
import numpy as np

SIGMA = 5.670374419e-8
SPACE4 = 2.725**4
GAMMA = 1 - 0.5**0.5


class Satellite:
    """The numbers of the design, of nodes chips, bay, spreader and radiator in a chain and of the wing, and the steps of many such satellites."""

    def __init__(self, given):
        self.__dict__.update(given)
        self.C = np.array(self.capacity_J_K)[:, None]
        self.X = SIGMA * np.array(self.exchange_m2)[:, None]

    def bus(self, wing, wing4, slope, stored, sunlight, h):
        """Array, bus and battery over h seconds: heat of the five nodes, flows and the charge at the end, all J."""
        peak, beta = self.peak_m2 * sunlight, self.beta_per_K
        absorbed = sunlight * self.absorbing_m2
        demand = self.demand_W * h
        room = (self.full_J - stored) / self.charge_frac
        # The wing in the middle, if the bus takes what it would take of the power at the start.
        taken = np.minimum(peak * (1 + beta * (wing - self.reference_K)) * h, demand + room)
        gain = (absorbed - self.X[4] * (wing4 - SPACE4)) * h - taken
        middle = wing + 0.5 * gain / (self.C[4] + 0.5 * h * slope)
        supply = peak * np.maximum(0.0, 1 + beta * (middle - self.reference_K)) * h
        surplus = supply - demand
        spare = np.maximum(surplus, 0.0)
        charged = np.minimum(spare, room)
        discharged = np.minimum(spare - surplus, np.maximum(stored - self.floor_J, 0.0) * self.discharge_frac)
        served = np.minimum(demand, supply + discharged)
        curtailed = spare - charged
        loss = charged * (1 - self.charge_frac) + discharged * (1 / self.discharge_frac - 1)
        end = stored + charged * self.charge_frac - discharged / self.discharge_frac
        absorbed = absorbed * h
        nothing = np.zeros_like(served)
        heat = np.stack([served, loss, nothing, nothing, absorbed - (supply - curtailed)])
        return heat, (supply, served, curtailed, loss, absorbed), end

    def left(self, T, fourth):
        """What leaves each node by radiation and along the chain, and by radiation alone, W."""
        radiated = self.X * (fourth - SPACE4)
        away = radiated.copy()
        flow = self.link_W_K * (T[:3] - T[1:4])
        away[:3] += flow
        away[1:4] -= flow
        return away, radiated

    def solve(self, slope, h, right):
        """(C + h S) change = right, S the slopes of `left`: the chain by elimination, the wing alone."""
        link = h * self.link_W_K
        diagonal = self.C + h * slope
        diagonal[:3] += link
        diagonal[1:4] += link
        for i in range(3):
            share = link / diagonal[i]
            diagonal[i + 1] -= share * link
            right[i + 1] += share * right[i]
        change = right / diagonal
        for i in (2, 1, 0):
            change[i] += link * change[i + 1] / diagonal[i]
        return change

    def euler(self, T, fourth, slope, heat, h):
        """One linearly implicit Euler step: the change of T and what was radiated, J."""
        away, radiated = self.left(T, fourth)
        change = self.solve(slope, h, heat - h * away)
        return change, h * (radiated + slope * change)

    def rosenbrock(self, T, fourth, slope, heat, h):
        """One step of the L-stable Rosenbrock method of order 2 (Verwer et al. 1999, ROS2): the change of T and what was radiated, J."""
        away, radiated = self.left(T, fourth)
        first = self.solve(slope, GAMMA * h, GAMMA * (heat - h * away))
        then = T + first / GAMMA
        square = then * then
        away, later = self.left(then, square * square)
        second = self.solve(slope, GAMMA * h, GAMMA * (heat - h * away) - 2 * self.C * first)
        change = (1.5 * first + 0.5 * second) / GAMMA
        return change, 0.5 * h * (radiated + later + slope * (first + second))

    def step(self, T, stored, sunlight, h, method):
        """All over h seconds, one number or one a satellite: T and the charge at the end, what was booked, and the residual of the heat, J."""
        square = T * T
        fourth = square * square
        slope = 4 * self.X * square * T
        heat, flows, end = self.bus(T[4], fourth[4], slope[4], stored, sunlight, h)
        change, radiated = method(T, fourth, slope, heat, h)
        radiated = radiated.sum(axis=0)
        residual = heat.sum(axis=0) - radiated - (self.C * change).sum(axis=0)
        return T + change, end, np.stack([*flows, radiated]), np.abs(residual).max()
