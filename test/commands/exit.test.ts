/** Exit codes: 0 clean, 1 findings, 2 the job could not be done. A command line means the same whichever way it is read. */
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cuspec, cuspecByOclif, folderOf, spec, summaryOf, unknown } from './program.ts'

const cwd = folderOf({
  'clean.cuspec.yaml': spec('CLEAN1'),
  'error.cuspec.yaml': spec('ERROR1', unknown),
  // A file without a document is a warning.
  'warning.cuspec.yaml': '# nothing yet\n',
  'notes.txt': 'no spec\n',
  'foreign/service.yaml': 'apiVersion: v1\nkind: Service\n',
})
mkdirSync(join(cwd, 'empty'))
symlinkSync('circle.cuspec.yaml', join(cwd, 'circle.cuspec.yaml'))

const noSpec = '; folders are searched for *.cuspec.yaml and for YAML files that say apiVersion: cuspec/v1'

/** Arguments of `lint`, the exit code, and the one line on standard error if there is one. */
const table: readonly (readonly [string, number, string?])[] = [
  ['clean.cuspec.yaml', 0],
  ['-- clean.cuspec.yaml', 0],
  ['warning.cuspec.yaml', 0],
  ['error.cuspec.yaml', 1],
  ['clean.cuspec.yaml error.cuspec.yaml warning.cuspec.yaml', 1],
  ['--fail-on error warning.cuspec.yaml', 0],
  ['--fail-on warning warning.cuspec.yaml', 1],
  ['--fail-on=note warning.cuspec.yaml', 1],
  ['warning.cuspec.yaml --fail-on=warning', 1],
  ['--fail-on warning clean.cuspec.yaml', 0],
  ['--fail-on note error.cuspec.yaml', 1],
  ['--report json error.cuspec.yaml', 1],
  ['--report=json clean.cuspec.yaml --color=always', 0],
  ['--report text clean.cuspec.yaml --as-of 2007-03-01', 0],
  ['missing.yaml', 2, 'missing.yaml: no such file or folder'],
  ['clean.cuspec.yaml missing.yaml', 2, 'missing.yaml: no such file or folder'],
  ['error.cuspec.yaml missing.yaml', 2, 'missing.yaml: no such file or folder'],
  ['clean.cuspec.yaml/below.yaml', 2, 'clean.cuspec.yaml/below.yaml: no such file or folder'],
  ['circle.cuspec.yaml', 2, 'circle.cuspec.yaml: its links lead in a circle'],
  ['-- --help', 2, '--help: no such file or folder'],
  ['none*.yaml', 2, 'none*.yaml: no file matches'],
  ['clean.cuspec.yaml none*.yaml', 2, 'none*.yaml: no file matches'],
  ['empty', 2, `no spec found${noSpec}`],
  ['foreign', 2, `no spec found (passed over: 1 other YAML)${noSpec}`],
  ['empty clean.cuspec.yaml', 0],
  ['--bogus clean.cuspec.yaml', 2, 'no flag is called --bogus; see cuspec lint --help'],
  ['--fail-no error clean.cuspec.yaml', 2, 'no flag is called --fail-no; did you mean --fail-on?; see cuspec lint --help'],
  ['-x', 2, 'no flag is called -x; see cuspec lint --help'],
  ['--fail-on', 2, 'flag --fail-on expects one of these values: error, warning, note; see cuspec lint --help'],
  ['--fail-on fatal', 2, 'expected --fail-on=fatal to be one of: error, warning, note; see cuspec lint --help'],
  ['--fail-on error --fail-on note', 2, 'flag --fail-on can only be specified once; see cuspec lint --help'],
  ['--color sometimes', 2, 'expected --color=sometimes to be one of: auto, always, never; see cuspec lint --help'],
  ['--as-of 2007-13-01', 2, '--as-of takes a day as YYYY-MM-DD, not 2007-13-01'],
  ['--as-of 2007-02-29', 2, '--as-of takes a day as YYYY-MM-DD, not 2007-02-29'],
  ['--as-of today', 2, '--as-of takes a day as YYYY-MM-DD, not today'],
  ['--as-of=', 2, '--as-of takes a day as YYYY-MM-DD, not nothing'],
  ['--report xml', 2, '--report takes text, json, compact, sarif, junit, github, summary, gitlab, checkstyle, markdown or agent, not xml'],
  [
    '--report JSON',
    2,
    '--report takes text, json, compact, sarif, junit, github, summary, gitlab, checkstyle, markdown or agent, not JSON',
  ],
  ['--report=', 2, '--report takes text, json, compact, sarif, junit, github, summary, gitlab, checkstyle, markdown or agent, not nothing'],
  ['--report json=', 2, '--report json= names no file'],
  ['--report json --report text', 2, 'only one report can go to standard output; give the others a file: --report json=FILE'],
  ['--report json=a --report text=./a', 2, 'two reports cannot go to the same file'],
  ['--stdin-filename= -', 2, '--stdin-filename takes a name'],
]

test.each(table.map(([line, status, complaint]) => ({ line, status, complaint })))('lint $line', ({ line, status, complaint }) => {
  const args = ['lint', ...line.split(' ')]
  const outcome = cuspec(args, { cwd })
  expect(outcome.status).toBe(status)
  expect(outcome.stderr).toBe(complaint === undefined ? '' : `cuspec: ${complaint}\n`)
  expect(cuspecByOclif(args, { cwd })).toEqual(outcome)
})

test('without a path the current folder is meant', () => {
  const { status, stdout } = cuspec(['lint'], { cwd })
  expect(status).toBe(1)
  expect(summaryOf(stdout)).toBe('1 error, 1 warning in 3 files (2 servers); 1 link not followed; 1 other YAML file passed over')
  expect(cuspecByOclif(['lint'], { cwd }).stdout).toBe(stdout)
})

test('what is piped in is no path', () => {
  for (const run of [cuspec, cuspecByOclif]) {
    expect(run(['lint'], { cwd: join(cwd, 'empty'), input: '../clean.cuspec.yaml' }).status).toBe(2)
  }
})

test('an empty name, as of a variable that is not set, is no file', () => {
  expect(cuspec(['lint', ''], { cwd })).toEqual({ status: 2, stdout: '', stderr: 'cuspec: "": no such file or folder\n' })
})

test('what can be read is reported beside what cannot', () => {
  const { status, stdout, stderr } = cuspec(['lint', 'error.cuspec.yaml', 'missing.yaml', 'circle.cuspec.yaml'], { cwd })
  expect(status).toBe(2)
  expect(stdout).toMatch(/^error: `4\.0\(7\)` is not a release/)
  expect(summaryOf(stdout)).toBe('1 error in 1 file (1 server)')
  expect(stderr).toBe('cuspec: missing.yaml: no such file or folder\ncuspec: circle.cuspec.yaml: its links lead in a circle\n')
})

// Root may read everything.
const reader = process.getuid?.() === 0 ? { uid: 65534 } : {}

test('what the user may not read', () => {
  const folder = folderOf({
    'open.cuspec.yaml': spec('OPEN1'),
    'locked.cuspec.yaml': spec('LOCKED1'),
    'sub/deep.cuspec.yaml': spec('DEEP1'),
  })
  chmodSync(join(folder, 'locked.cuspec.yaml'), 0)
  chmodSync(join(folder, 'sub'), 0)
  for (const args of [[], ['.'], ['**/*.yaml']]) {
    const { status, stdout, stderr } = cuspec(['lint', ...args], { cwd: folder, ...reader })
    expect(status).toBe(2)
    expect(summaryOf(stdout)).toBe('no findings in 1 file (1 server)')
    expect(stderr.split('\n').sort()).toEqual(['', 'cuspec: locked.cuspec.yaml: permission denied', 'cuspec: sub: permission denied'])
  }
  chmodSync(join(folder, 'sub'), 0o755)
})

test.each([
  ['', ''],
  ['help', ''],
  ['--help', ''],
  ['-h', ''],
  ['--version', ''],
  ['-v', ''],
  ['help lint', ''],
  ['lint -h', ''],
])('cuspec %s ends well', (line, stderr) => {
  expect(cuspec(line === '' ? [] : line.split(' '))).toMatchObject({ status: 0, stderr })
})

test.each([
  ['lnt', 'no command is called lnt; did you mean lint?; see cuspec --help'],
  ['upgrade', 'no command is called upgrade; see cuspec --help'],
  ['help lnt', 'no command is called lnt; did you mean lint?; see cuspec --help'],
  ['-', 'no command is called -; see cuspec --help'],
  ['--bogus', 'no command is called --bogus; see cuspec --help'],
  ['toString', 'no command is called toString; see cuspec --help'],
  ['rules schema', 'unexpected argument: schema; see cuspec rules --help'],
  ['rules --jsn', 'no flag is called --jsn; did you mean --json?; see cuspec rules --help'],
  ['explain', 'the topic is missing: a rule, licensed feature, release, symptom, term, fact or unknown; see cuspec explain --help'],
  [
    'explain license-covers-usage',
    'no topic is called license-covers-usage; did you mean license-covers-use?; cuspec explain --list lists them',
  ],
  ['explain zzz', 'no topic is called zzz; cuspec explain --list lists them'],
  [
    'schema',
    'the kind is missing: Deployment, Maximums, PriceBook, Policy, Waivers, Config, spec, report, baseline, explanation, licenses, order, verification, matrix, plan, diff, settings, test; see cuspec schema --help',
  ],
  [
    'schema Deploymnt',
    'no schema is called Deploymnt; did you mean Deployment?; there are Deployment, Maximums, PriceBook, Policy, Waivers, Config, spec, report, baseline, explanation, licenses, order, verification, matrix, plan, diff, settings, test',
  ],
])('cuspec %s is refused', (line, complaint) => {
  expect(cuspec(line.split(' '))).toEqual({ status: 2, stdout: '', stderr: `cuspec: ${complaint}\n` })
})

describe('a fault of ours', () => {
  const faults = folderOf({
    'throws.cjs': `JSON.stringify = () => { throw new Error('broken \\u001b[31mon\\u009b purpose\\nand more') }`,
    'later.cjs': `setTimeout(() => { throw new TypeError('too late') }, 0)`,
  })
  const said = 'cuspec: this is a fault of cuspec, not of your spec: '

  test.each([
    ['throws.cjs', [cuspec, cuspecByOclif], /^broken \\u\{1B\}\[31mon\\u\{9B\} purpose\\u\{A\}and more at \S.*\n$/],
    // The quick way has ended the process by then.
    ['later.cjs', [cuspecByOclif], /^too late at \S.*\n$/],
  ])('%s: exit 2 and one line that says so', (file, ways, rest) => {
    const env = { NODE_OPTIONS: `--require=${join(faults, file)}` }
    for (const run of ways) {
      const { status, stderr } = run(['lint', '--report', 'json', 'clean.cuspec.yaml'], { cwd, env })
      expect(status).toBe(2)
      expect(stderr.startsWith(said)).toBe(true)
      expect(stderr.slice(said.length)).toMatch(rest)
    }
  })
})
