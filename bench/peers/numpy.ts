import { spawnSync } from 'node:child_process'
import { UNIX_EPOCH_JD } from '../../engine/physics/constants.ts'
import { elementsOf, fiveNodes, NODES, START_us } from '../fleet-case.ts'

/** A run of the fleet by hand in numpy: one look at the light a tick, or with edges of the shadow found. */
export interface PeerOptions {
  readonly script: 'numpy_fleet' | 'numpy_edges'
  readonly satellites: number
  readonly step_s: number
  readonly duration_s: number
  /** Temperatures and charges of every minute are told, too. */
  readonly seen?: boolean
  /** The Sun at each minute, in place of the peer's own. */
  readonly sun_km?: Float64Array
}

/** What a peer tells; one value a satellite, and of `temps_K` and `charges_J` one row a minute. */
export interface PeerRun {
  /** Of processor time, a satellite and tick. */
  readonly ns: number
  readonly numpy: string
  readonly sgp4: string
  readonly core: string
  readonly python: string
  readonly lit_s: readonly number[]
  readonly generated_J: readonly number[]
  /** By minute, node (in the order of NODES) and satellite. */
  readonly temps_K: readonly (readonly (readonly number[])[])[]
  readonly charges_J: readonly (readonly number[])[]
}

/** A Python that has numpy and python-sgp4, its C++ core if one has; undefined where there is none. `PYTHON` names another. */
export function findPython(): string | undefined {
  const asked = ['-c', 'import numpy, sgp4.api; print(sgp4.api.accelerated)']
  const found = [process.env.PYTHON ?? 'python3', '/usr/bin/python3']
    .map(path => ({ path, tried: spawnSync(path, asked, { encoding: 'utf8' }) }))
    .filter(p => p.tried.status === 0)
  return (found.find(p => p.tried.stdout.trim() === 'True') ?? found[0])?.path
}

export function runPeer(python: string, o: PeerOptions): PeerRun {
  const file = new URL(`./${o.script}.py`, import.meta.url).pathname
  const given = {
    jd: START_us / 86_400e6 + UNIX_EPOCH_JD,
    step_s: o.step_s,
    duration_s: o.duration_s,
    seen: o.seen ?? false,
    sun_km: o.sun_km === undefined ? [] : Array.from(o.sun_km),
    satellite: theSatellite(),
    elements: Array.from({ length: o.satellites }, (_, k) => {
      const e = elementsOf(k)
      const angles_deg = [e.inclination_deg, e.raan_deg, e.argumentOfPericenter_deg, e.meanAnomaly_deg]
      return [e.meanMotion_rev_day, e.eccentricity, ...angles_deg, e.bstar]
    }),
  }
  const { status, stdout, stderr } = spawnSync(python, [file], {
    input: JSON.stringify(given),
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  })
  if (status !== 0) throw new Error(`${o.script}.py: ${stderr}`)
  return JSON.parse(stdout) as PeerRun
}

/** The design of fleet-case.ts as numpy_satellite.py takes it. */
function theSatellite() {
  const { nodes, arrays, loads, battery } = fiveNodes()
  if (battery === undefined) throw new Error('the design has a battery')
  const number = (value: unknown) => Number(value)
  const inOrder = NODES.map(id => nodes.filter(n => n.id === id)[0])
  const [array] = arrays
  const capacity_J = number(battery.capacity_J)
  return {
    capacity_J_K: inOrder.map(n => n.capacity_J_K),
    exchange_m2: inOrder.map(n => n.exchange_m2),
    link_W_K: Math.max(...nodes.map(n => number(n.conductance_W_K))),
    initial_K: nodes[0].initial_K,
    absorbing_m2: nodes[array.node].absorbing_m2,
    peak_m2: array.peak_m2,
    beta_per_K: array.beta_per_K,
    reference_K: array.reference_K,
    demand_W: loads[0].demand_W,
    full_J: capacity_J,
    floor_J: capacity_J * number(battery.floor_frac),
    initial_J: capacity_J * number(battery.initial_frac),
    charge_frac: battery.charge_efficiency_frac,
    discharge_frac: battery.discharge_efficiency_frac,
  }
}
