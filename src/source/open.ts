/** Bytes to documents, with a second parser's opinion where the text is not YAML. */
import { decode } from './decode.ts'
import type { Fault } from './fault.ts'
import { parse, type Source } from './parse.ts'

/** A file to check: the name it is reported by, and its bytes. */
export interface Input {
  readonly file: string
  readonly bytes: Buffer
}

/** Reads a file as documents. What keeps it from being read is a fault of the source, never an exception. */
export function open({ file, bytes }: Input): Source {
  const { text, faults } = decode(bytes)
  if (faults.some(({ severity }) => severity !== 'warning')) return { file, text, documents: [], faults, broken: [] }
  const source = parse(file, text)
  return faults.length === 0 ? source : { ...source, faults: [...source.faults, ...faults] }
}

/** Puts several diagnostics in place of one where a part of the text is not YAML. */
export async function explainBroken(source: Source): Promise<Source> {
  if (source.broken.length === 0) return source
  const { diagnose } = await import('./diagnose.ts')
  const faults = source.broken.flatMap(({ chunk: [start, end] }, index): readonly Fault[] => {
    const several = diagnose(source.text.slice(start, end)).map((fault) => ({
      ...fault,
      start: fault.start + start,
      end: fault.end + start,
    }))
    return several.length > 0 ? several : source.faults.slice(index, index + 1)
  })
  return { ...source, faults: [...faults, ...source.faults.slice(source.broken.length)] }
}
