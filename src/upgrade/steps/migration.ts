/** What the installation guide of 4.0(2) has for 2.x systems, in its order: export, removal, a new installation, import. */
import { spell } from '../../knowledge/release.ts'
import type { Server } from '../../model/fleet.ts'
import type { PlannedHop, Unit } from '../plan.ts'
import { apartFromDirt } from './backup.ts'
import type { PlanStep } from './step.ts'

const course = 'migration-exports-and-imports'

/** What can be done while the server still answers calls; that it belongs before the night is how a careful engineer does it. */
export function prepareMigration({ servers }: Unit, planned: PlannedHop): PlanStep[] {
  const { hop } = planned
  const facts = factsOf(planned)
  const [primary, secondary] = servers
  const unsure = hop.fact?.confidence === 'stated' ? '' : ` That the course of the guide holds for ${hop.to.id} is inferred.`
  return [
    ...(primary && secondary ? [untoldOfPairs(primary.name, secondary.name)] : []),
    ...servers.flatMap((server): PlanStep[] => {
      const { name: on } = server
      return [
        {
          when: 'before',
          on,
          says: `Check that ${on} meets the requirements of ${hop.to.id}, and check its 2.x database.${unsure}`,
          facts,
        },
        ...moveUsers(server).map((says): PlanStep => ({ when: 'before', on, says, facts })),
      ]
    }),
  ]
}

const untoldOfPairs = (primary: string, secondary: string): PlanStep => ({
  when: 'before',
  on: undefined,
  says: `Ask Cisco how a failover pair is migrated: no source at hand tells. That ${secondary} goes the same way as ${primary} is inferred.`,
  facts: [],
})

/** Where Exchange 5.5 runs on the server itself, or may: what a spec leaves out is not known. */
function moveUsers({ name, spec: { messageStore: store } }: Server): string[] {
  if (store && (store.type !== 'exchange' || store.location === 'off-box' || !isExchange55(store.version))) return []
  return [
    store?.location === 'on-box' && store.version !== undefined
      ? `Move the users of Exchange 5.5 on ${name} to another Exchange 5.5 server.`
      : `Where Exchange 5.5 runs on ${name} itself, move its users to another Exchange 5.5 server.`,
  ]
}

const isExchange55 = (version: string | undefined): boolean => version === undefined || version.startsWith('5.5')

/** The data of both servers of a pair are out before either is removed: up to there is a way back. */
export const migration = ({ servers }: Unit, planned: PlannedHop): PlanStep[] => [
  ...servers.flatMap((server) => exported(server, planned)),
  ...servers.flatMap((server) => imported(server, planned)),
]

const factsOf = ({ hop }: PlannedHop): string[] => [...(hop.fact ? [hop.fact.id] : []), course]

const likePrimary = ({ role }: Server): string =>
  role === 'secondary' ? ' (inferred: no source at hand tells how the secondary of a pair is migrated)' : ''

const exported = (server: Server, planned: PlannedHop): PlanStep[] => [
  {
    when: 'window',
    on: server.name,
    says: `Back up the messages in their message store: ${apartFromDirt([server])}.`,
    facts: [...factsOf(planned), 'backup-leaves-out-messages'],
  },
  {
    when: 'window',
    on: server.name,
    says: `Export the data with the Database Export tool${likePrimary(server)}.`,
    facts: factsOf(planned),
  },
]

function imported(server: Server, planned: PlannedHop): PlanStep[] {
  const { name: on } = server
  const { from, to } = planned.hop
  const step = (says: string): PlanStep => ({ when: 'window', on, says, facts: factsOf(planned) })
  return [
    { ...step(`Remove ${spell(from)} from ${on}.`), final: true, installs: true },
    { ...step(`Install ${exchangeOf(server)}, then ${to.id}, as its installation guide tells.`), installs: true },
    step(`Import the 2.x data${likePrimary(server)}.`),
    {
      ...step(
        'Check the 4.0 database, enter custom data again, delete users that are not needed, reset settings, and rebuild public distribution lists.',
      ),
      facts: ['migration-is-tidied-up'],
    },
  ]
}

/** The guide has Exchange 5.5 or its administration tools; beside a store that runs elsewhere the tools are enough. */
const exchangeOf = ({ spec: { messageStore: store } }: Server): string =>
  store?.type === 'exchange' && store.location === 'off-box' && isExchange55(store.version)
    ? 'the administration tools of Exchange 5.5 (inferred: the guide has Exchange 5.5 or its tools, and here it runs on another server)'
    : 'Exchange 5.5 or its administration tools'
