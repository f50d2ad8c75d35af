/** Colour where a person looks, and where it was asked for. */
import { expect, test } from 'vitest'
import { bash, cuspec, cuspecByOclif, folderOf, spec, unknown, works } from './program.ts'

const cwd = folderOf({ 'a.cuspec.yaml': spec('A1', unknown) })
const plain = cuspec(['lint'], { cwd }).stdout
const red = '\u001b[31merror\u001b[39m: \u001b[1m`4.0(7)` is not a release'

/** The report, and whether it is coloured. The colours must not change a word. */
function colouredBy(env: Readonly<Record<string, string>>, ...flags: readonly string[]): boolean {
  const { stdout } = cuspec(['lint', ...flags], { cwd, env })
  expect(cuspecByOclif(['lint', ...flags], { cwd, env })).toMatchObject({ stdout, status: 1 })
  expect(stdout.replaceAll(/\u001b\[\d+m/g, '')).toBe(plain)
  if (stdout !== plain) expect(stdout.startsWith(red)).toBe(true)
  return stdout !== plain
}

test.each([
  [{}, '', false],
  [{}, '--color=auto', false],
  [{}, '--color=always', true],
  [{}, '--color=never', false],
  [{ FORCE_COLOR: '1' }, '', true],
  [{ FORCE_COLOR: '3' }, '--color=auto', true],
  [{ FORCE_COLOR: '0' }, '', false],
  [{ FORCE_COLOR: 'false' }, '', false],
  [{ FORCE_COLOR: '1' }, '--color=never', false],
  [{ NO_COLOR: '1' }, '', false],
  [{ NO_COLOR: '1', FORCE_COLOR: '1' }, '', false],
  [{ NO_COLOR: '', FORCE_COLOR: '1' }, '', true],
  [{ NO_COLOR: '1' }, '--color=always', true],
  [{ TERM: 'dumb', FORCE_COLOR: '1' }, '', true],
])('in a pipe, with %o %s: %s', (env, flag, expected) => {
  expect(colouredBy(env, ...(flag ? [flag] : []))).toBe(expected)
})

test.skipIf(!works('script --version')).each([
  ['TERM=xterm', '', true],
  ['TERM=dumb', '', false],
  ['TERM=xterm NO_COLOR=1', '', false],
  ['TERM=xterm NO_COLOR=1 FORCE_COLOR=1', '', false],
  ['TERM=dumb FORCE_COLOR=1', '', true],
  ['TERM=xterm FORCE_COLOR=0', '', false],
  ['TERM=xterm', '--color=never', false],
  ['TERM=dumb', '--color=always', true],
])('on a terminal, with %s %s: %s', (env, flag, expected) => {
  const { stdout } = bash(`env ${env} script -qec 'cuspec lint ${flag}' /dev/null < /dev/null`, { cwd })
  const text = stdout.replaceAll('\r\n', '\n')
  expect(text.replaceAll(/\u001b\[\d+m/g, '')).toBe(plain)
  expect(text.includes('\u001b[')).toBe(expected)
})

test('JSON is never coloured', () => {
  expect(cuspec(['lint', '--report=json', '--color=always'], { cwd }).stdout).toBe(cuspec(['lint', '--report=json'], { cwd }).stdout)
})
