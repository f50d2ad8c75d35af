/** The comment and the job summary, read by a parser of GitHub's Markdown. */
import fc from 'fast-check'
import { marked } from 'marked'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../../src/check.ts'
import { renderForge } from '../../../src/report/forge/forge.ts'
import { prose } from '../../../src/report/forge/prose.ts'
import { visible } from '../../../src/report/visible.ts'
import { evils, files, flood, halved, hostile, real, reportOf, subject, twisted, unseen } from './subjects.ts'

const rendered = (report: Report, format: 'markdown' | 'summary' = 'markdown'): { readonly text: string; readonly cut?: string } =>
  renderForge(format, subject(report))
const parsed = (markdown: string): string => marked.parse(markdown, { async: false, gfm: true })
const tags = (html: string): string[] =>
  [...html.matchAll(/<(?:\/?([a-z][a-z0-9]*)|!--)/g)].flatMap(([tag]) => (/code$/.test(tag) ? [] : [tag]))

const wordsOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, '')

/** The examples, with as many texts as the hostile ones have. */
const ours = tags(
  parsed(
    rendered(
      twisted(real, (text) => `x${text}`),
      'summary',
    ).text,
  ),
)

test('the comment begins with the mark by which it is found again', () => {
  expect(rendered(real).text.split('\n')[0]).toBe('<!-- cuspec -->')
  expect(rendered(real, 'summary').text).not.toContain('<!--')
})

test('it says what was found, what follows, who says so, and what was not checked', () => {
  const { text } = rendered(real)
  expect(text).toMatch(/^## cuspec: \d+ errors, \d+ warnings, \d+ notes$/m)
  expect(text).toContain('<br>What follows: the server goes into shutdown mode.')
  expect(text).toContain('<br>Source: ')
  expect(text).toContain('<br>To mend it: write version.')
  expect(text).toMatch(/<details><summary>Not checked: \d+ facts missing<\/summary>/)
  const words = wordsOf(parsed(text)).replace(/`/g, '')
  for (const { message } of real.findings) expect(words.includes(message.replace(/[\s`]+/g, '')), message).toBe(true)
})

test('what is suppressed is folded, with its reason', () => {
  const half = halved({ ...real, findings: real.findings.slice(0, 12) })
  const { text } = rendered(half)
  const [, section = ''] = /<details><summary>6 suppressed<\/summary>\n([\s\S]*?)<\/details>/.exec(text) ?? []
  expect(section.match(/^- /gm)).toHaveLength(6)
  expect(section).toContain('<br>waived by owner, ticket: reason')
  for (const evil of evils) {
    const forged = tags(parsed(rendered(halved({ ...real, findings: real.findings.slice(0, 12) }, evil)).text))
    expect(forged, evil).toEqual(tags(parsed(text)))
  }
})

test.each(['markdown', 'summary'] as const)('however much is suppressed, it fits: %s', (format) => {
  const { suppressed } = halved(flood({ error: 40_000, warning: 0, note: 0 }), 'x'.repeat(500))
  const { text, cut } = rendered({ ...flood({ error: 3, warning: 0, note: 0 }), suppressed }, format)
  expect(Buffer.byteLength(text)).toBeLessThan(format === 'markdown' ? 65_536 : 1024 * 1024)
  expect(text).toMatch(/\n- and \d+ more\n/)
  expect(text.match(/^- `/gm)?.length).toBeGreaterThan(50)
  // What counts is all there.
  expect(cut).toBeUndefined()
})

test('without findings it is short', async () => {
  const clean = await reportOf({ 'clean.cuspec.yaml': files['clean.cuspec.yaml'] ?? '' })
  expect(rendered(clean).text).toMatch(/^<!-- cuspec -->\n## cuspec: no findings\n\nChecked: 1 file \(0 servers, \d+ rules\)\.\n$/)
})

/** Of long text only the beginning is shown: see below. */
const short = hostile.filter(({ evil }) => evil.length < 100)

describe.each(short)('$name', ({ evil, report }) => {
  const { text, cut } = rendered(report, 'summary')
  const html = parsed(text)

  test('is the same page', () => {
    expect(cut).toBeUndefined()
    expect(tags(html)).toEqual(ours)
    expect(text).not.toMatch(unseen)
    expect(wordsOf(html).includes(visible(evil).replace(/\s+/g, ''))).toBe(true)
  })

  test('notifies nobody and leads nowhere', () => {
    expect(html.match(/<(?:a|img) [^>]*>/)).toBeNull()
    const outside = wordsOf(html.replace(/<code>[\s\S]*?<\/code>/g, ' code ').replace(/\s+/g, ' '))
    expect(outside.match(/@everyone|.{20}(?:https?:\/\/|www\.|@)evil\.example/)).toBeNull()
  })
})

const complete = { ...real.coverage, unchecked: [] }

test.each([
  ['markdown', 65_536, (text: string) => text.length],
  ['summary', 1024 * 1024, (text: string) => Buffer.byteLength(text)],
] as const)('%s is cut where it must be, and says so', (format, most, size) => {
  const report = { ...flood({ error: 10_000, warning: 10_000, note: 10_000 }), coverage: complete }
  const { text, cut } = rendered(report, format)
  expect(size(text)).toBeLessThan(most)
  expect(size(text)).toBeGreaterThan(most * 0.9)
  const shown = text.match(/^- /gm)?.length ?? 0
  const left = [...(cut ?? '').matchAll(/(\d+) /g)].reduce((sum, [, count]) => sum + Number(count), 0)
  expect(shown + left).toBe(30_000)
  expect(text).toContain(`**${cut}.**`)
  expect(cut).toMatch(/^\d+ errors, 10000 warnings, 10000 notes more did not fit here$/)
})

test('long text leaves the others room', () => {
  const [first, ...others] = real.findings
  if (!first) throw new Error('no finding')
  const long = 'x&'.repeat(100_000)
  const [related] = first.related
  const worst = {
    ...first,
    severity: 'error' as const,
    consequence: 'shutdown' as const,
    message: long,
    file: long,
    related: Array.from({ length: 1000 }, () => ({ ...(related ?? first), message: long })),
  }
  const { text, cut } = rendered({ ...real, findings: [worst, ...others] })
  expect(cut).toBeUndefined()
  expect(text).toContain('See also 997 more places.')
})

test.each(['\u4E2D', '`', '\\', '<'])('no text is so long that the limits break: %s', (letter) => {
  const report = twisted(flood({ error: 2000, warning: 0, note: 0 }), (text) => `${text.slice(0, 9)}${letter.repeat(2000)}`)
  const unchecked = Array.from({ length: 3000 }, (_, index) => ({
    rule: 'schema',
    missing: `${index} ${letter.repeat(500)}`,
    of: 'A',
    file: 'a',
    document: 1,
    path: [],
  }))
  const many = { ...report, coverage: { ...report.coverage, unchecked } }
  expect(rendered(many).text.length).toBeLessThan(65_536)
  expect(Buffer.byteLength(rendered(many, 'summary').text)).toBeLessThan(1024 * 1024)
  expect(rendered(many).text.match(/<details>/g)?.length).toBe(rendered(many).text.match(/<\/details>/g)?.length)
})

describe('what a message quotes is code', () => {
  test.each([
    ['unknown key `verison`; did you mean `version`?', 'unknown key <code>verison</code>; did you mean <code>version</code>?'],
    ['`8.0` is a number', '<code>8.0</code> is a number'],
    ['one ` alone', 'one ` alone'],
    ['`a``b`', '<code>a</code> <code>b</code>'],
    ['``', '``'],
    ['<b> `<b>`', '&lt;b&gt; <code>&lt;b&gt;</code>'],
    ['@all`x`', '<code>@all</code> <code>x</code>'],
  ])('%s', (message, html) => expect(parsed(prose(message)).trim()).toBe(`<p>${html}</p>`))

  test('and nothing else comes of it', () => {
    const pieces = fc.constantFrom(
      '`',
      '``',
      '\\',
      '<b>',
      '<!--',
      '[x](y)',
      '![',
      '](',
      '@x',
      '#1',
      '*',
      '_',
      '~~',
      '|',
      '&lt;',
      'a',
      ' ',
      '\n',
      'www.x.y',
      'http://x',
    )
    fc.assert(
      fc.property(fc.string({ unit: pieces, maxLength: 12 }), (message) => {
        const html = parsed(`- ${prose(`x ${message} x`)} (\`rule\`)`)
        expect(tags(html)).toEqual(['<ul', '<li', '</li', '</ul'])
        const outside = html.replace(/<code>[\s\S]*?<\/code>/g, '')
        expect(outside.match(/@x|#1|www\.|http:/)).toBeNull()
        const bare = (text: string): string => text.replace(/[\s`]/g, '')
        expect(bare(wordsOf(html))).toBe(bare(visible(`x${message}x(rule)`)))
      }),
      { numRuns: 3000 },
    )
  })
})
