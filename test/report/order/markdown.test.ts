/** Orders as Markdown, read by a parser of GitHub's flavour: what is told can become neither markup nor a link, and notifies nobody. */
import { marked } from 'marked'
import { expect, test } from 'vitest'
import { sourceDocuments } from '../../../src/knowledge/knowledge.ts'
import type { Order } from '../../../src/licensing/order/order.ts'
import type { Where } from '../../../src/report/address.ts'
import { renderOrder } from '../../../src/report/order/order.ts'
import { cell, escaped, verbatim } from '../../../src/report/page/escape.ts'
import { plain } from '../../../src/report/paint.ts'
import { visible } from '../../../src/report/visible.ts'
import { realistic, where } from './orders.ts'
import { hostile, unseen } from './twisted.ts'

const parsed = (markdown: string): string => marked.parse(markdown, { async: false, gfm: true })
const page = (order: Order, place: Where): string => String(renderOrder(order, 'markdown', place, plain))

/** Every tag but those of code, which words become, in order. */
const tags = (html: string): string[] => [...html.matchAll(/<\/?([a-z][a-z0-9]*)/g)].flatMap(([tag]) => (/code$/.test(tag) ? [] : [tag]))
const links = (html: string): string[] => [...html.matchAll(/(?:href|src)="([^"]*)"/g)].flatMap(([, address]) => address ?? [])
const wordsOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')

const ours = tags(parsed(page(realistic, where)))
const addresses = sourceDocuments.flatMap(({ url }) => url ?? [])

test('it is a page of headings, tables and boxes', () => {
  const count = (tag: string): number => ours.filter((each) => each === tag).length
  // One title; parts; requests and accounts.
  expect([count('<h1'), count('<h2'), count('<h3')]).toEqual([1, 5, 4 + 8])
  // Lines, totals, four forms, seven accounts and the fleet.
  expect(count('<table')).toBe(14)
  // The deciding open item, those of the requests; steps of 4 requests.
  expect(count('<input')).toBe(1 + 2 + 7 + 2 + 1 + 2)
  expect(page(realistic, where)).toContain('- [ ] Restart the server. \\[5\\]')
  expect(page(realistic, where)).toContain(
    '| MAC address | `020BCD112235` | the virtual MAC of the team: its NICs are teamed; specs/sydney.cuspec.yaml:34 |',
  )
})

test.each(hostile)('it stays the same page: $name', ({ evil, order, where: place }) => {
  const html = parsed(page(order, place))
  expect(tags(html)).toEqual(ours)
  expect(links(html).filter((address) => !addresses.includes(address))).toEqual([])
  expect(page(order, place)).not.toMatch(unseen)
  // A heading and a list item say what was told, all of it.
  expect(wordsOf(html)).toContain(visible(`${evil}Have the licence of`).replace(/\s+/g, ' ').trim())
})

test.each(hostile)('nobody is notified and nothing is referred to: $name', ({ order, where: place }) => {
  const outside = wordsOf(
    parsed(page(order, place))
      .replace(/<code>.*?<\/code>/g, ' code ')
      .replace(/<a .*?<\/a>/g, ' link '),
  )
  expect(outside.match(/(?:^|\W)@\w+|(?:^|\W)#\d+|\bgh-\d+|:\/\/|www\.\w|(?:^|\s)[!$~%&]\w/gi)).toBeNull()
})

test('a line cannot begin with a command', () => {
  for (const { order, where: place } of hostile) expect(page(order, place)).not.toMatch(/^\s*\/\w/m)
})

test.each(['a|b', 'a\\|b', 'a\\\\|b', '|', '\\', '`|`', 'x://a|b', 'x://a\\|b', 'x://a\\\\|b', '@a|b`c'])(
  'a cell stays one cell: %s',
  (text) => {
    const table = `| one | two |\n| --- | --- |\n| ${cell(text)} | end |\n`
    const [row = ''] = /<tbody>[\s\S]*<\/tbody>/.exec(parsed(table)) ?? []
    expect(row.match(/<td>/g)?.length).toBe(2)
    expect(row).toContain('<td>end</td>')
  },
)

test.each([
  'plain',
  'a*b*c',
  '__x__',
  '`',
  '``',
  '<b>',
  '&amp;',
  'a\\',
  '@all',
  'x@y.example',
  '[a](b)',
  '1. a',
  '- a',
  '10) a',
  '2007-03-01',
])('text is shown as it is: %s', (text) => {
  expect(wordsOf(parsed(escaped(text))).trim()).toBe(text)
  expect(wordsOf(parsed(verbatim(text))).trim()).toBe(text)
})

// What stands in code is copied: the colon of the sentence would go with it.
test('a place is code without the sign of the sentence behind it', () => {
  expect(escaped('sites/sydney.yaml:12: wrong')).toBe('`sites/sydney.yaml:12`: wrong')
  expect(escaped('a.yaml:3:')).toBe('`a.yaml:3`:')
})
