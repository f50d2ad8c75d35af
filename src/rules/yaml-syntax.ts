import type { Rule } from './rule.ts'

export default {
  id: 'yaml-syntax',
  title: 'The text is YAML 1.2 that every reader understands alike',
  severity: 'error',
  rationale:
    'Found while a file is read. A key that stands twice, an alias without an anchor, a tag, a `%YAML 1.1` line or a control character makes two readers see two deployments, so none of them passes. Anchors, aliases and `<<` merge keys work. A document that is not YAML does not keep the others in its file from being checked.',
  parts: ['documents'],
  cites: [],
  *check() {},
  good: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - &small
    name: SYD-UNITY1
    version: 4.0(5)
    languages: [ENU]
  - <<: *small
    name: SYD-UNITY2
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
    ttsSessions: 4
    ttsSessions: 8 # <- the key \`ttsSessions\` stands twice in one mapping
`,
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - name: SYD-UNITY1
    version: 4.0(5)
    languages: *languages # <- no anchor \`&languages\` stands before the alias \`*languages\`
`,
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - name: SYD-UNITY1
    version: !release 4.0(5) # <- the tag \`!release\` has no meaning in a spec; leave it out
`,
  ],
} satisfies Rule
