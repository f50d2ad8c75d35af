/** Workflow commands, read as the machine of GitHub reads a line of the log. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../../src/check.ts'
import { renderForge } from '../../../src/report/forge/forge.ts'
import { visible } from '../../../src/report/visible.ts'
import { evils, flood, halved, hostile, real, subject, twisted, unseen } from './subjects.ts'

const rendered = (report: Report): string => renderForge('github', subject(report)).text

interface Command {
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly message: string
}

/** `actions/runner`, ActionCommand.cs: `TryParseV2` of a line, blanks before it taken away. */
function commandIn(line: string): Command | undefined {
  const text = line.trimStart()
  if (!text.startsWith('::')) return undefined
  const end = text.indexOf('::', 2)
  if (end < 0) return undefined
  const [head, data] = [text.slice(2, end), text.slice(end + 2)]
  const space = head.indexOf(' ')
  const name = space < 0 ? head : head.slice(0, space)
  const pairs = (space < 0 ? '' : head.slice(space + 1)).split(',').filter((pair) => pair !== '')
  const properties = pairs.map((pair): [string, string] => [
    pair.slice(0, pair.indexOf('=')),
    restored(pair.slice(pair.indexOf('=') + 1))
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%25', '%'),
  ])
  return { name, properties: Object.fromEntries(properties), message: restored(data).replaceAll('%25', '%') }
}

const restored = (text: string): string => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n')

/** Lines as the machine has them: it ends them at carriage returns, too. */
const linesOf = (text: string): string[] => text.split(/\r\n|\r|\n/)
const commandsOf = (text: string): Command[] => linesOf(text).flatMap((line) => commandIn(line) ?? [])

describe.each(hostile)('$name', ({ evil, report }) => {
  const text = rendered(report)

  test('every command is ours', () => {
    const { findings } = report
    const annotations = commandsOf(text).filter(({ properties }) => properties.file !== undefined)
    for (const { name, properties, message } of annotations) {
      const finding = findings.find(
        ({ message: said, range, rule }) =>
          visible(said) === message && String(range.start.line) === properties.line && `cuspec: ${rule}` === properties.title,
      )
      expect(finding, message.slice(0, 200)).toBeDefined()
      expect(name).toBe({ error: 'error', warning: 'warning', note: 'notice' }[finding?.severity ?? 'note'])
    }
    const others = commandsOf(text).filter(({ properties }) => properties.file === undefined)
    expect(others.map(({ name, properties }) => `${name} ${properties.title ?? ''}`.trim())).toEqual([
      'error cuspec',
      'notice cuspec',
      'group',
      'endgroup',
    ])
  })

  test('no line has an older command in it, or what hides', () => {
    expect(text).not.toMatch(/##\[|##vso\[|##teamcity\[/i)
    expect(text).not.toMatch(unseen)
  })

  test('the file of an annotation is the file', () => {
    if (unseen.test(evil) || evil.startsWith('/') || evil.startsWith('..')) return
    const files = new Set(report.findings.map(({ file }) => visible(file).replaceAll('\\u{A}', '\n').replaceAll('\\u{D}', '\r')))
    const named = commandsOf(text).flatMap(({ properties }) => properties.file ?? [])
    expect(named.length).toBeGreaterThan(10)
    expect(named.filter((file) => !files.has(file))).toEqual([])
  })
})

test('what is suppressed has no annotation, and is counted', () => {
  const half = halved({ ...real, findings: real.findings.slice(0, 12) }, '\n::error::forged ##[error]')
  const text = rendered({ ...half, findings: [] })
  expect(commandsOf(text).filter(({ properties }) => properties.file !== undefined)).toEqual([])
  expect(text).toMatch(/^no findings in .*; 6 suppressed/m)
})

describe('ten of each kind', () => {
  const complete = { ...real.coverage, unchecked: [], documents: { read: 1, unread: 0 } }
  const count = (text: string): Record<string, number> => {
    const counts: Record<string, number> = { error: 0, warning: 0, notice: 0 }
    for (const { name } of commandsOf(text)) if (name in counts) counts[name] = (counts[name] ?? 0) + 1
    return counts
  }

  test('of many the worst, and how many more there are', () => {
    const text = rendered({ ...flood({ error: 30, warning: 12, note: 40 }), coverage: complete })
    expect(count(text)).toEqual({ error: 10, warning: 10, notice: 10 })
    expect(text).toContain(
      '::notice title=cuspec::20 errors, 2 warnings, 31 notes more, without an annotation: GitHub takes 10 of each kind',
    )
    const group = linesOf(text.slice(text.indexOf('::group::'), text.indexOf('::endgroup::')))
    expect(group.filter((line) => /^(?:error|warning|note): /.test(line))).toHaveLength(20 + 2 + 31)
  })

  test('of few all, with no word of others', () => {
    const text = rendered({ ...flood({ error: 10, warning: 10, note: 9 }), coverage: complete })
    expect(count(text)).toEqual({ error: 10, warning: 10, notice: 9 })
    expect(text).not.toContain('::group::')
    expect(text).not.toContain('more')
  })

  test('what shuts a server down goes before what does not', () => {
    const few = flood({ error: 30, warning: 0, note: 0 })
    const findings = few.findings.map((finding, index) => ({
      ...finding,
      consequence: index === 29 ? ('shutdown' as const) : ('advice' as const),
    }))
    const [first] = commandsOf(rendered({ ...few, findings }))
    expect(first?.message).toBe(findings[29]?.message)
  })
})

test('what could not be looked at is an error, and is within the ten', () => {
  const unreadable = Array.from({ length: 30 }, (_, index) => ({ path: `${evils[0]}${index}`, reason: 'gone' }))
  const text = rendered({ ...flood({ error: 5, warning: 0, note: 0 }), coverage: { ...real.coverage, unreadable } })
  expect(commandsOf(text).filter(({ name }) => name === 'error')).toHaveLength(10)
  expect(text).toContain('30 paths could not be looked at')
})

test('any text comes back as it is shown', () => {
  const [first] = real.findings
  if (!first) throw new Error('no finding')
  const letters = fc.constantFrom(
    ':',
    '::',
    ',',
    '=',
    '%',
    '%0A',
    '%25',
    '\n',
    '\r',
    ' ',
    '#',
    '##[',
    'error',
    'a',
    '\u001B',
    '\u2028',
    '\uD800',
    '😀',
  )
  const text = fc.string({ unit: letters, maxLength: 20 })
  fc.assert(
    fc.property(text, text, (message, file) => {
      const commands = commandsOf(rendered({ ...real, findings: [{ ...first, message, file: `x${file}` }] }))
      expect(commands.filter(({ properties }) => properties.file !== undefined)).toMatchObject([
        {
          name: 'warning',
          message: visible(message),
          properties: { file: visible(`x${file}`).replaceAll('\\u{A}', '\n').replaceAll('\\u{D}', '\r') },
        },
      ])
    }),
    { numRuns: 500 },
  )
})

test('two runs give the same bytes', () => {
  const again = twisted(real, (text) => text)
  expect(rendered(again)).toBe(rendered(again))
})
