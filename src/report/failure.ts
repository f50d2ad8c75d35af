/** What is left when servers fail, for people. */
import type { Quantity } from '../knowledge/fact.ts'
import { cite } from '../knowledge/knowledge.ts'
import type { Failure } from '../licensing/failure.ts'
import type { PoolLeft } from '../licensing/left.ts'
import { type Fate, type Service, served } from '../licensing/stand-in.ts'
import { figure } from '../model/figure.ts'
import { wrap } from './explain/wrap.ts'
import { titleOf } from './headroom.ts'
import type { Paint } from './paint.ts'
import { sourcesOf } from './text.ts'
import { visible } from './visible.ts'

/** Ids of the facts that the simulation rests on. */
export const failureFacts = ['secondary-without-primary', 'failover-replicates', 'failover-own-dongle', 'pools-count-together'] as const

/** What no source states, and the simulation so leaves open. */
export const unstated = {
  standIn: 'how long a secondary goes on without its primary',
  pool: 'whether the licences of a server that has failed still count in its pool',
  bridgehead: 'whether a secondary stands in as bridgehead',
} as const

export function renderFailures(failures: readonly Failure[], paint: Paint): string {
  const blocks = failures.map((failure) =>
    [
      paint('bold', visible(`without ${failure.without.join(' and ')}`)),
      ...linesOf(failure).map((line) => wrap(visible(`  - ${line}`))),
    ].join('\n'),
  )
  const fates = failures.flatMap(({ servers }) => servers)
  const open = [
    ...(fates.some(({ standIn }) => standIn)
      ? [`${unstated.standIn}; known is: ${cite('secondary-without-primary').says} (${sourcesOf([cite('secondary-without-primary')])})`]
      : []),
    ...(failures.some(({ pools }) => pools.length > 0) ? [unstated.pool] : []),
    ...(failures.some(({ bridges }) => bridges.some(({ standIn }) => standIn !== undefined)) ? [unstated.bridgehead] : []),
  ]
  const rest = open.length === 0 ? [] : [['no source states:', ...open.map((line) => wrap(`  - ${line}`))].join('\n')]
  return [...blocks, ...rest, ''].join('\n')
}

const linesOf = ({ servers, pools, bridges, capacity }: Failure): string[] => [
  ...servers.flatMap(fateLines),
  ...bridges.map(({ name, bridgehead, sessions, standIn }) => {
    const lost = sessions === undefined ? 'its sessions' : `its ${figure(sessions)} sessions`
    return `the Bridge ${name} loses its bridgehead ${bridgehead}, and ${lost} ${standIn === undefined ? 'are without use' : `are without use unless ${standIn} serves as one, which no source states`}`
  }),
  ...pools.filter(({ verdict }) => verdict !== 'covered').map(poolLine),
  ...coveredPools(pools),
  inService(capacity, servers),
]

/** What is less than before; of the rest only that it is not. */
function inService(capacity: Failure['capacity'], servers: Failure['servers']): string {
  const less = Object.entries(capacity).flatMap(([what, of]) => (of && of.left < of.all ? [kept(what, of)] : []))
  if (less.length > 0) return `left in service: ${less.join(', ')}`
  const unsure = servers.some(({ standIn }) => standIn && standIn.missing.length > 0) ? ', if it can stand in' : ''
  return `as many ports and users stay in service as before, as far as specs say${unsure}`
}

function kept(what: string, { all, left, untold }: { all: number; left: number; untold: number }): string {
  const more = untold > 0 ? ` (${figure(untold)} more ${untold === 1 ? 'server does' : 'servers do'} not say)` : ''
  return `${figure(left)} of ${figure(all)} ${named(what)}${more}`
}

const named = (what: string): string => (isQuantity(what) ? titleOf(what) : what)
const isQuantity = (what: string): what is Quantity => served.some((quantity) => quantity === what)

function fateLines({ name, goesOn, standIn, lost, without, role }: Fate): string[] {
  if (goesOn !== undefined) return [`${name} is the secondary of ${goesOn}, which goes on as before, with nobody to stand in`]
  if (!standIn) {
    const why = without === undefined ? (role === 'standalone' ? 'nobody stands in for it' : '') : without
    if (!lost) return [`${name} fails${why ? `: ${why}` : ', the secondary of a primary that fails, too'}`]
    return [`${name} fails${why ? ` and ${why}` : ''}; without service: ${serviceText(lost)}`]
  }
  const short = standIn.short.map(
    ({ what, needed, has, by }) => `${standIn.name} has too few ${titleOf(what)}: ${figure(has)} for ${figure(needed)}, by ${by}`,
  )
  const missing = standIn.missing.length > 0 ? `; whether it can is not known, because this is missing: ${standIn.missing.join(', ')}` : ''
  const lacks = standIn.lacks.map((title) => `${standIn.name} has no licence for ${title}, which ${name} uses`)
  return [`${standIn.name} stands in for ${name}, for a limited time${missing}`, ...short, ...lacks]
}

const serviceText = (service: Service): string =>
  Object.entries(service)
    .map(([what, value]) => `${value === undefined ? '?' : figure(value)} ${named(what)}`)
    .join(', ')

function poolLine({ pool, what, used, known, held, verdict }: PoolLeft): string {
  const has = held.possible === Number.POSITIVE_INFINITY ? `${figure(held.sure)} for sure` : figure(held.possible)
  const needs = used === undefined ? `at least ${figure(known)}` : figure(used)
  const end = verdict === 'short' ? `${figure(known - held.possible)} too few` : 'which leaves it open whether that is enough'
  return `the pool ${pool}, if their licences no longer count: ${has} ${titleOf(what)} licensed for ${needs} in service, ${end}`
}

function coveredPools(pools: readonly PoolLeft[]): string[] {
  const names = new Set(pools.map(({ pool }) => pool))
  const troubled = new Set(pools.filter(({ verdict }) => verdict !== 'covered').map(({ pool }) => pool))
  return [...names]
    .filter((name) => !troubled.has(name))
    .map((name) => `the pool ${name} has enough licences even if theirs no longer count`)
}
