/** Every rule, by its own examples: the findings in a bad one are exactly its marks, a good one has none. */
import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { check } from '../../src/check.ts'
import type { Finding } from '../../src/finding.ts'
import { cite } from '../../src/knowledge/knowledge.ts'
import { rules } from '../../src/rules/index.ts'
import type { Rule } from '../../src/rules/rule.ts'
import { marksIn } from '../marks.ts'
import { reviewed } from '../reviewed.ts'

const clock = { today: '2007-03-01' }

async function findingsIn(text: string, files: Rule['files'] = {}) {
  const openNamed = (_: string, file: string) =>
    Object.hasOwn(files, file) ? { file, bytes: Buffer.from(files[file] ?? '') } : { file, reason: 'there is no such file' }
  const report = await check([{ file, bytes: Buffer.from(text) }], clock, { openNamed })
  return reviewed(report, clock.today).findings
}

const file = 'example.cuspec.yaml'

/** A finding as a mark shows it. One in a file that the example names is marked where it names it, with file and line before the message. */
function asMark({ related, ...finding }: Finding): string {
  const named = related.find(({ message }) => message === 'the file is named here')?.range.start.line
  const { start } = finding.range
  return finding.file === file ? `${start.line}: ${finding.message}` : `${named}: ${finding.file}:${start.line}: ${finding.message}`
}

test('every rule file is listed once', () => {
  const notRules = ['allowed.ts', 'claimed.ts', 'exceeded.ts', 'index.ts', 'installed.ts', 'license-lines.ts', 'rule.ts', 'words.ts']
  const files = readdirSync('src/rules').filter((file) => !notRules.includes(file))
  expect(rules.map(({ id }) => `${id}.ts`).sort()).toEqual(files.sort())
})

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test('has examples of both kinds', () => {
    expect(rule.good.length).toBeGreaterThan(0)
    expect(rule.bad.length).toBeGreaterThan(0)
  })

  test.each(rule.good.map((text, index) => [index + 1, text] as const))('good example %i has no finding', async (_, text) => {
    expect(await findingsIn(text, rule.files)).toEqual([])
  })

  test.each(rule.bad.map((text, index) => [index + 1, text] as const))('bad example %i has the findings marked', async (_, text) => {
    const findings = await findingsIn(text, rule.files)
    expect(findings.map(asMark).sort()).toEqual(marksIn(text).sort())
    expect(findings.map((finding) => finding.rule)).toContain(id)
  })

  test('cites facts that exist, and says nothing loudly on hearsay', async () => {
    expect(rule.cites.map((fact) => cite(fact).fact)).toEqual(rule.cites)
    const findings = (await Promise.all(rule.bad.map((text) => findingsIn(text, rule.files)))).flat()
    for (const { severity, cites } of findings.filter((finding) => finding.rule === id)) {
      if (severity === 'error' && cites.length > 0) expect(cites.map(({ confidence }) => confidence)).not.toContain('reported')
    }
  })
})
