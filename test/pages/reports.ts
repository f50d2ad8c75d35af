/** The reports of `cuspec lint`: what each is for, what it holds, and how it is set up where it is read. */
import type { reportFormats } from '../../src/commands/lint/flags.ts'

type Format = (typeof reportFormats)[number]

const uses: Readonly<Record<Format, string>> = {
  text: 'for people: each finding with its line, what follows from it and who says so',
  json: 'for programs: everything, by [its schema](../schemas/report.schema.json)',
  compact: 'for editors and problem matchers: `path:line:col: severity rule message`, one line a finding, then the sum',
  sarif: "for code scanning: SARIF 2.1.0 with every rule's manual, fixes and fingerprints",
  junit: 'for test reports of Jenkins, GitLab and others: a suite a file, a case a finding',
  github: "for the log of a step of GitHub Actions: workflow commands, which become annotations in the pull request's files",
  summary: 'for the summary of a job of GitHub Actions: Markdown',
  gitlab: 'for the merge request widget of GitLab: Code Quality',
  checkstyle: "for reviewers' tools that read Checkstyle's XML",
  markdown:
    'for a comment under a pull or merge request: Markdown that begins with `<!-- cuspec -->`, by which a bot finds its comment again',
  agent: 'for machines that repair: one JSON object a line',
}

const head = `# Reports

Written by the tests. \`cuspec lint --report FORMAT\` prints a report, \`--report FORMAT=FILE\` writes it to a file; several in one run:

\`\`\`sh
cuspec lint --report text --report sarif=cuspec.sarif --report junit=cuspec.xml
\`\`\`

The exit code does not depend on the format: 1 with a finding at or above \`--fail-on\`, 2 where something named could not be read. A job that has to go on
to an upload says so itself (\`if: always()\`, \`when: always\`).`

const body = `## What holds for all of them

- A finding is keyed by its rule, its file, its path by the names of parts (\`servers/SYD-UNITY1/users\`) and what was seen: lines may move, and other
  servers come before it, without its becoming another one. In a document that does not fit its schema, parts count by their place.
- \`sarif\`, \`junit\`, \`github\`, \`summary\`, \`gitlab\`, \`checkstyle\` and \`markdown\` name files from the root of the repository that the current folder is in,
  links followed; the others as they were named on the command line.
- What could not be decided for want of a fact is counted in every format, and so is what could not be read. Sections of \`--headroom\`, \`--grow\` and
  \`--without\` are in \`text\` and \`json\` alone.
- What a waiver or a baseline suppresses is counted in every format, and never in what fails the run; that it would put a server into shutdown mode
  is said with the count. \`text\` lists it with \`--show-suppressed\`; \`json\` and \`agent\` have it with its reason, \`summary\` and \`markdown\` in a folded
  section, \`junit\` as skipped cases, \`sarif\` as results with \`suppressions\`. \`compact\`, \`github\`, \`gitlab\` and \`checkstyle\` leave it out: there, it
  would count.
- Text from specs and names of files cannot become markup, a link, a mention or a command to the machine that runs the build. Characters that control or
  hide are shown as \`\\u{1B}\`; in \`json\` and \`agent\` they keep their value, escaped.
- Where a forge takes only so much, the worst is kept: errors first, and of those what shuts a server down. What is left out is said in the report and on
  standard error.

## GitHub

\`\`\`yaml
permissions: { contents: read, security-events: write }
steps:
  - uses: actions/checkout@v4
  - run: cuspec lint --report github --report summary=\${{ runner.temp }}/summary.md --report sarif=cuspec.sarif
  - if: always()
    run: cat "$RUNNER_TEMP/summary.md" >> "$GITHUB_STEP_SUMMARY"
  - if: always()
    uses: github/codeql-action/upload-sarif@v3
    with: { sarif_file: cuspec.sarif }
\`\`\`

| format | GitHub takes | and beyond that |
| --- | --- | --- |
| \`github\` | 10 errors, 10 warnings and 10 notices a step | the rest stands in a folded group of the log, and a notice counts it |
| \`sarif\` | 25,000 results and 10 MB compressed; it shows 5,000 | the rest is left out, with a notification in the file |
| \`summary\` | 1 MiB a step | the rest is counted |
| \`markdown\` | 65,536 characters | the rest is counted |

What was not checked is a notification of the SARIF run, not a result: GitHub would make an alert of each. The category of the upload is left to the
workflow, since two uploads of one category shut each other out.

GitHub opens an alert for a result that has \`suppressions\`, too. Where alerts are not dismissed by another action, upload what is left without them:

\`\`\`sh
jq 'del(.runs[].results[] | select(.suppressions))' cuspec.sarif > upload.sarif
\`\`\`

Annotations from the one-line format take the [problem matcher](../.github/cuspec-problem-matcher.json), which npm installs with cuspec:

\`\`\`yaml
  - run: echo "::add-matcher::node_modules/cuspec/.github/cuspec-problem-matcher.json"
  - run: cuspec lint --report compact
\`\`\`

## GitLab

\`\`\`yaml
cuspec:
  script: cuspec lint --report text --report gitlab=gl-code-quality-report.json --report junit=cuspec.xml
  artifacts:
    when: always
    reports: { codequality: gl-code-quality-report.json, junit: cuspec.xml }
\`\`\`

An error that shuts a server down is a \`blocker\`, other errors are \`critical\`, warnings \`minor\`, notes \`info\`.

## JUnit

What fails is what fails the run: a finding at or above \`--fail-on\` is a \`failure\`, one below it a case that passes and says what was found. A file without
findings is a case that passes. A fact that is missing is \`skipped\`; what could not be read is an \`error\`.

## VS Code

\`\`\`json
{
  "version": "2.0.0",
  "tasks": [
    {
      "label": "cuspec",
      "type": "shell",
      "command": "cuspec lint --report compact",
      "problemMatcher": {
        "owner": "cuspec",
        "source": "cuspec",
        "severity": "info",
        "fileLocation": ["relative", "\${workspaceFolder}"],
        "pattern": {
          "regexp": "^((?:(?!:\\\\d+:\\\\d+: ).)+):(\\\\d+):(\\\\d+): (error|warning|note) ([a-z][a-z-]*) (.+)$",
          "file": 1,
          "line": 2,
          "column": 3,
          "severity": 4,
          "code": 5,
          "message": 6
        }
      }
    }
  ]
}
\`\`\`

## Machines that repair

Each line of \`agent\` has a \`kind\`:

| kind | what it has |
| --- | --- |
| \`finding\` | \`rule severity file line column endLine endColumn document path message cites related\`; where there is one, \`fix\` (\`title\`, \`range\`, \`text\`: put text in place of range), \`allowed\` (the words that may stand in place of the range), \`server\`, \`consequence\` |
| \`suppressed\` | the same as \`finding\`, and \`suppression\`: \`kind reason\`, and where there is one \`owner ticket until\`. It does not count |
| \`not-checked\` | \`missing\`: the fact that is missing; \`of\`: of what; \`rules\`: those that could not decide. It has to come from someone who knows, never from a guess |
| \`summary\` | the last line: \`errors warnings notes suppressed notChecked documentsUnread unreadable\`. Where it is absent, the report was cut off |

Positions are 1-based, count UTF-16 units, and the end is the first that no longer belongs.`

/** The whole page, in Markdown. */
export function reportsPage(formats: readonly Format[]): string {
  const rows = formats.map((format) => `| \`${format}\` | ${uses[format]} |`)
  return `${[head, ['| format | |', '| --- | --- |', ...rows].join('\n'), body].join('\n\n')}\n`
}
