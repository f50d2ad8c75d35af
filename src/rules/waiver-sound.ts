import type { Rule } from './rule.ts'

export default {
  id: 'waiver-sound',
  title: 'A waiver names rules that may be waived, says why, and ends on a day that there is',
  severity: 'error',
  rationale:
    'What is written as `# cuspec-ignore RULE: REASON` and waives nothing looks as if all were well. At the end of a line a waiver is for that line; on a line of its own it is for the next one that is no comment, and not for what stands below that: a whole server is waived in a document of `kind: Waivers`, with an owner. `# cuspec-ignore-file RULE: REASON` is for the whole document. A finding in a licence file is waived where a spec names the file. `yaml-syntax`, `schema`, the rules about waivers and those that the configuration locks cannot be waived.',
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
    # cuspec-ignore ports-sized until 2007-06-01: a night desk, hardly any calls by day
    ports:
      - { count: 20, does: [answer] }
      - { count: 4, does: [mwi, notification] }
`,
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: hobart }
servers:
  - name: HBA-UNITY1
    version: 4.0(5)
    users: { voiceMail: 550 }
    ports:
      - { count: 20, does: [answer] }
      - { count: 4, does: [mwi, notification] }
---
apiVersion: cuspec/v1
kind: Waivers
metadata: { name: accepted }
waivers:
  - rule: ports-sized
    scope: { server: HBA-UNITY1 }
    owner: voice-team@example.com
    ticket: VOICE-12
    until: 2007-06-01
    reason: a night desk, hardly any calls by day
`,
  ],
  bad: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: hobart }
# cuspec-ignore-file port-sized: as agreed # <- \`port-sized\` is no rule; did you mean \`ports-sized\`?
# cuspec-ignore ports-sized # <- the waiver gives no reason; write one behind a colon, at the end
# cuspec-ignore ports-sized until 2007-02-30: as agreed # <- \`2007-02-30\` is no day of the calendar; write it as YYYY-MM-DD
# cuspec-ignore ports-sized: until 2007-06-01, as agreed # <- \`until 2007-06-01,\` stands behind the colon, where it ends nothing; write it before
# cuspec-ingore ports-sized: as agreed # <- \`cuspec-ingore\` means nothing to cuspec; did you mean \`cuspec-ignore\`?
servers:
  - name: HBA-UNITY1
    # cuspec-ignore schema: as agreed # <- \`schema\` cannot be waived: a document that is not read must not look clean
    version: 4.0(5)
`,
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: hobart }
servers:
  - { name: HBA-UNITY1, version: 4.0(5) }
---
apiVersion: cuspec/v1
kind: Waivers
metadata: { name: accepted }
waivers:
  - rule: ports-sized
    scope: { server: HBA-UNTIY1 } # <- no server here is called \`HBA-UNTIY1\`; did you mean \`HBA-UNITY1\`?
    owner: voice-team@example.com
    reason: as agreed
  - rule: ports-sized
    scope: { path: [servers] } # <- a path alone leads into every document; name the server, bridge, pool, document or file too, or say fleet: true
    owner: voice-team@example.com
    reason: as agreed
`,
  ],
} satisfies Rule
