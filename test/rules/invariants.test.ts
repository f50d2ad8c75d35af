/** What must hold of every rule, whatever it says. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { check } from '../../src/check.ts'
import type { Server } from '../../src/model/fleet.ts'
import { at } from '../../src/model/part.ts'
import { rules } from '../../src/rules/index.ts'

test('a misspelt key of an address does not compile', () => {
  const addresses = (server: Server) => [
    at(server, 'users', 'inbox'),
    // @ts-expect-error: there is no such kind of user
    at(server, 'users', 'inbx'),
    // @ts-expect-error: there is no such key
    at(server, 'user'),
    // @ts-expect-error: a list has indexes, not keys
    at(server, 'nics', 'first'),
    // @ts-expect-error: nothing stands below a number
    at(server, 'ttsSessions', 'count'),
  ]
  expect(addresses).toBeTypeOf('function')
})

/** The code of a rule: its file without comments, and without what its manual page shows or cites. */
function codeOf(id: string): string {
  const text = readFileSync(`src/rules/${id}.ts`, 'utf8')
  const manual = /\n {2}(?:files: \{|good: \[)[\s\S]*$/
  const shown = /\n {2}(?:title|rationale):\s*(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")/g
  return text
    .replace(manual, '')
    .replace(shown, '')
    .replace(/\bcites(?::| =) \[[^\]]*\]/g, '')
    .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
}

const figures = /\d{2,}/g
const releases = /\b\d+\.(?:\d|x)[\d.()]*/g

test.each(rules.map(({ id }) => id))('%s has no figure and no release in its code', (id) => {
  const code = codeOf(id)
  expect(code).toContain('check(')
  expect([...(code.match(figures) ?? []), ...(code.match(releases) ?? [])]).toEqual([])
})

const clock = { today: '2007-03-01' }
const shipped = readdirSync('examples', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => [file, readFileSync(`examples/${file}`, 'utf8')] as const)
const shown = rules.flatMap(({ id, good, bad }) => [...good, ...bad].map((text, index) => [`${id} ${index + 1}`, text] as const))

test.each([...shipped, ...shown])('no error in %s rests on hearsay', async (file, text) => {
  const { findings } = await check([{ file, bytes: Buffer.from(text) }], clock)
  const errors = findings.filter(({ severity }) => severity === 'error')
  expect(errors.filter(({ cites }) => cites.some(({ confidence }) => confidence === 'reported'))).toEqual([])
})
