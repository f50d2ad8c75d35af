/** The way in: what the entry makes of the bundles and of the code cache that lie beside it. */

import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'

const home = mkdtempSync(join(tmpdir(), 'cuspec-start-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))
beforeEach(() => {
  for (const part of ['bin', 'dist', 'package.json']) cpSync(part, join(home, part), { recursive: true })
})

const bundle = join(home, 'dist/lint.cjs')
const cache = join(home, 'dist/lint.cache')
const lint = () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(home, 'bin/run.js'), 'lint', 'examples/clean'], { encoding: 'utf8' })
  return { status, stderr, last: stdout.trimEnd().split('\n').pop() ?? '' }
}

describe('the code cache', () => {
  test('is not believed beside another bundle, though it be of the same length', () => {
    const text = readFileSync(bundle, 'utf8')
    expect(text).toContain('no findings')
    writeFileSync(bundle, text.replace('no findings', 'NO FINDINGS'))
    expect(lint()).toMatchObject({ status: 0, stderr: '', last: expect.stringMatching(/^NO FINDINGS/) })
  })

  test.each([
    ['absent', () => rmSync(cache)],
    ['empty', () => writeFileSync(cache, '')],
    ['cut short', () => writeFileSync(cache, readFileSync(cache).subarray(0, -1000))],
    ['garbage', () => writeFileSync(cache, Buffer.concat([readFileSync(bundle), Buffer.alloc(5000, 7)]))],
  ])('may be %s', (_, spoil) => {
    const sound = lint()
    spoil()
    expect(lint()).toEqual(sound)
  })
})

test.each([
  ['lint', 'dist/lint.cjs'],
  ['rules', 'dist/cli.cjs'],
])('cuspec %s without its bundle says so in one line and does not look like findings', (command, file) => {
  rmSync(join(home, file))
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(home, 'bin/run.js'), command], { encoding: 'utf8' })
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: '',
    stderr: 'cuspec: this is a fault of cuspec, not of your spec: it is not built; run npm run build\n',
  })
})
