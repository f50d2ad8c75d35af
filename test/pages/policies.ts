/** The guide to a team's own rules. What stands in it was evaluated when it was written. */
import { readFileSync } from 'node:fs'
import { check } from '../../src/check.ts'
import { limits } from '../../src/policy/limits.ts'
import { signatures } from '../../src/policy/signatures.ts'
import { tryPolicies } from '../../src/policy/trial.ts'
import { plain } from '../../src/report/paint.ts'
import { trialsText } from '../../src/report/policies/text.ts'
import { renderText } from '../../src/report/text.ts'

const clock = { today: '2007-03-01' }
const file = 'house-rules.cuspec.yaml'
const source = readFileSync(`examples/policies/${file}`, 'utf8')
const sydney = `apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney, asOf: 2007-03-01 }
servers:
  - name: SYD-UNITY1
    version: 4.0(5)
    messageStore: { type: exchange, mode: voice-only }
`

const fenced = (text: string, language = 'yaml'): string => `\`\`\`${language}\n${text.trim()}\n\`\`\``
const bytes = (text: string): Buffer => Buffer.from(text)

/** The whole page, in Markdown. */
export async function policiesPage(): Promise<string> {
  const policy = await check([{ file, bytes: bytes(source) }], clock)
  const fleet = await check(
    [
      { file, bytes: bytes(source) },
      { file: 'sydney.cuspec.yaml', bytes: bytes(sydney) },
    ],
    clock,
  )
  const own = fleet.findings.filter(({ rule }) => rule.startsWith('policy/'))
  const unchecked = fleet.coverage.unchecked.filter(({ rule }) => rule.startsWith('policy/'))
  const report = renderText({ ...fleet, findings: own, coverage: { ...fleet.coverage, unchecked } }, plain)
    .split('\n')
    .slice(0, -2)
  const trials = await tryPolicies(policy.fleet, clock)
  const shown = ['release-floor', 'one-release', 'unified-messaging']
  const flips = trialsText(
    trials.filter(({ id }) => shown.includes(id.split('/')[2] ?? '')),
    policy.locate,
    plain,
    true,
  )
  return `${[
    head,
    `## A policy\n\nThis is [\`examples/policies/${file}\`](../examples/policies/${file}):\n\n${fenced(source.replace(/^# yaml-language-server:.*\n/, ''))}`,
    `Held against this spec\n\n${fenced(sydney)}\n\nit says:\n\n${fenced(report.join('\n'), 'text')}`,
    sees,
    `## Functions\n\nBeside those of CEL:\n\n${functions()}`,
    unknown,
    refused,
    `## Examples and where a rule flips\n\n${examples}\n\n${fenced(`$ cuspec test --boundaries\n${flips}`, 'text')}`,
    bounded(),
  ].join('\n\n')}\n`
}

const functions = (): string =>
  ['| function | says |', '| --- | --- |', ...Object.values(signatures).map(({ usage, says }) => `| \`${usage}\` | ${says} |`)].join('\n')

const head = `# Policies

Written by the tests, which evaluate what stands here. A document of kind \`Policy\` holds rules that a team makes for its own fleet, in the
[Common Expression Language](https://cel.dev) (CEL). \`cuspec lint\` holds them against every spec of the same run, and tells their findings like those of
its own rules: with a place, in every report, by the id \`policy/DOCUMENT/RULE\`. \`cuspec test\` judges their examples. A policy takes part where its file is read, or where \`knowledge\` in \`.cuspec.yaml\` names it. The keys are in
[the spec language](spec.md#policy).`

const sees = `## What an expression sees

| name | is |
| --- | --- |
| \`self\` | the part that the rule matches: a \`server\`, a \`failover\` pair, a \`bridge\`, a \`pool\`, a \`deployment\` (one document, with its \`servers\`, \`failover\`, \`bridges\` and \`pools\`), or the \`fleet\` |
| \`fleet\` | \`servers\`, \`failover\`, \`bridges\`, \`pools\` and \`deployments\` of all documents of the run |
| \`document\` | the deployment in which the part stands: \`document.metadata.owner\`, \`document.directory\`; not for the fleet |
| \`today\` | the day on which the part is judged, as text such as \`2007-03-01\`; days compare as text, and \`permanent\` comes after all of them |

Keys are those of [the spec language](spec.md), as the spec writes them. Only what the language itself says of a key that is left out is filled in: a server's \`role\`,
a pair's \`mode\`, the \`metadata.asOf\` of a deployment. Counts are whole numbers; the figures of \`traffic\` are not.

A pattern in \`matches\` may fit anywhere in the text; \`^\` and \`$\` bind it to its ends. CEL divides whole numbers to whole numbers: instead of \`a / b >= 0.9\` write \`a * 10 >= b * 9\`.

A finding points at the name of the part, or at the keys that \`at\` names. \`message\` is an expression, too: say what was seen, then what the rule wants.`

const unknown = `## What is left out is not known

A spec that says nothing of \`users\` does not say that there are none. An expression that needs a key which is left out is neither kept nor broken: it is reported as
*not checked*, with the name of the key, and is an error with \`--strict-coverage\`. So it is with a release that is not known, licences of which it cannot be told what they grant, and maximums
that nobody published.

- \`has(self.team)\` asks whether a key is there, and is known either way; \`has(self.team.virtualMac)\` needs a team, so write \`has(self.team) && has(self.team.virtualMac)\`.
- \`!has(self.platform) || self.platform == "X"\` lets pass what says nothing; \`has(self.platform) && self.platform == "X"\` does not.
- \`&&\` and \`||\` decide where one side does, whatever becomes of the other; so do \`all\` and \`exists\`.
- A rule over the \`fleet\` is not checked while some document could not be read.`

const refused = `## What is told before anything is judged

A rule that cannot be evaluated judges nothing, so it is an error of its own, [\`policy-sound\`](rules.md#policy-sound), at the characters that are wrong:

- names, keys and functions that do not exist, and values that cannot be compared or combined
- releases and MAC addresses that are compared as text: 4.0(10) comes after 4.0(9), and 4.0.5 is 4.0(5)
- words that can never stand in a place, such as \`self.role == "Primary"\`
- \`<\` and its like on texts that are not days, and mappings compared as wholes
- text in \`release(…)\` that is no release`

const examples = `\`good\` and \`bad\` hold specs as text: whole documents, the keys of a deployment, or one part of the kind that the rule looks at. A good one has to keep the
rule, a bad one to break it; one that cannot be decided does neither. A rule without examples is told, and so is a comparison of which no example shows on which side its limit lies:
whether \`<=\` should have been \`<\`.

\`--boundaries\` puts the neighbours of every constant in place of what is compared with it, in the first example in which that makes a difference, and shows what the whole rule
then says.`

const bounded = (): string => `## Policies of others

A policy is data. It reads no file, knows no clock and no network, and what it may cost is bounded by steps that are counted, so that every machine comes to the same verdict:
an expression has at most ${limits.characters} characters, ${limits.brackets} brackets and ${limits.loops} loops one within another; a rule takes at most
${figure(limits.ruleSteps)} steps over the fleet, all rules together ${figure(limits.steps)}. What goes beyond is stopped and told. A rule that looks at every server
for every server comes there with some ${figure(Math.round(Math.sqrt(limits.ruleSteps / 10) / 100) * 100)} servers; \`distinct(…)\` over the fleet does not.

A pull request may bring policies of its own, or change those that judge it. They are evaluated like any other, and cannot reach beyond their findings; \`cuspec diff\` and \`cuspec lint --changed\` say which policies and rules a change adds, removes, changes or makes milder, and take none of
their findings for fixed.`

const figure = (value: number): string => String(value).replace(/\B(?=(?:\d{3})+$)/g, ',')
