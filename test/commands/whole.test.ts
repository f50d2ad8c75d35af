/** cuspec in one file: carried alone to an empty folder, under a name without an ending, it does what the installed one does. */
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, readFileSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { cuspec, folderOf, type Outcome } from './program.ts'

const folder = folderOf({})
const program = join(folder, 'cuspec')

beforeAll(() => {
  execFileSync(process.execPath, ['esbuild.config.js', '--whole'])
  copyFileSync('dist/cuspec.cjs', program)
  chmodSync(program, 0o755)
})

function alone(args: readonly string[], input = ''): Outcome {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: folder,
    input,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '' },
  })
  return { status, stdout, stderr }
}

const examples = realpathSync(resolve('examples'))

test.each([
  ['lint', ['lint', join(examples, 'clean')]],
  ['findings, one of them in a file that is no YAML', ['lint', '--report', 'sarif', join(examples, 'broken')]],
  ['sections that are rarely asked for', ['lint', '--headroom', '--without', '*', join(examples, 'clean')]],
  ['an order', ['order', '--report', 'json', join(examples, 'order')]],
  ['a plan', ['plan', '--to', '5.0(1)', join(examples, 'clean')]],
  ['licence files', ['licenses', join(examples, 'licenses', 'syd-unity1.lic'), '--as-of', '2007-03-01']],
  ['help', ['--help']],
  ['a topic', ['explain', 'event', '202']],
  ['a mistyped flag', ['lint', '--fial-on', 'note']],
  ['a mistyped command', ['lnit']],
])('%s', (_, args) => expect(alone(args)).toEqual(cuspec(args, { cwd: folder })))

test('it carries the licences of what is in it', () => {
  const text = readFileSync(program, 'utf8')
  for (const name of ['js-yaml', '@oclif/core', 'yalps', 'ajv'])
    expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(\\S+\\)$`, 'm'))
})
