/** Merging by lines, held against git's own. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { merge } from '../../src/change/merge.ts'

const folder = mkdtempSync(join(tmpdir(), 'cuspec-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What git makes of it; undefined for a conflict. */
function byGit(base: string, one: string, other: string): string | undefined {
  const names = [one, base, other].map((text, index) => {
    const name = join(folder, String(index))
    writeFileSync(name, text)
    return name
  })
  const { status, stdout } = spawnSync('git', ['merge-file', '-p', ...names], { encoding: 'utf8' })
  return status === 0 ? stdout : undefined
}

const lines = Array.from({ length: 12 }, (_, index) => `line ${index}\n`)
const base = lines.join('')

/** Each line kept, dropped, put in other words, or followed by another. */
const side = (name: string) =>
  fc.array(fc.constantFrom('keep', 'keep', 'keep', 'keep', 'keep', 'drop', 'change', 'add'), { minLength: 12, maxLength: 12 }).map((ways) =>
    lines
      .flatMap((line, index) => {
        const way = ways[index]
        if (way === 'drop') return []
        return way === 'change' ? [`${name} ${line}`] : way === 'add' ? [line, `${name} after ${line}`] : [line]
      })
      .join(''),
  )

test('git is there', () => expect(execFileSync('git', ['--version'], { encoding: 'utf8' })).toContain('git version'))

test('what merges is what git makes of it, and what git cannot merge is a conflict, or both adding in one place', () => {
  const seen = { merged: 0, conflict: 0 }
  fc.assert(
    fc.property(side('a'), side('b'), (one, other) => {
      const [ours, theirs] = [merge(base, one, other), byGit(base, one, other)]
      if ('conflict' in ours) seen.conflict++
      else if (!ours.both) {
        expect(ours.text).toBe(theirs)
        seen.merged++
      } else expect(theirs).toBeUndefined()
    }),
    { numRuns: 300, seed: 1 },
  )
  expect(seen.merged).toBeGreaterThan(20)
  expect(seen.conflict).toBeGreaterThan(20)
})

test.each([
  ['the same on both sides', 'a\nb\n', 'a\nc\n', 'a\nc\n', { text: 'a\nc\n', both: false }],
  ['apart', 'a\nb\nc\n', 'x\nb\nc\n', 'a\nb\ny\n', { text: 'x\nb\ny\n', both: false }],
  ['both add at the end', 'a\n', 'a\nb\n', 'a\nc\n', { text: 'a\nb\nc\n', both: true }],
  ['the same line', 'a\nb\n', 'a\nc\n', 'a\nd\n', { conflict: 2 }],
  ['a last line without its end', 'a', 'a\nb', 'a\nc', { conflict: 1 }],
  ['one side empties it', 'a\nb\n', '', 'a\nc\n', { conflict: 1 }],
  ['nothing at all', '', '', '', { text: '', both: false }],
])('%s', (_, from, one, other, merged) => expect(merge(from, one, other)).toEqual(merged))
