/** A fleet whose specs say what they would after a growth. */
import type { Quantity } from '../knowledge/fact.ts'
import { byFile } from '../knowledge/knowledge.ts'
import { changed } from '../model/change.ts'
import type { Bridge, Fleet, Server } from '../model/fleet.ts'
import { stated } from '../model/use.ts'
import { type Addition, type Growth, isUserKind } from './addition.ts'

/** The grown fleet, and for each of its machines what it was before. */
export function grown(
  fleet: Fleet,
  { of }: Growth,
): { readonly fleet: Fleet; readonly before: ReadonlyMap<Server | Bridge, Server | Bridge> } {
  const additionOf = (what: Quantity): Addition | undefined => of.get(what) ?? (isUserKind(what) ? of.get('users') : undefined)
  const figure = (what: Quantity, server: Server): number | undefined => {
    const addition = additionOf(what)
    const now = stated(what, server)
    if (!addition) return undefined
    if (now !== undefined) return plus(now, addition)
    // Of what nobody says how much there is, an addition leaves at least as much. `users` are those kinds that there are; a pair counts once.
    const named = of.has(what) && !(server.role === 'secondary' && server.release && byFile(server.release))
    return named && 'number' in addition ? addition.number : undefined
  }
  const ofServer = (server: Server): Server => ({ ...server, spec: withFigures(server.spec, (what) => figure(what, server)) })
  const ofBridge = (bridge: Bridge): Bridge => {
    const addition = additionOf('bridgeSessions')
    const { sessions } = bridge.spec
    const more = addition && (sessions === undefined ? ('number' in addition ? addition.number : undefined) : plus(sessions, addition))
    return more === undefined ? bridge : { ...bridge, spec: { ...bridge.spec, sessions: more } }
  }
  const later = changed(fleet, ofServer, ofBridge)
  const old = [...fleet.servers, ...fleet.bridges]
  return { fleet: later, before: new Map([...later.servers, ...later.bridges].flatMap((now, index) => pairOf(now, old[index]))) }
}

const pairOf = <Machine>(now: Machine, old: Machine | undefined): [Machine, Machine][] => (old ? [[now, old]] : [])

const hundredthsOfAll = 10_000n

/** An amount with its addition, rounded up. In whole numbers, so that 10 % of 100 is 10 and not a little more. */
function plus(now: number, addition: Addition): number {
  if ('number' in addition) return now + addition.number
  return now + Number((BigInt(now) * BigInt(addition.hundredths) + hundredthsOfAll - 1n) / hundredthsOfAll)
}

function withFigures(spec: Server['spec'], figure: (what: Quantity) => number | undefined): Server['spec'] {
  const [ports, ttsSessions, languages] = [figure('voicePorts'), figure('ttsSessions'), figure('languages')]
  const users = {
    ...keyed('voiceMail', figure('voiceMailUsers')),
    ...keyed('unifiedMessaging', figure('unifiedMessagingUsers')),
    ...keyed('inbox', figure('inboxUsers')),
  }
  return {
    ...spec,
    ...(ports !== undefined && { ports: [{ count: ports }] }),
    ...(ttsSessions !== undefined && { ttsSessions }),
    // How many there are is all that is asked of them.
    ...(languages !== undefined && { languages: Array.from<string>({ length: languages }) }),
    ...(Object.keys(users).length > 0 && { users: { ...spec.users, ...users } }),
  }
}

const keyed = (key: string, value: number | undefined): Readonly<Record<string, number>> => (value === undefined ? {} : { [key]: value })
