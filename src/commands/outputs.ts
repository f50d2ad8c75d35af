/** Where reports go: `--report FORMAT` to standard output, `--report FORMAT=FILE` to a file. */
import { resolve } from 'node:path'
import { print } from './print.ts'
import { Refusal } from './refusal.ts'
import { writeWhole } from './write.ts'

export interface Output<Format extends string> {
  readonly format: Format
  readonly file: string | undefined
}

/** Reads what was asked for. Throws `Refusal` for a format that there is not, and for two reports that would go to one place. */
export function readOutputs<Format extends string>(written: readonly string[], formats: readonly Format[]): Output<Format>[] {
  const outputs = written.map((each) => readOutput(each, formats))
  const places = outputs.map(({ file }) => file && resolve(file))
  if (places.filter((place) => place === undefined).length > 1) {
    throw new Refusal('only one report can go to standard output; give the others a file: --report json=FILE')
  }
  if (new Set(places).size < places.length) throw new Refusal('two reports cannot go to the same file')
  return outputs
}

function readOutput<Format extends string>(written: string, formats: readonly Format[]): Output<Format> {
  const [name, ...rest] = written.split('=')
  const format = formats.find((known) => known === name)
  if (!format) throw new Refusal(`--report takes ${listed(formats)}, not ${written || 'nothing'}`)
  const file = rest.length > 0 ? rest.join('=') : undefined
  if (file === '') throw new Refusal(`--report ${written} names no file`)
  return { format, file }
}

const listed = (formats: readonly string[]): string => `${formats.slice(0, -1).join(', ')} or ${formats[formats.length - 1]}`

/** Writes a report to where it was asked for, to the last byte. */
export function put({ file }: Output<string>, report: string | Uint8Array): void {
  if (file === undefined) print(report)
  else writeWhole(file, report)
}
