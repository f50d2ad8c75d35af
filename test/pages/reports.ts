/** The pages of the reports: an index, and for each format what it is for, how it is set up where it is read, and a sample. */
import { existsSync } from 'node:fs'
import type { Writer } from './formats.ts'
import { pageOf, table, ways } from './markdown.ts'
import { notes } from './report-notes.ts'

type Writers = ReadonlyMap<string, readonly Writer[]>

/** What each format is for. A test asks for those that are missing. */
export const uses: Readonly<Record<string, string>> = {
  text: 'for people, in a terminal',
  json: 'for programs: everything, by a published schema',
  compact: 'for editors and problem matchers: `path:line:col: severity rule message`, one line a finding, then the sum',
  sarif: "for code scanning: SARIF 2.1.0 with every rule's manual, fixes and fingerprints",
  junit: 'for test reports of Jenkins, GitLab and others: a suite a file, a case a finding',
  github: "for the log of a step of GitHub Actions: workflow commands, which become annotations in the pull request's files",
  summary: 'for the summary of a job of GitHub Actions: Markdown',
  gitlab: 'for the merge request widget of GitLab: Code Quality',
  checkstyle: "for reviewers' tools that read Checkstyle's XML",
  markdown: 'for a comment, a ticket or a wiki. Of `cuspec lint` it begins with `<!-- cuspec -->`, by which a bot finds its comment again',
  beside:
    'for below the findings of `cuspec lint` in one comment: what a change does to licences, hosts, waivers, policies and settings, as Markdown',
  agent: 'for machines that repair: one JSON object a line',
  csv: 'for spreadsheets and for purchasing: a row a line, UTF-8 with a byte order mark',
  xlsx: 'for Excel and its like: a sheet for each part',
  html: 'for a browser, or to print: one file',
  ics: 'for calendars: an event for each upgrade, in its night',
  yaml: 'for a spec: what goes below `licenses:` of a server',
}

const head = `# Reports

Written by the tests. \`--report FORMAT\` prints a report, \`--report FORMAT=FILE\` writes it to a file; several in one run:

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
  standard error.`

/** The index. */
export function reportsIndex(writers: Writers): string {
  const rows = [...writers].map(([format, by]) => [
    `[\`${format}\`](reports/${format}.md)`,
    `${uses[format] ?? ''}`,
    by.map(({ command }) => `[\`${command}\`](commands/${command}.md)`).join(', '),
  ])
  return pageOf([head, table(['format', '', 'of'], rows), body])
}

/** A format of a command, run: the line, and the report as a block. */
export interface Sample {
  readonly command: string
  readonly line: string
  readonly block: string
}

/** The page of one format. */
export function reportPage(format: string, writers: Writers, samples: readonly Sample[]): string {
  const by = writers.get(format) ?? []
  return pageOf([
    ways([...writers.keys()], format, 'reports', 'all reports'),
    `# ${format}`,
    `${capital(uses[format] ?? `A report of cuspec`)}.`,
    by
      .map(
        ({ command, flag }) => `- [\`cuspec ${command}\`](../commands/${command}.md) \`--${flag} ${format}\`${schemaOf(command, format)}`,
      )
      .join('\n'),
    notes[format] ?? '',
    '## What it looks like',
    'Run in [a repository of examples](../commands.md#the-files-of-the-examples); `…` stands for what is left out.',
    ...samples.map(({ line, block }) => `\`\`\`sh\n${line}\n\`\`\`\n\n${block}`),
  ])
}

/** Where a schema tells what is in it. */
function schemaOf(command: string, format: string): string {
  const file = `schemas/${command === 'lint' ? 'report' : command}.schema.json`
  return format === 'json' && existsSync(file) ? `, by [\`${file}\`](../../${file})` : ''
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
