import type { Rule } from './rule.ts'

export default {
  id: 'waiver-unexpired',
  title: 'The last day of a waiver is not over',
  severity: 'warning',
  rationale:
    'A waiver holds up to and including its last day; after that its findings count again. Days are those of the run, or of `--as-of`, and not `asOf` of the spec: that says when something is deployed, and would let a spec keep its own waivers alive.',
  parts: ['documents'],
  cites: [],
  *check() {},
  good: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: hobart }
servers:
  - name: HBA-UNITY1
    version: 4.0(5)
    users: { voiceMail: 550 }
    ports: # cuspec-ignore ports-sized until 2007-03-01: the new ports come in March
      - { count: 20, does: [answer] }
      - { count: 4, does: [mwi, notification] }
`,
  ],
  bad: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: hobart, asOf: 2007-02-01 }
servers:
  - name: HBA-UNITY1
    version: 4.0(5)
    users: { voiceMail: 550 }
    # cuspec-ignore ports-sized until 2007-02-28: the new ports come in March # <- the waiver ended on 2007-02-28, before the day of this run; what it waived counts again
    ports: # <- 24 voice ports for 550 users, where one rule of thumb gives 32: 550 / 20 = 27.5 → 28; 28 + 2 + 2 = 32
      - { count: 20, does: [answer] }
      - { count: 4, does: [mwi, notification] }
`,
  ],
} satisfies Rule
