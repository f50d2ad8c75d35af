/** A baseline as it is written. */
import { type Entry, formatVersion } from './baseline.ts'

/** The text of a baseline: an entry for each finding, sorted, a line for each of its keys, so that a change is read as one. */
export function baselineText(entries: readonly Entry[]): string {
  const key = ({ file, document, path, rule, message }: Entry): string[] => [file, document, JSON.stringify(path), rule, message]
  const sorted = [...entries].sort((a, b) => compare(key(a), key(b)))
  const block = ({ rule, file, document, path, message }: Entry): string => {
    const steps = `[${path.map((step) => JSON.stringify(step)).join(', ')}]`
    const texts = { rule, file, document, path: steps, message }
    const lines = Object.entries(texts).map(([name, value]) => `      "${name}": ${name === 'path' ? value : JSON.stringify(value)}`)
    return `    {\n${lines.join(',\n')}\n    }`
  }
  const list = sorted.length === 0 ? '[]' : `[\n${sorted.map(block).join(',\n')}\n  ]`
  return `{\n  "formatVersion": "${formatVersion}",\n  "findings": ${list}\n}\n`
}

function compare(a: readonly string[], b: readonly string[]): number {
  const index = a.findIndex((each, at) => each !== b[at])
  const [one = '', other = ''] = [a[index], b[index]]
  return one === other ? 0 : one < other ? -1 : 1
}
