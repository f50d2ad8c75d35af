import type { Rule } from './rule.ts'

export default {
  id: 'waiver-used',
  title: 'A waiver finds something to waive',
  severity: 'warning',
  rationale:
    'A waiver that finds nothing is a hole through which the next finding falls unseen. Where the finding stands elsewhere, the report says where. Nothing is said of waivers in documents that could not be read, or of rules that could not decide there.',
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
    ports: # cuspec-ignore ports-sized: a night desk, hardly any calls by day
      - { count: 20, does: [answer] }
      - { count: 4, does: [mwi, notification] }
`,
  ],
  bad: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: hobart }
servers:
  # cuspec-ignore ports-sized: a night desk, hardly any calls by day # <- \`ports-sized\` finds nothing on the line below, but elsewhere in this file
  - name: HBA-UNITY1
    version: 4.0(5) # cuspec-ignore release-known: as agreed # <- \`release-known\` finds nothing on this line; remove the waiver
    users: { voiceMail: 550 }
    ports: # <- 24 voice ports for 550 users, where one rule of thumb gives 32: 550 / 20 = 27.5 → 28; 28 + 2 + 2 = 32
      - { count: 20, does: [answer] }
      - { count: 4, does: [mwi, notification] }
`,
  ],
} satisfies Rule
