/** The steps of one hop, in order: before the night, while the servers are down, and afterwards. */
import { byFile } from '../knowledge/knowledge.ts'
import { spell } from '../knowledge/release.ts'
import type { PlannedHop, Unit } from './plan.ts'
import { backup, backupAgain, backupBridges, backupMessages } from './steps/backup.ts'
import { bridgesUp } from './steps/bridges.ts'
import { migration, prepareMigration } from './steps/migration.ts'
import { poolEnabled, poolSeen } from './steps/pooling.ts'
import { installing, ordering, verifying } from './steps/requested.ts'
import type { PlanStep } from './steps/step.ts'
import { lookedAtSecondary, wizardOn } from './steps/wizard.ts'
import { licensedThrough } from './wizard-run.ts'

export type { PlanStep } from './steps/step.ts'

export function stepsOf(unit: Unit, planned: PlannedHop): PlanStep[] {
  const { hop, requests } = planned
  const { servers } = unit
  const names = servers.map(({ name }) => name)
  const migrated = hop.fact?.way === 'migrate'
  const installed = installing(requests, byFile(hop.to))
  const told = verifying(requests)
  const looks = [...told, ...lookedAtSecondary(unit, planned, told)]
  const keeps = byFile(hop.from) && !licensedThrough(unit, hop) && !installed.some(({ on }) => on !== undefined && names.includes(on))
  return [
    ...ordering(requests),
    ...(hop.fact ? [] : [askOfWay(names, planned)]),
    ...(keeps && planned.licence === undefined ? [askOfLicence(planned)] : []),
    ...(migrated ? prepareMigration(unit, planned) : []),
    ...names.map((on) => backup(on, hop.from)),
    ...(migrated ? [] : [backupMessages(servers)]),
    ...backupBridges(planned),
    ...outOfService(names, unit.beside?.name),
    ...(migrated ? migration(unit, planned) : names.map((on) => software(on, planned))),
    ...bridgesUp(unit, planned),
    ...installed,
    ...wizardOn(unit, planned, installed),
    ...poolEnabled(planned),
    ...(keeps ? names.slice(0, 1).map((on) => stays(on, planned)) : []),
    ...looks,
    ...names.filter((name) => !looks.some(({ on }) => on === name)).map((on) => look(on, planned)),
    ...poolSeen(planned),
    ...names.map(tested),
    ...names.map((on) => backupAgain(on, hop.from, hop.to)),
  ]
}

const askOfWay = (names: readonly string[], { hop }: PlannedHop): PlanStep => ({
  when: 'before',
  on: undefined,
  says: `Ask Cisco whether ${names.join(' and ')} can go from ${spell(hop.from)} to ${hop.to.id} without a stop between: no source at hand says so.`,
  facts: [],
})

const askOfLicence = ({ hop }: PlannedHop): PlanStep => ({
  when: 'before',
  on: undefined,
  says: `Ask Cisco whether ${hop.to.id} needs an upgrade licence after ${spell(hop.from)}: no source at hand says.`,
  facts: [],
})

function outOfService(names: readonly string[], beside: string | undefined): PlanStep[] {
  const [first, second = beside] = names
  if (first === undefined) return []
  if (second === undefined)
    return [
      {
        when: 'window',
        on: first,
        says: `Take ${first} out of service (inferred: of a server without failover no source at hand tells it). From here on its users are without voice mail.`,
        facts: [],
      },
    ]
  return [
    {
      when: 'window',
      on: undefined,
      says: `Take ${first} and ${second} out of service together: neither can stand in for the other while the software is upgraded. From here on their users are without voice mail.`,
      facts: ['failover-upgrades-together'],
    },
  ]
}

function software(on: string, { hop }: PlannedHop): PlanStep {
  const sureness = hop.fact
    ? hop.fact.confidence === 'stated'
      ? ''
      : ' That it goes this way is inferred.'
    : ' No source at hand says that this can be done without a stop between.'
  return {
    when: 'window',
    on,
    says: `Upgrade the software of ${on} from ${spell(hop.from)} to ${hop.to.id}, as the installation guide of ${hop.to.id} tells.${sureness}`,
    facts: hop.fact ? [hop.fact.id] : [],
    final: true,
    installs: true,
  }
}

const stays = (on: string, { hop, licence }: PlannedHop): PlanStep => ({
  when: 'window',
  on,
  says: `Leave the licence files of ${on} as they are${licence === undefined ? `; if ${hop.to.id} turned out to need an upgrade licence, add it to them and restart ${on}` : ''}.`,
  facts: ['licenses-are-cumulative', ...(licence === undefined ? ['licenses-are-installed'] : [])],
})

const look = (on: string, { hop }: PlannedHop): PlanStep => {
  const files = byFile(hop.to)
  return {
    when: 'after',
    on,
    says: `Open ${files ? 'Tools Depot > Administration Tools > License Info Viewer' : 'Start > Programs > Unity > Key Dump'} on ${on}: it must show what it showed before.`,
    facts: [files ? 'tool-license-info-viewer' : 'tool-key-dump'],
  }
}

const tested = (on: string): PlanStep => ({
  when: 'after',
  on,
  says: `Test a call, a message and the message waiting lights on ${on} (inferred: no source at hand tells what to test).`,
  facts: [],
})
