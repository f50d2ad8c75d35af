/** The GitHub Action: lints, annotates, and tells the pull request. `action.yml` starts it. */
import { spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { caller } from './api.ts'
import { keepComment, type Outcome, refused, together } from './comment.ts'
import { at, type Environment, type Event, eventOf, type Inputs, inputsOf } from './inputs.ts'
import { revisionBefore } from './revision.ts'

/** Runs the action. Returns the exit code: that of `cuspec lint`, whatever becomes of comment and upload. */
export async function run(env: Environment): Promise<number> {
  const inputs = inputsOf(env)
  const event = eventOf(env)
  const folder = mkdtempSync(join(event.temporary, 'cuspec-'))
  const file = (name: string): string => join(folder, name)
  const code = lint(inputs, event, file)
  if (code === 2) {
    tell('error', 'cuspec lint could not be done; the log says why')
    return 2
  }
  const summary: unknown = at(JSON.parse(readFileSync(file('report.json'), 'utf8')), 'summary')
  const counts = ['errors', 'warnings', 'notes'].map((key) => [key, Number(at(summary, key) ?? 0)] as const)
  if (inputs.summary && env.GITHUB_STEP_SUMMARY) appendFileSync(env.GITHUB_STEP_SUMMARY, readFileSync(file('summary.md')))
  if (env.GITHUB_OUTPUT)
    appendFileSync(
      env.GITHUB_OUTPUT,
      [...counts, ['exit-code', code], ['sarif-file', file('cuspec.sarif')]].map((pair) => `${pair.join('=')}\n`).join(''),
    )
  const beside = existsSync(file('beside.md')) ? readFileSync(file('beside.md'), 'utf8') : ''
  const quiet = beside === '' && counts.every(([, count]) => count === 0)
  const text = together(readFileSync(file('comment.md'), 'utf8'), beside)
  if (inputs.comment && event.pull) await report(commented(inputs, event, text, quiet))
  if (inputs.sarif) await report(uploaded(inputs, event, readFileSync(file('cuspec.sarif'))))
  return code
}

function lint({ paths, failOn, changed, annotate, comment, directory }: Inputs, event: Event, file: (name: string) => string): number {
  const since = changed && event.pull ? revisionBefore(event, directory, tell) : undefined
  const code = cuspec(directory, [
    ...['lint', '--fail-on', failOn, '--report', annotate ? 'github' : 'text'],
    ...[
      '--report',
      `json=${file('report.json')}`,
      '--report',
      `summary=${file('summary.md')}`,
      '--report',
      `markdown=${file('comment.md')}`,
    ],
    ...(since === undefined ? [] : [`--changed=${since}`]),
    ...['--', ...paths],
  ])
  // What a change does to licences, their hosts, policies and settings is told in the comment alone: the exit code is that of the findings.
  // It knows no paths: where some are named, it would tell of others.
  if (since !== undefined && comment && paths.length === 0) cuspec(directory, ['diff', since, '--report', `beside=${file('beside.md')}`])
  // Code scanning takes what is missing in an upload for mended, so that it must have what was there before, too.
  return code === 2 || cuspec(directory, ['lint', '--report', `sarif=${file('cuspec.sarif')}`, '--', ...paths]) === 2 ? 2 : code
}

function cuspec(directory: string, args: readonly string[]): number {
  const program = resolve(dirname(__filename), '..', 'bin', 'run.js')
  const { status, error } = spawnSync(process.execPath, [program, ...args], { cwd: directory, stdio: ['ignore', 'inherit', 'inherit'] })
  if (error) throw error
  return status ?? 2
}

/** The marker of the report, with the category in it. */
async function commented(inputs: Inputs, event: Event, text: string, quiet: boolean): Promise<Outcome> {
  if (inputs.token === '') return { trouble: 'no comment: the input token is empty' }
  const marker = `<!-- cuspec ${inputs.category} -->`
  return keepComment(caller(event, inputs.token), event, marker, text.replace(/^<!-- cuspec -->/, marker), quiet)
}

async function uploaded(inputs: Inputs, event: Event, sarif: Buffer): Promise<Outcome> {
  if (inputs.token === '') return { trouble: 'no upload: the input token is empty' }
  const { repository, sha, ref } = event
  const answer = await caller(event, inputs.token)('POST', `/repos/${repository}/code-scanning/sarifs`, {
    commit_sha: sha,
    ref,
    sarif: gzipSync(uploadOf(sarif, inputs.category)).toString('base64'),
    tool_name: 'cuspec',
  })
  return answer.status === 202
    ? { done: 'the findings were uploaded to code scanning' }
    : { trouble: refused(answer, 'the findings could not be uploaded') }
}

/** Two uploads of one category shut each other out. Of what is suppressed none is opened: GitHub makes an alert of each result. */
function uploadOf(sarif: Buffer, category: string): string {
  const log: { runs: { results?: { suppressions?: unknown[] }[] }[] } = JSON.parse(sarif.toString())
  const runs = log.runs.map(({ results = [], ...rest }) => ({
    ...rest,
    results: results.filter(({ suppressions = [] }) => suppressions.length === 0),
    automationDetails: { id: `${category}/` },
  }))
  return JSON.stringify({ ...log, runs })
}

/** Trouble with GitHub is told, and does not change what the findings say. */
async function report(outcome: Promise<Outcome>): Promise<void> {
  const told = await outcome.catch((error: unknown): Outcome => ({ trouble: error instanceof Error ? error.message : String(error) }))
  if ('done' in told) process.stdout.write(`cuspec: ${told.done}\n`)
  else tell('warning', told.trouble)
}

/** A line that the runner shows beside the job. */
function tell(level: 'error' | 'warning', message: string): void {
  const escaped = message.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
  process.stdout.write(`::${level}::${escaped}\n`)
}

run(process.env).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    tell(
      'error',
      `this is a fault of cuspec or of the workflow, not of your spec: ${error instanceof Error ? error.message : String(error)}`,
    )
    process.exitCode = 2
  },
)
