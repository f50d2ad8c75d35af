/** The machines that a plan concerns, as they are before it and after it: a table and a picture. */
import { byFile } from '../../knowledge/knowledge.ts'
import { spell } from '../../knowledge/release.ts'
import { addTo } from '../../model/add-to.ts'
import { bridgeHost } from '../../model/bridge-host.ts'
import { counted } from '../../model/figure.ts'
import type { Bridge, Fleet, Server } from '../../model/fleet.ts'
import type { Plan } from '../../upgrade/plan.ts'
import { type Block, type Box, type Frame, type Side, tableOf } from '../page/page.ts'

// More boxes cannot be taken in at a glance.
const mostMachines = 60

export function topologyBlocks({ before, after, units, goal }: Plan): Block[] {
  if (units.length === 0) return []
  const names = concerned(before, new Set(units.flatMap(({ unit }) => unit.servers.map(({ name }) => name))))
  if (names.size > mostMachines)
    return [
      {
        kind: 'text',
        says: `${counted(names.size, 'servers and Bridges')} are too many for a picture, which shows up to ${mostMachines}.`,
      },
    ]
  const [old, now] = [machinesOf(before, names), machinesOf(after, names)]
  const found = (machine: Machine, side: readonly Machine[]): string =>
    side.find(({ name }) => name === machine.name)?.states.join(', ') ?? ''
  const isChanged = (machine: Machine): boolean => found(machine, old) !== found(machine, now)
  const rows = old.map((machine) => ({
    cells: [
      machine.name,
      machine.of ? `${machine.of.as} of ${machine.of.name}` : '',
      machine.directory,
      machine.pool ?? '',
      found(machine, old),
      isChanged(machine) ? found(machine, now) : 'the same',
    ],
  }))
  const columns = [
    { title: 'machine' },
    { title: 'with' },
    { title: 'directory' },
    { title: 'pool' },
    { title: 'before' },
    { title: 'after' },
  ]
  const sides: Side[] = [
    { title: 'Before', frames: framesOf(old, isChanged) },
    { title: `After the upgrade to ${goal.release?.id ?? `what ${goal.name} says`}`, frames: framesOf(now, isChanged) },
  ]
  return [...tableOf('Machines before and after', columns, rows), { kind: 'map', title: 'Before and after', sides }]
}

interface Machine {
  readonly name: string
  readonly of: Box['of']
  readonly directory: string
  readonly pool: string | undefined
  /** Its release, and what its licences are tied to. */
  readonly states: readonly string[]
}

/** Those that are upgraded, with what hangs together with them: pairs, Bridges, and members of their pools. */
function concerned(fleet: Fleet, moving: ReadonlySet<string>): ReadonlySet<string> {
  const { serverNamed, pairOfPrimary, pairOfSecondary, poolOf, bridgesOf } = fleet
  const near = (server: Server): (Server | undefined)[] => [
    pairOfSecondary.get(server)?.primary,
    server,
    pairOfPrimary.get(server)?.secondary,
  ]
  const servers = [...moving]
    .flatMap((name) => serverNamed.get(name) ?? [])
    .flatMap(near)
    .flatMap((each) => each ?? [])
  const pooled = new Set(servers.flatMap((each) => poolOf.get(each) ?? []))
  const all = new Set([
    ...servers,
    ...[...pooled].flatMap(({ members }) => members.flatMap((each) => (each ? near(each) : []))).flatMap((each) => each ?? []),
  ])
  return new Set([...all].flatMap((server) => [server.name, ...(bridgesOf.get(server) ?? []).map(({ name }) => name)]))
}

const machinesOf = (fleet: Fleet, names: ReadonlySet<string>): Machine[] => [
  ...fleet.servers.filter(({ name }) => names.has(name)).map((server) => serverMachine(fleet, server)),
  ...fleet.bridges.filter(({ name }) => names.has(name)).map((bridge) => bridgeMachine(fleet, bridge)),
]

const placeOf = (fleet: Fleet, server: Server | undefined): Pick<Machine, 'directory' | 'pool'> => {
  const primary = server && (fleet.pairOfSecondary.get(server)?.primary ?? server)
  return { directory: server?.directory ?? 'directory not stated', pool: primary && fleet.poolOf.get(primary)?.name }
}

function serverMachine(fleet: Fleet, server: Server): Machine {
  const primary = fleet.pairOfSecondary.get(server)?.primary
  const { release, spec } = server
  const licence = !release
    ? 'licences not known'
    : !byFile(release)
      ? `dongle${spec.dongle?.serial === undefined ? '' : ` ${spec.dongle.serial}`}`
      : primary
        ? `licence file of ${primary.name}`
        : 'licence file'
  return {
    name: server.name,
    of: primary && { name: primary.name, as: 'failover' },
    ...placeOf(fleet, server),
    states: [release ? spell(release) : spec.version, licence],
  }
}

const tiedTo = {
  'unity-dongle': 'dongle of its bridgehead',
  'unity-mac': 'licence file for its bridgehead',
  'bridge-mac': 'licence file of its own',
} as const

function bridgeMachine(fleet: Fleet, bridge: Bridge): Machine {
  const host = bridgeHost(bridge)?.host
  return {
    name: bridge.name,
    of: bridge.bridgehead && { name: bridge.bridgehead.name, as: 'Bridge' },
    ...placeOf(fleet, bridge.bridgehead),
    states: [bridge.spec.version, host === undefined ? 'licences not known' : tiedTo[host]],
  }
}

/** Directories, and pools in them. */
function framesOf(machines: readonly Machine[], isChanged: (machine: Machine) => boolean): Frame[] {
  const directories = new Map<string, Machine[]>()
  for (const each of machines) addTo(directories, each.directory, each)
  const shown = new Set(machines.map(({ name }) => name))
  const boxOf = (machine: Machine): Box => ({
    name: machine.name,
    lines: [machine.name, ...machine.states],
    changed: isChanged(machine),
    ...(machine.of && shown.has(machine.of.name) && { of: machine.of }),
  })
  return [...directories].map(([title, all]) => {
    const pools = new Map<string, Machine[]>()
    for (const each of all) if (each.pool !== undefined) addTo(pools, each.pool, each)
    return {
      title,
      boxes: all.filter(({ pool }) => pool === undefined).map(boxOf),
      frames: [...pools].map(([pool, own]) => ({ title: `pool ${pool}`, boxes: own.map(boxOf), frames: [] })),
    }
  })
}
