/** Changes of files as a unified diff, as `git apply` takes it. */
import { formatPatch, OMIT_HEADERS, structuredPatch } from 'diff'
import type { Paint } from './paint.ts'
import { visible } from './visible.ts'

/** A file by its name from the root of its repository, before and after. */
export interface Changed {
  readonly file: string
  readonly before: string
  readonly after: string
}

/** Renders changes. For a person at a terminal what is in the texts is made visible; for a program every byte is as it is. */
export function renderPatch(changes: readonly Changed[], paint: Paint, terminal: boolean): string {
  return changes.map((change) => renderChange(change, paint, terminal)).join('')
}

function renderChange({ file, before, after }: Changed, paint: Paint, terminal: boolean): string {
  const [a, b] = [quoted(`a/${file}`), quoted(`b/${file}`)]
  // A name with a blank ends with a tab there, as git has it.
  const end = (name: string): string => (name.includes(' ') && !name.startsWith('"') ? '\t' : '')
  const head = [`diff --git ${a} ${b}`, `--- ${a}${end(a)}`, `+++ ${b}${end(b)}`].map((line) => `${paint('bold', line)}\n`)
  const patch = structuredPatch(file, file, before, after, undefined, undefined, { context: 3 })
  const body = formatPatch(patch, OMIT_HEADERS).replace(/\n$/, '').split('\n')
  return [...head, ...body.map((line) => `${painted(terminal ? visible(line.replace(/\r$/, '')) : line, paint)}\n`)].join('')
}

function painted(line: string, paint: Paint): string {
  if (line.startsWith('@@')) return paint('cyan', line)
  if (line.startsWith('+')) return paint('green', line)
  return line.startsWith('-') ? paint('red', line) : line
}

const escapes: Readonly<Record<string, string>> = { '\t': 't', '\n': 'n', '\r': 'r', '"': '"', '\\': '\\' }

/** A name as git writes it: in quotes, byte for byte, where it has anything in it that is not plain. */
function quoted(name: string): string {
  if (/^[ !$-[\]-~]*$/.test(name)) return name
  const bytes = [...Buffer.from(name)].map((byte) => {
    const character = String.fromCharCode(byte)
    const letter = escapes[character]
    if (letter !== undefined) return `\\${letter}`
    return byte < 0x20 || byte > 0x7e || character === '#' ? `\\${byte.toString(8).padStart(3, '0')}` : character
  })
  return `"${bytes.join('')}"`
}
