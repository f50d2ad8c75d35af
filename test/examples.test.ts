/** The shipped specs: clean ones have no finding, broken ones exactly those they are marked with. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { check } from '../src/check.ts'
import { openNamed } from '../src/source/named.ts'
import { marksIn } from './marks.ts'
import { reviewed } from './reviewed.ts'

const clock = { today: '2007-03-01' }
const load = (file: string) => ({ file, bytes: readFileSync(file) })
const specsIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.cuspec.yaml'))
    .map((file) => `${folder}/${file}`)
    .sort()

test.each(['examples/clean', 'examples/kinds'])('%s has no finding', async (folder) => {
  const files = specsIn(folder)
  expect(files.length).toBeGreaterThan(2)
  expect(reviewed(await check(files.map(load), clock, { openNamed }), clock.today).findings).toEqual([])
})

test.each(specsIn('examples/broken'))('%s has the findings it is marked with', async (file) => {
  const { findings } = await check([load(file)], clock, { openNamed })
  expect(findings.map(({ range, message }) => `${range.start.line}: ${message}`)).toEqual(marksIn(readFileSync(file, 'utf8')))
})

test('the broken examples do not disturb each other', async () => {
  const files = specsIn('examples/broken')
  const { findings } = await check(files.map(load), clock, { openNamed })
  const marks = files.flatMap((file) => marksIn(readFileSync(file, 'utf8')))
  expect(findings.map(({ range, message }) => `${range.start.line}: ${message}`).sort()).toEqual(marks.sort())
})

test.each(['examples/clean', 'examples/broken', 'examples/kinds'].flatMap(specsIn))('%s tells editors its schema', (file) => {
  const schema = /^# yaml-language-server: \$schema=(.+)$/m.exec(readFileSync(file, 'utf8'))?.[1]
  expect(schema).toBeDefined()
  expect(JSON.parse(readFileSync(new URL(schema ?? '', `file://${process.cwd()}/${file}`), 'utf8'))).toHaveProperty('$id')
})
