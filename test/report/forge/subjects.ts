/** Reports to render: what is found in the broken examples, and the same with hostile text wherever a spec or a file name has a say. */
import { readdirSync, readFileSync } from 'node:fs'
import { check, type Report } from '../../../src/check.ts'
import type { Finding, Suppressed } from '../../../src/finding.ts'
import type { Subject } from '../../../src/report/forge/forge.ts'
import { visible } from '../../../src/report/visible.ts'
import { rules } from '../../../src/rules/index.ts'

export const reportOf = (files: Readonly<Record<string, string>>): Promise<Report> =>
  check(
    Object.entries(files).map(([file, text]) => ({ file, bytes: Buffer.from(text) })),
    { asOf: '2007-03-01', today: '2007-03-01' },
  )

export const subject = (report: Report, more: Partial<Subject> = {}): Subject => ({
  report,
  rules,
  failOn: 'error',
  fromRoot: (file) => (file.startsWith('/') || file.startsWith('../') ? undefined : file),
  ...more,
})

const folder = 'examples/broken'
const texts = Object.fromEntries(
  readdirSync(folder)
    .filter((name) => name.endsWith('.cuspec.yaml'))
    .map((name) => [`${folder}/${name}`, readFileSync(`${folder}/${name}`, 'utf8')] as const),
)

/** Files with findings of every severity, with fixes and without, gaps, and a file with nothing at all. */
export const files: Readonly<Record<string, string>> = {
  ...texts,
  'clean.cuspec.yaml': 'apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: clean }\nservers: []\n',
  'empty.cuspec.yaml': '',
  'typo.cuspec.yaml':
    'apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: typo }\nservers:\n  - { name: A1, verison: 4.0(5), role: primry }\n  - { name: B1, version: 8.0 }\n',
}

export const real: Report = await reportOf(files)

/** Findings as many as are asked for, of one file, on lines of their own. */
export function flood(counts: Readonly<Record<Finding['severity'], number>>): Report {
  const first = real.findings.find(({ cites }) => cites.length > 0)
  if (!first) throw new Error('the examples have no findings')
  const all = (['note', 'error', 'warning'] as const).flatMap((severity) =>
    Array.from({ length: counts[severity] }, (_, index): Finding => {
      const at = { line: index + 1, column: 1 }
      return { ...first, severity, message: `${severity} ${index}`, range: { start: at, end: { ...at, column: 2 } }, related: [] }
    }),
  )
  return { ...real, findings: all }
}

type Twist = (text: string) => string

/** Every text that comes from outside, twisted. Files keep apart, and findings their order. */
export function twisted(report: Report, twist: Twist): Report {
  const path = (steps: Finding['path']): Finding['path'] => steps.map((step) => (typeof step === 'string' ? twist(step) : step))
  const { coverage } = report
  return {
    ...report,
    findings: report.findings.map((finding) => ({
      ...finding,
      file: twist(finding.file),
      message: twist(finding.message),
      path: path(finding.path),
      related: finding.related.map((other) => ({
        ...other,
        file: twist(other.file),
        message: twist(other.message),
        path: path(other.path),
      })),
      cites: finding.cites.map((cite) => ({ ...cite, title: twist(cite.title), section: twist(cite.section ?? ''), url: twist('') })),
      ...(finding.server !== undefined && { server: twist(finding.server) }),
      ...(finding.fix && { fix: { ...finding.fix, title: twist(finding.fix.title), text: twist(finding.fix.text) } }),
    })),
    coverage: {
      ...coverage,
      unchecked: coverage.unchecked.map((gap) => ({ ...gap, missing: twist(gap.missing), of: twist(gap.of), file: twist(gap.file) })),
      unreadable: [{ path: twist('gone.yaml'), reason: twist('no such file or folder') }],
      passedOver: { foreign: 1, links: 2 },
    },
    texts: new Map([...report.texts].map(([file, text]) => [twist(file), text])),
  }
}

/** A report of which every other finding is suppressed, by each kind of suppression in turn, with `evil` in all that is said of it. */
export function halved(report: Report, evil = ''): Report {
  const suppressions = [
    { kind: 'inSource', reason: `${evil}reason`, until: '2999-12-31' },
    { kind: 'external', reason: `${evil}reason`, owner: `${evil}owner`, ticket: `${evil}ticket` },
    { kind: 'baseline', reason: `in the baseline ${evil}` },
  ] as const
  return {
    ...report,
    findings: report.findings.filter((_, index) => index % 2 === 0),
    suppressed: report.findings
      .filter((_, index) => index % 2 === 1)
      .map((finding, index): Suppressed => ({ ...finding, suppression: suppressions[index % 3] ?? suppressions[0] })),
  }
}

/** What has been used to forge an annotation, to break out of a format, or to hide. */
export const evils: readonly string[] = [
  'nl\n::error file=x.yaml,line=1::forged\n',
  'cr\r::warning::forged\r\n',
  '::error::forged ',
  '  ::stop-commands::x ',
  '%0A::error::forged %25 %0D',
  'a:1:1: error release-known forged ',
  'a:1:1:\terror release-known forged ',
  ',line=9,title=x::y',
  '##[error]forged ###[group]x ##vso[task.complete]x ##teamcity[x]',
  '#\u200B#[error]forged',
  ']]></failure><failure> <!-- --> ]]>',
  '"/><error line="1" severity="error"/><x y="',
  '&lt; &#10; &amp; &#x1b; &nope;',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '</details></summary><!-- cuspec --> -->',
  '@everyone #1 gh-1 !2 https://evil.example www.evil.example me@evil.example :tada:',
  '[x](http://evil.example) ![x](http://evil.example/x.png) {0} {{1}} [0]: http://evil.example',
  '`code` ``` ~~~ | a | b | **bold** _x_ # head\n# head\n- [x] done',
  '"}\n{"kind":"finding","rule":"forged"}\n{"',
  '../../../etc/passwd/',
  '/etc/passwd/',
  'file:///etc/passwd?x#y',
  'javascript:alert(1)//',
  'C:\\temp\\',
  ' leading and trailing ',
  '\u001B[31mred\u001B]8;;http://evil.example\u0007\u0000\u0008\u0085\u2028',
  '\u202Egnp.exe\u2066 \u200B\uFEFF',
  '\uD800 alone \uDC00 \uFFFE \uFFFF',
  '\u00E9\u4E2D\u{1F600}',
  'A'.repeat(5000),
]

/** The real report once for each. */
export const hostile = evils.map((evil) => ({
  name: visible(evil).slice(0, 40),
  evil,
  report: twisted(real, (text) => `${evil}${text}`),
}))

/** What neither a terminal nor a page may get, new lines apart. */
export const unseen = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u
