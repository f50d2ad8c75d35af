import { mechanism } from '../knowledge/knowledge.ts'
import { at } from '../model/part.ts'
import type { Rule } from './rule.ts'

export default {
  id: 'team-has-virtual-mac',
  title: 'A fault-tolerant team states its virtual MAC',
  severity: 'error',
  consequence: 'order',
  rationale:
    'A licence for a server with teamed NICs is registered to the virtual MAC that the driver gives the team. Without it no licence can be ordered, and none that is held can be checked. The properties of the team in the NIC driver show it. A secondary server holds no licence, so there it is a warning; up to 3.x licences sit on dongles, and it does not matter.',
  parts: ['servers'],
  cites: ['host-is-virtual-mac'],

  *check(fleet) {
    for (const server of fleet.servers) {
      const { team } = server.spec
      const licensedBy = server.release && mechanism(server.release)?.mechanism
      if (team?.type !== 'fault-tolerant' || team.virtualMac !== undefined || licensedBy === 'dongle') continue
      const place = at(server, 'team')
      if (server.role === 'secondary' && licensedBy === 'file') {
        const message = `the fault-tolerant team of ${server.name} states no virtual MAC; it is needed once a licence is tied to ${server.name}`
        yield { at: place, message, severity: 'warning', consequence: 'advice', server: server.name }
      } else {
        const message = `the fault-tolerant team of ${server.name} states no virtual MAC, to which its licence is registered`
        yield { at: place, message, server: server.name }
      }
    }
  },

  good: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - name: SYD-UNITY1
    version: 4.0(5)
    nics: [{ name: nic1, mac: 00-0B-CD-11-22-33 }, { name: nic2, mac: 00-0B-CD-11-22-34 }]
    team: { type: fault-tolerant, members: [nic1, nic2], virtualMac: 02-0B-CD-11-22-35 }
`,
  ],
  bad: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - name: SYD-UNITY1
    version: 4.0(5)
    nics: [{ name: nic1, mac: 00-0B-CD-11-22-33 }, { name: nic2, mac: 00-0B-CD-11-22-34 }]
    team: { type: fault-tolerant, members: [nic1, nic2] } # <- the fault-tolerant team of SYD-UNITY1 states no virtual MAC, to which its licence is registered
`,
  ],
} satisfies Rule
