/** Orders as a page: strictly well formed, self-contained, and the same page whatever is told on it. */
import { parseXml, XmlElement } from '@rgrove/parse-xml'
import { expect, test } from 'vitest'
import { sourceDocuments } from '../../../src/knowledge/knowledge.ts'
import type { Order } from '../../../src/licensing/order/order.ts'
import type { Where } from '../../../src/report/address.ts'
import { renderOrder } from '../../../src/report/order/order.ts'
import { plain } from '../../../src/report/paint.ts'
import { visible } from '../../../src/report/visible.ts'
import { nothing, realistic, where } from './orders.ts'
import { descendants } from './spreadsheet.ts'
import { hostile, unseen } from './twisted.ts'

const page = (order: Order, place: Where = where): string => String(renderOrder(order, 'html', place, plain))
const elementsOf = (html: string): XmlElement[] => descendants(parseXml(html).root)
const named = (all: readonly XmlElement[], ...names: string[]): XmlElement[] => all.filter(({ name }) => names.includes(name))
const shape = (all: readonly XmlElement[]): string[] => all.map(({ name, attributes }) => `${name} ${Object.keys(attributes).join(' ')}`)

const all = elementsOf(page(realistic))
const addresses = new Set(sourceDocuments.flatMap(({ url }) => url ?? []))

test('it takes nothing from elsewhere and runs nothing', () => {
  expect(page(realistic)).toMatch(/^<!DOCTYPE html>\n/)
  const policy = all.find(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy')
  expect(policy?.attributes.content).toBe("default-src 'none'; style-src 'unsafe-inline'")
  expect(named(all, 'script', 'link', 'img', 'iframe', 'object', 'base', 'form', 'svg')).toEqual([])
  expect(page(realistic)).not.toMatch(/@import|url\(/)
})

test('it can be read aloud', () => {
  const [root] = all
  expect(root?.attributes.lang).toBe('en')
  expect(named(all, 'h1')).toHaveLength(1)
  // No level is left out on the way down.
  const levels = named(all, 'h1', 'h2', 'h3', 'h4').map(({ name }) => Number(name.slice(1)))
  expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([])
  expect(named(all, 'th').filter(({ attributes }) => attributes.scope !== 'col' && attributes.scope !== 'row')).toEqual([])
  expect(named(all, 'table').filter((table) => named(descendants(table), 'caption').length !== 1)).toEqual([])
})

test('every box has its words', () => {
  const boxes = named(all, 'input').map(({ attributes }) => attributes.id)
  expect(boxes).toHaveLength(15)
  expect(new Set(boxes).size).toBe(15)
  expect(named(all, 'label').map(({ attributes }) => attributes.for)).toEqual(boxes)
  expect(named(all, 'input').every(({ attributes }) => attributes.type === 'checkbox' && !('checked' in attributes))).toBe(true)
})

test('what a step rests on is one step away', () => {
  const marks = named(all, 'a').filter(({ attributes }) => attributes.href?.startsWith('#'))
  expect(marks.length).toBeGreaterThan(5)
  const ids = new Set(all.flatMap(({ attributes }) => attributes.id ?? []))
  expect(marks.filter(({ attributes }) => !ids.has(attributes.href?.slice(1) ?? ''))).toEqual([])
  // The link leads to the source of its first number.
  expect(marks.filter(({ text, attributes }) => `#source-${/\d+/.exec(text)?.[0]}` !== attributes.href)).toEqual([])
  const steps = named(all, 'label').map(({ text }) => text)
  expect(steps).toContain('Restart the server. [5]')
})

test('each request is a sheet of paper of its own, to be signed', () => {
  const sheets = all.filter(({ name, attributes }) => name === 'section' && attributes.class === 'sheet')
  expect(sheets).toHaveLength(4)
  const last = sheets.map((sheet) => sheet.children.filter((child): child is XmlElement => child instanceof XmlElement).at(-1))
  expect(last.map((end) => end?.attributes.class)).toEqual(Array.from({ length: 4 }, () => 'signature'))
  expect(last[0]?.text).toBe('Done by________on________')
  expect(named(all, 'style')[0]?.text).toMatch(/@media print \{[^@]*\.sheet \+ \.sheet \{ break-before: page; \}/)
})

test('on a phone each cell has its head', () => {
  const cells = named(all, 'tbody').flatMap((body) => named(descendants(body), 'td', 'th'))
  const bare = cells.filter(({ text, attributes }) => text !== '' && !attributes['data-label'] && !attributes.colspan)
  // Those of the forms, which say themselves what they are.
  const forms = named(all, 'table').filter(({ attributes }) => attributes.class === 'form')
  expect(bare.length).toBe(
    forms
      .flatMap((form) => named(descendants(form), 'tbody').flatMap((body) => named(descendants(body), 'td', 'th')))
      .filter(({ text }) => text !== '').length,
  )
})

test('paper is left as it is, and steps are not torn', () => {
  const style = named(all, 'style')[0]?.text ?? ''
  expect(style).toMatch(/@page \{ margin: \d+mm; \}/)
  expect(style).not.toMatch(/\bsize:\s*(?:A4|letter)/i)
  expect(style).toMatch(/\bli \{[^}]*break-inside: avoid/)
})

test('what is loud is only there where something is', () => {
  expect(all.filter(({ attributes }) => attributes.class === 'loud')).toHaveLength(2)
  expect(elementsOf(page(nothing)).filter(({ attributes }) => attributes.class === 'loud')).toEqual([])
})

test.each(hostile)('it stays the same page: $name', ({ evil, order, where: place }) => {
  const html = page(order, place)
  const found = elementsOf(html)
  expect(shape(found)).toEqual(shape(all))
  expect(html).not.toMatch(unseen)
  const links = found.flatMap(({ attributes }) => attributes.href ?? [])
  expect(links.filter((address) => !addresses.has(address) && !address.startsWith('#source-'))).toEqual([])
  expect(named(found, 'h3').map(({ text }) => text)).toContain(
    visible(`Request 2: ${evil}Have the licence of MEL-UNITY1 re-issued for its new NIC`),
  )
})
