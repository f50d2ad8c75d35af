/** cuspec as a user has it: the files that npm installs, in a folder of their own, run as a process of its own. */
import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Ajv } from 'ajv'
import { afterAll } from 'vitest'
import type { Finding, Severity, Suppressed, Unchecked } from '../../src/finding.ts'

const made: string[] = []
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cuspec-test-'))
  made.push(folder)
  // Some tests run as another user.
  chmodSync(folder, 0o755)
  return folder
}

/** Where cuspec is installed for this test file. A build that runs at the same time does not disturb it. */
export const installed = temporary()
for (const part of ['bin', 'dist', 'package.json']) cpSync(part, join(installed, part), { recursive: true })
mkdirSync(join(installed, 'path'))
symlinkSync('../bin/run.js', join(installed, 'path', 'cuspec'))
chmodSync(join(installed, 'bin', 'run.js'), 0o755)

/** Makes a folder with these files in it. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = temporary()
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }
  return folder
}

export interface Options {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string | Uint8Array
  readonly uid?: number
}

export interface Outcome {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

function spawn(program: string, args: readonly string[], { cwd = installed, env = {}, input = '', uid }: Options): Outcome {
  const path = `${join(installed, 'path')}:${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    input,
    encoding: 'utf8',
    env: { PATH: path, HOME: installed, LANG: 'C.UTF-8', ...env },
    maxBuffer: 256 * 1024 * 1024,
    timeout: 60_000,
    ...(uid !== undefined && { uid, gid: uid }),
  })
  if (error) throw error
  return { status, stdout, stderr }
}

/** Runs `cuspec` with these arguments. */
export const cuspec = (args: readonly string[], options: Options = {}): Outcome =>
  spawn(process.execPath, [join(installed, 'bin', 'run.js'), ...args], options)

/** Runs `cuspec` past the quick way into `lint`, as oclif runs every other command. */
export const cuspecByOclif = (args: readonly string[], options: Options = {}): Outcome =>
  spawn(
    process.execPath,
    ['-e', 'require(process.argv[1]).run(process.argv.slice(2))', join(installed, 'dist', 'cli.cjs'), ...args],
    options,
  )

/** Runs a line of bash, where `cuspec` is on the path. */
export const bash = (line: string, options: Options = {}): Outcome => spawn('bash', ['-c', line], options)

/** Whether the machine has a tool, and allows it. */
export const works = (line: string): boolean => bash(line).status === 0

/** The last line of a text report, without what changes with every new rule: how many there are, and what they could not decide. */
export const summaryOf = (report: string): string =>
  (report.trimEnd().split('\n').at(-1) ?? '')
    .replace(/, \d+ rules\)/, ')')
    .replace(/; \d+ of \d+ checks? undecided, for want of \d+ facts?/, '')

export interface JsonReport {
  readonly findings: readonly Finding[]
  readonly suppressed: readonly Suppressed[]
  readonly coverage: {
    readonly files: number
    readonly passedOver: { readonly foreign: number; readonly links: number }
    readonly byRule: readonly { readonly rule: string; readonly parts: number; readonly undecided: number }[]
    readonly notChecked: readonly Unchecked[]
  }
  readonly summary: Readonly<Record<`${Severity}s` | 'suppressed', number>>
  readonly change?: {
    readonly waived: number
    readonly baselined: number
    readonly policies: readonly { readonly name: string; readonly change: string }[]
    readonly settings: readonly { readonly key: string; readonly member?: string; readonly how: string }[]
  }
  readonly headroom?: {
    readonly rows: readonly Room[]
    readonly sizing: readonly { readonly of: string; readonly says: string; readonly how: string; readonly thumb: boolean }[]
    readonly growth?: { readonly limits: readonly Limit[]; readonly missing: readonly { readonly missing: string; readonly of: string }[] }
  }
  readonly failures?: { readonly cases: readonly Failure[]; readonly unstated: readonly string[] }
}

interface Room {
  readonly of: string
  readonly kind: string
  readonly what: string
  readonly used: number | null
  readonly grown?: number | null
  readonly reported: boolean
  readonly licensed: { readonly sure: number; readonly possible: number | null } | null
  readonly published: readonly { readonly value: number }[] | null
  readonly left: { readonly licensed: number | null; readonly published: number | null }
}

interface Limit {
  readonly verdict: string
  readonly by: string
  readonly of: string
  readonly what: string
  readonly used: number | null
  readonly grown: number
  readonly share: number | null
  readonly lacking: { readonly least: number; readonly most: number | null } | null
  readonly missing: readonly string[]
}

interface Failure {
  readonly without: readonly string[]
  readonly servers: readonly Readonly<Record<string, unknown>>[]
  readonly pools: readonly { readonly pool: string; readonly what: string; readonly used: number | null; readonly verdict: string }[]
  readonly bridges: readonly Readonly<Record<string, unknown>>[]
  readonly capacity: Readonly<Record<string, { readonly all: number; readonly left: number; readonly untold: number }>>
}

const isReport = new Ajv({ allowUnionTypes: true }).compile<JsonReport>(JSON.parse(readFileSync('schemas/report.schema.json', 'utf8')))

/** Reads a JSON report, and holds it to its schema. */
export function reportIn(text: string): JsonReport {
  const value: unknown = JSON.parse(text)
  if (!isReport(value)) throw new Error(JSON.stringify(isReport.errors))
  return value
}

/** Runs `cuspec lint --report json` and reads the report. */
export const lintToJson = (args: readonly string[], options: Options = {}): JsonReport =>
  reportIn(cuspec(['lint', '--report', 'json', ...args], options).stdout)

/** A spec of one server, six lines long. Its version, at 6:14, is known unless another is given. */
export const spec = (server: string, version = '4.0(5)'): string => `apiVersion: cuspec/v1
kind: Deployment
metadata: { name: ${server.toLowerCase()}, asOf: 2007-03-01 }
servers:
  - name: ${server}
    version: ${version}
`

/** A release that no source names, so that a spec with it has one error. */
export const unknown = '4.0(7)'
