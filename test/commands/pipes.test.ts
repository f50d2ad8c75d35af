/** Output arrives whole or the exit code says so: real pipes, full disks, readers that are slow or gone. */
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bash, cuspec, cuspecByOclif, folderOf, reportIn, spec, summaryOf, unknown, works } from './program.ts'

const head = (name: string) => `apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: ${name}, asOf: 2007-03-01 }\nservers:\n`

/** A fleet of 16,000 servers with one error each. */
const fleet = Object.fromEntries(
  Array.from({ length: 8 }, (_, file) => [
    `fleet-${file}.cuspec.yaml`,
    head(`fleet-${file}`) + Array.from({ length: 3200 }, (_, index) => `  - { name: F${file}-${index}, version: ${unknown} }\n`).join(''),
  ]),
)

describe('a report of more than 20 MB', () => {
  const cwd = folderOf(fleet)
  const whole = (file: string): void => {
    expect(statSync(join(cwd, file)).size).toBeGreaterThan(20_000_000)
    const { findings, summary } = reportIn(readFileSync(join(cwd, file), 'utf8'))
    expect(findings.filter(({ rule }) => rule === 'release-known')).toHaveLength(25_600)
    expect(summary.errors).toBe(findings.filter(({ severity }) => severity === 'error').length)
  }

  test('reaches a slow reader whole, and the exit code stays', () => {
    const { stdout, stderr } = bash('cuspec lint --report json | (sleep 2; cat) > slow.json; echo ${PIPESTATUS[0]}', { cwd })
    expect({ stdout, stderr }).toEqual({ stdout: '1\n', stderr: '' })
    whole('slow.json')
  })

  test('reaches a reader that pauses all the time', () => {
    const reader = 'while dd bs=4M count=1 iflag=fullblock status=none of=part && [ -s part ]; do cat part; sleep 0.1; done'
    expect(bash(`cuspec lint --report json | (${reader}) > pausing.json; echo \${PIPESTATUS[0]}`, { cwd }).stdout).toBe('1\n')
    whole('pausing.json')
  })

  test.skipIf(!works('python3 -c ""'))('goes through a pipe that does not wait', () => {
    const restless = `python3 -c 'import os, sys; os.set_blocking(1, False); os.execvp(sys.argv[1], sys.argv[1:])'`
    const { stdout, stderr } = bash(`${restless} cuspec lint --report json | (sleep 1; cat) > restless.json; echo \${PIPESTATUS[0]}`, {
      cwd,
    })
    expect({ stdout, stderr }).toEqual({ stdout: '1\n', stderr: '' })
    whole('restless.json')
  })

  test('takes a reader that goes away as no fault', () => {
    for (const report of ['json', 'text']) {
      const { stdout, stderr } = bash(`cuspec lint --report ${report} | head -c 1; echo \${PIPESTATUS[0]}`, { cwd })
      expect({ stdout, stderr }).toEqual({ stdout: report === 'json' ? '{1\n' : 'e1\n', stderr: '' })
    }
  })

  test('leaves the old report in place where there is no room for the new one', () => {
    writeFileSync(join(cwd, 'old.json'), 'old\n')
    const { status, stderr } = bash('ulimit -f 1000; cuspec lint --report json=old.json', { cwd })
    expect({ status, stderr }).toEqual({ status: 2, stderr: 'cuspec: old.json could not be written: it would be too large\n' })
    expect(readFileSync(join(cwd, 'old.json'), 'utf8')).toBe('old\n')
    expect(readdirSync(cwd).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })
})

describe('standard output and error', () => {
  const cwd = folderOf({ 'clean.cuspec.yaml': spec('CLEAN1'), 'error.cuspec.yaml': spec('ERROR1', unknown), 'pool.cuspec.yaml': '' })

  test.each(['lint', 'lint clean.cuspec.yaml', 'lint --report json', 'rules', 'explain schema', 'schema report'])(
    'a full disk: %s',
    (line) => {
      const full = 'cuspec: the report could not be written to standard output: no space left\n'
      expect(bash(`cuspec ${line} > /dev/full`, { cwd })).toEqual({ status: 2, stdout: '', stderr: full })
    },
  )

  test.each(['--help', '--version', 'lint --help'])('a full disk: %s', (line) => {
    const full = 'cuspec: the output could not be written: no space left\n'
    expect(bash(`cuspec ${line} > /dev/full`, { cwd })).toEqual({ status: 2, stdout: '', stderr: full })
  })

  test('output that only can be read', () => {
    const closed = 'cuspec: the report could not be written to standard output: it is not open\n'
    expect(bash('cuspec lint clean.cuspec.yaml 1< /dev/null', { cwd })).toEqual({ status: 2, stdout: '', stderr: closed })
  })

  // Node puts the null device in place of what is closed, so this is `> /dev/null`: the exit code tells.
  test('closed output', () => {
    expect(bash('cuspec lint error.cuspec.yaml >&-', { cwd })).toEqual({ status: 1, stdout: '', stderr: '' })
    expect(bash('cuspec lint clean.cuspec.yaml >&-', { cwd })).toEqual({ status: 0, stdout: '', stderr: '' })
    expect(bash('cuspec lint missing.yaml clean.cuspec.yaml >&- 2>&-', { cwd }).status).toBe(2)
  })

  test.each(['2>&-', '2> /dev/full'])('errors that cannot be told, with %s, do not cost the report', (redirection) => {
    const { status, stdout } = bash(`cuspec lint missing.yaml error.cuspec.yaml ${redirection}`, { cwd })
    expect(status).toBe(2)
    expect(summaryOf(stdout)).toBe('1 error in 1 file (1 server)')
  })

  test.each(['rules', 'rules --json', 'explain schema', 'schema Deployment', '--help'])('a reader that goes away: %s', (line) => {
    expect(bash(`cuspec ${line} | head -c 1 > /dev/null; echo \${PIPESTATUS[0]}`, { cwd })).toEqual({
      status: 0,
      stdout: '0\n',
      stderr: '',
    })
  })
})

describe('a report into a file', () => {
  const cwd = folderOf({ 'error.cuspec.yaml': spec('ERROR1', unknown), 'sub/keep.txt': 'kept\n' })
  const read = (file: string): string => readFileSync(join(cwd, file), 'utf8')

  test('beside another on standard output', () => {
    for (const run of [cuspec, cuspecByOclif]) {
      const both = run(['lint', '--report', 'json=both.json', '--report', 'text'], { cwd })
      expect(both).toEqual(cuspec(['lint'], { cwd }))
      expect(read('both.json')).toBe(cuspec(['lint', '--report', 'json'], { cwd }).stdout)
    }
  })

  test('and only there', () => {
    expect(cuspec(['lint', '--report=text=sub/a=b.txt', '--report=json=sub/c.json'], { cwd })).toEqual({
      status: 1,
      stdout: '',
      stderr: '',
    })
    expect(read('sub/a=b.txt')).toBe(cuspec(['lint'], { cwd }).stdout)
    expect(reportIn(read('sub/c.json')).summary.errors).toBe(1)
    expect(readdirSync(join(cwd, 'sub')).sort()).toEqual(['a=b.txt', 'c.json', 'keep.txt'])
  })

  test('replaces what was there, to the end', () => {
    writeFileSync(join(cwd, 'long.json'), 'x'.repeat(1_000_000))
    expect(cuspec(['lint', '--report=json=long.json'], { cwd }).status).toBe(1)
    expect(reportIn(read('long.json')).summary.errors).toBe(1)
  })

  test('has no colours', () => {
    cuspec(['lint', '--report=text=plain.txt', '--color=always'], { cwd })
    expect(read('plain.txt')).toBe(cuspec(['lint'], { cwd }).stdout)
  })

  test.each([
    ['sub', 'sub could not be written: it is a folder'],
    ['none/out.json', 'none/out.json could not be written: there is no such folder'],
    ['error.cuspec.yaml/out.json', 'error.cuspec.yaml/out.json could not be written: there is no such folder'],
    ['link.json', 'link.json could not be written: it is a link to a file; name the file itself'],
    ['dangling.json', 'dangling.json could not be written: it is a link to a file; name the file itself'],
    ['/dev/full', '/dev/full could not be written: no space left'],
  ])('%s is refused', (file, complaint) => {
    if (file === 'link.json') symlinkSync('sub/keep.txt', join(cwd, file))
    if (file === 'dangling.json') symlinkSync('sub/new.txt', join(cwd, file))
    expect(cuspec(['lint', `--report=json=${file}`], { cwd })).toEqual({ status: 2, stdout: '', stderr: `cuspec: ${complaint}\n` })
    expect(read('sub/keep.txt')).toBe('kept\n')
    expect(readdirSync(join(cwd, 'sub'))).not.toContain('new.txt')
  })

  test('may be a pipe', () => {
    const { status, stdout } = bash('cuspec lint --report json=>(cat; echo end) --report text=/dev/null; s=$?; sleep 0.2; exit $s', { cwd })
    expect(status).toBe(1)
    expect(reportIn(stdout.replace(/end\n$/, '')).summary.errors).toBe(1)
  })

  test('that nobody made room for leaves nothing behind', () => {
    mkdirSync(join(cwd, 'draft'))
    const { status } = bash('ulimit -f 0; cuspec lint --report json=draft/out.json', { cwd })
    expect(status).toBe(2)
    expect(readdirSync(join(cwd, 'draft'))).toEqual([])
  })
})
