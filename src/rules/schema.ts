import type { Rule } from './rule.ts'

export default {
  id: 'schema',
  title: 'The document fits the schema of its kind',
  severity: 'error',
  rationale:
    'Found while a file is read, one message a mistake. Releases, MAC addresses and serial numbers are text: without quotes YAML takes `8.0` for a number and drops the zero. A document that does not fit is left out of the fleet; the others are checked all the same.',
  parts: ['documents'],
  cites: [],
  *check() {},
  good: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: hobart }
servers:
  - { name: HBA-UNITY1, version: "8.0" }
`,
  ],
  bad: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: hobart }
servers:
  - name: HBA-UNITY1
    version: 8.0 # <- \`8.0\` without quotes is the number 8; quote it: "8.0"
    nics:
      - { name: nic1, mac: 00E112233445 } # <- \`00E112233445\` without quotes is the number 0; quote it: "00E112233445"
`,
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: hobart }
servers:
  - name: HBA-UNITY1
    verison: 4.0(5) # <- unknown key \`verison\`; did you mean \`version\`?
    role: primry # <- \`primry\` stands here, but one of \`standalone\`, \`primary\`, \`secondary\` belongs here; did you mean \`primary\`?
    licenses:
      - kind: declard # <- \`declard\` stands here, but one of \`file\`, \`declared\`, \`dongle\`, \`default\`, \`demo\`, \`observed\` belongs here; did you mean \`declared\`?
        entitlements: { voicePorts: 8 }
    users: { voiceMail: twenty } # <- \`twenty\` is text, but a whole number belongs here
`,
  ],
} satisfies Rule
