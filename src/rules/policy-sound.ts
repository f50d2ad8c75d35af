import type { Rule } from './rule.ts'

export default {
  id: 'policy-sound',
  title: "A team's own rules can be evaluated",
  severity: 'error',
  rationale:
    'Found while policies are evaluated. A rule that cannot be evaluated, names a key that no spec has, or takes too many steps judges nothing, which must not look as if all were well. Releases and MAC addresses are compared by `release(…)` and `mac(…)`, never as text. That a policy finds nothing to look at is a note.',
  parts: ['policies'],
  cites: [],
  *check() {},
  good: [
    `
apiVersion: cuspec/v1
kind: Policy
metadata: { name: house-rules }
rules:
  - id: current-release
    match: server
    assert: release(self.version) >= release("4.0(5)")
    message: self.version + ", but this house runs 4.0(5) or later"
`,
  ],
  bad: [
    `
apiVersion: cuspec/v1
kind: Policy
metadata: { name: house-rules }
rules:
  - id: current-release
    match: server
    assert: self.version >= "4.0(5)" # <- \`assert\` of the rule \`current-release\`: a release is no text: 4.0(10) comes after 4.0(9), and 4.0.5 is 4.0(5); write release(…) on both sides
    message: self.nam + " is too old" # <- \`message\` of the rule \`current-release\`: unknown key \`nam\` of the server; did you mean \`name\`?
`,
  ],
} satisfies Rule
