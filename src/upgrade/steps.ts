/** The steps of one hop, in order: before the night, while the servers are down, and afterwards. */
import { byFile } from '../knowledge/knowledge.ts'
import { spell } from '../knowledge/release.ts'
import type { LicenseRequest, Step } from '../licensing/order/order.ts'
import type { PlannedHop, Unit } from './plan.ts'

export interface PlanStep {
  readonly when: 'before' | 'window' | 'after'
  /** The server or Bridge on which it is done; undefined at one's desk. */
  readonly on: string | undefined
  readonly says: string
  readonly facts: readonly string[]
  /** Whether there is no way back from here but a new installation. */
  readonly final?: boolean
}

export function stepsOf({ servers }: Unit, planned: PlannedHop): PlanStep[] {
  const { hop, requests } = planned
  const names = servers.map(({ name }) => name)
  const requested = (phases: readonly Step['phase'][], when: PlanStep['when']): PlanStep[] =>
    requests.flatMap((request) => request.steps.filter(({ phase }) => phases.includes(phase)).map((step) => asked(request, step, when)))
  return [
    ...requested(['buy', 'request', 'receive'], 'before'),
    ...names.map((on): PlanStep => ({ when: 'before', on, says: backup(on, spell(hop.from)), facts: ['backup-restores-same-release'] })),
    ...outOfService(names),
    ...bridgesUp(planned),
    ...(hop.fact?.way === 'migrate' ? names.flatMap((on) => migration(on, planned)) : names.map((on) => software(on, planned))),
    ...requested(['install'], 'window'),
    ...(byFile(hop.from) && !requests.some(({ steps }) => steps.some(({ phase }) => phase === 'install'))
      ? names.slice(0, 1).map((on) => stays(on, planned))
      : []),
    ...requested(['verify'], 'after'),
    ...(requests.length === 0 ? names.map((on) => look(on, planned)) : []),
    ...names.map(
      (on): PlanStep => ({
        when: 'after',
        on,
        says: `Back up ${on} with DiRT again: the backup of ${spell(hop.from)} cannot be restored to ${hop.to.id}.`,
        facts: ['backup-restores-same-release'],
      }),
    ),
  ]
}

const asked = ({ title }: LicenseRequest, { on, says, facts }: Step, when: PlanStep['when']): PlanStep => ({
  when,
  on,
  says: on === undefined ? `${title}: ${says}` : says,
  facts,
})

const backup = (name: string, release: string): string =>
  `Back up ${name} with DiRT, and keep the backup and the installation disks of ${release}: a backup can be restored only to the release that it was made on.`

function outOfService(names: readonly string[]): PlanStep[] {
  const [first, second] = names
  if (first === undefined) return []
  if (second === undefined)
    return [{ when: 'window', on: first, says: `Take ${first} out of service. From here on its users are without voice mail.`, facts: [] }]
  return [
    {
      when: 'window',
      on: undefined,
      says: `Take ${first} and ${second} out of service together: neither can stand in for the other while the software is upgraded. From here on their users are without voice mail.`,
      facts: ['failover-upgrades-together'],
    },
  ]
}

const bridgesUp = ({ bridges }: PlannedHop): PlanStep[] =>
  bridges.map(({ name, from, to }) => ({
    when: 'window',
    on: name,
    says: `Upgrade the Bridge ${name} from ${from} to ${to} or later, as its installation guide tells: ${from} does not work with the new release of its bridgehead.`,
    facts: ['bridge-2-with-4.0', 'bridge-3-with-4.0'],
  }))

function software(on: string, { hop }: PlannedHop): PlanStep {
  const facts = hop.fact ? [hop.fact.id] : []
  const sure = hop.fact ? '' : ' No source at hand says that this can be done without a stop between: ask Cisco first.'
  return {
    when: 'window',
    on,
    says: `Upgrade the software of ${on} from ${spell(hop.from)} to ${hop.to.id}, as the installation guide of ${hop.to.id} tells.${sure}`,
    facts,
    final: true,
  }
}

/** What the installation guide of 4.0(2) has for 2.x systems, in its order. */
function migration(on: string, { hop }: PlannedHop): PlanStep[] {
  const facts = [...(hop.fact ? [hop.fact.id] : []), 'migration-exports-and-imports']
  const says = [
    `Check that ${on} meets the requirements of ${hop.to.id}, and check its 2.x database.`,
    'Where Exchange 5.5 runs on the server itself, move its users to another Exchange 5.5 server.',
    'Back up the messages.',
    'Export the data with the Database Export tool.',
  ]
  return [
    ...says.map((each): PlanStep => ({ when: 'window', on, says: each, facts })),
    { when: 'window', on, says: `Remove ${spell(hop.from)} from ${on}.`, facts, final: true },
    {
      when: 'window',
      on,
      says: `Install Exchange or its administration tools, then ${hop.to.id}, as its installation guide tells.`,
      facts,
    },
    { when: 'window', on, says: 'Import the 2.x data.', facts },
    {
      when: 'window',
      on,
      says: 'Check the 4.0 database, enter custom data again, delete users that are not needed, reset settings, and rebuild public distribution lists.',
      facts: ['migration-is-tidied-up'],
    },
  ]
}

const stays = (on: string, { hop }: PlannedHop): PlanStep => ({
  when: 'window',
  on,
  says: `Leave the licence files of ${on} as they are; whether ${hop.to.id} needs an upgrade licence after ${spell(hop.from)}, no source at hand says: ask Cisco before the night.`,
  facts: ['licenses-are-cumulative'],
})

const look = (on: string, { hop }: PlannedHop): PlanStep => {
  const files = byFile(hop.to)
  return {
    when: 'after',
    on,
    says: `Open ${files ? 'Tools Depot > Administration Tools > License Info Viewer' : 'Start > Programs > Unity > Key Dump'} on ${on}: it must show what it showed before. Then test a call, a message and the message waiting lights.`,
    facts: [files ? 'tool-license-info-viewer' : 'tool-key-dump'],
  }
}
