import { mechanism } from '../knowledge/knowledge.ts'
import { spell } from '../knowledge/release.ts'
import type { Fleet, Server } from '../model/fleet.ts'
import { unknownRelease } from '../model/missing.ts'
import { at } from '../model/part.ts'
import type { Gap, Problem, Rule } from './rule.ts'

const serials = ({ spec, licenses = [] }: Server): string[] => {
  const onKeys = licenses.map((license) => (license.spec.kind === 'dongle' ? license.spec.serial : undefined))
  return [spec.dongle?.serial, ...onKeys].filter((serial) => serial !== undefined)
}

/** Up to 3.x: the secondary has a dongle, and not that of its primary. */
function* checkDongle(fleet: Fleet, server: Server, release: string): Iterable<Problem | Gap> {
  const { name, licenses = [] } = server
  const cites = ['failover-own-dongle']
  const own = serials(server)
  const shared = fleet.pairOfSecondary.get(server)?.primary
  // What the spec does not say of the secondary is unknown, unless it names the dongle of its primary.
  const leftOut = !server.licenses && !server.spec.dongle && !shared?.licenses && !shared?.spec.dongle
  if (leftOut) {
    yield { at: at(server, 'name'), missing: 'the dongle', of: name }
  } else if (own.length === 0 && !licenses.some(({ spec }) => spec.kind === 'dongle')) {
    const message = `${name} is a secondary server of ${release} without a dongle, but there it needs one of its own`
    yield { at: at(server, 'name'), message, severity: 'error', consequence: 'unlicensed', cites, server: name }
  } else if (shared && serials(shared).some((serial) => own.includes(serial))) {
    const message = `${name} and its primary ${shared.name} name one dongle between them, but there each has its own`
    yield {
      at: at(server, server.spec.dongle ? 'dongle' : 'licenses'),
      message,
      severity: 'error',
      consequence: 'unlicensed',
      cites,
      server: name,
    }
  }
}

function* check(fleet: Fleet): Iterable<Problem | Gap> {
  for (const server of fleet.servers) {
    const { role, release, name, licenses = [] } = server
    if (role !== 'secondary') continue
    const fact = release && mechanism(release)
    if (!fact) {
      yield unknownRelease(server)
    } else if (fact.mechanism === 'dongle') {
      yield* checkDongle(fleet, server, spell(release))
    } else if (licenses.some(({ spec }) => !['default', 'dongle', 'observed'].includes(spec.kind))) {
      // The default file comes with every server, a report is no licence, and a dongle is for another rule to question.
      const message = `${name} is a secondary server of ${spell(release)} with a licence of its own, which has no effect: what a pair holds is licensed for the MAC of its primary, and installed there`
      yield { at: at(server, 'licenses'), message, cites: ['failover-on-primary'], server: name }
    }
  }
}

export default {
  id: 'secondary-holds-no-license',
  title: 'From 4.0 on a secondary server holds no licence; up to 3.x it has a dongle of its own',
  severity: 'warning',
  consequence: 'advice',
  rationale:
    'From 4.0 on all licences of a pair are installed on the primary and reach the secondary when the failover wizard has run on both. A file on the secondary is money spent in the wrong place. Up to 3.x the failover server was licensed by a key of its own.',
  parts: ['servers'],
  cites: ['failover-on-primary', 'failover-own-dongle'],
  check,

  good: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - { name: SYD-UNITY2, role: secondary, version: 4.0(5) }
  - { name: PER-UNITY2, role: secondary, version: 3.1(5), dongle: { serial: "87654321" } }
`,
  ],
  bad: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - name: SYD-UNITY2
    role: secondary
    version: 4.0(5)
    licenses: # <- SYD-UNITY2 is a secondary server of 4.0(5) with a licence of its own, which has no effect: what a pair holds is licensed for the MAC of its primary, and installed there
      - { kind: declared, expires: permanent, entitlements: { voicePorts: 32 } }
  - name: PER-UNITY2 # <- PER-UNITY2 is a secondary server of 3.1(5) without a dongle, but there it needs one of its own
    role: secondary
    version: 3.1(5)
    licenses: []
`,
  ],
} satisfies Rule
