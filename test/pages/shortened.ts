/** Output as a page shows it: enough of it to know it by, `…` for what is left out. */
import { strFromU8, unzipSync } from 'fflate'
import { fenced } from './markdown.ts'

const widest = 200

/** The first lines of a text and its last ones. */
export function shortened(text: string, first = 18, last = 2): string {
  const lines = text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => cut(line.trimEnd(), widest))
  const kept = lines.length <= first + last + 1 ? lines : [...lines.slice(0, first), '…', ...lines.slice(-last)]
  return kept.join('\n').replace(/\n{3,}/g, '\n\n')
}

const cut = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`)

/** A text without the paragraphs that were seen before; its last one stays. Remembers what it lets through. */
export function unseen(text: string, seen: Set<string>): string {
  const paragraphs = text.trimEnd().split(/\n{2,}/)
  const kept = paragraphs.map((paragraph, index) => (seen.has(paragraph) && index < paragraphs.length - 1 ? '…' : paragraph))
  for (const paragraph of paragraphs) seen.add(paragraph)
  return kept.join('\n\n').replace(/…(?:\n\n…)+/g, '…')
}

/** A report as a block: JSON with the first of every list, of a workbook the names of its sheets, of anything else the first lines. */
export function sampleOf(report: Uint8Array): string {
  const text = Buffer.from(report).toString('utf8')
  if (text.startsWith('PK')) return fenced(sheetsIn(report))
  const value = jsonIn(text)
  return value === undefined ? fenced(shortened(text, 30, 3)) : fenced(laidOut(elided(value), ''), 'json')
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function elided(value: unknown): unknown {
  if (typeof value === 'string') return cut(value.trimEnd(), widest)
  if (Array.isArray(value))
    return value.length > 1 && value.some((each) => typeof each === 'object') ? [elided(value[0]), '…'] : value.map(elided)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, elided(each)]))
}

/** JSON with what fits into a line in a line. */
function laidOut(value: unknown, indent: string): string {
  const line = JSON.stringify(value, null, 1).replace(/\n */g, ' ')
  if (indent.length + line.length <= 120 || typeof value !== 'object' || value === null) return line
  const inner = `${indent}  `
  const parts = Array.isArray(value)
    ? value.map((each) => `${inner}${laidOut(each, inner)}`)
    : Object.entries(value).map(([key, each]) => `${inner}${JSON.stringify(key)}: ${laidOut(each, inner)}`)
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  return `${open}\n${parts.join(',\n')}\n${indent}${close}`
}

function sheetsIn(workbook: Uint8Array): string {
  const parts = unzipSync(workbook)
  const names = [...strFromU8(parts['xl/workbook.xml'] ?? new Uint8Array()).matchAll(/<sheet name="([^"]+)"/g)]
  return names.map(([, name], index) => `sheet ${index + 1}: ${name}`).join('\n')
}
