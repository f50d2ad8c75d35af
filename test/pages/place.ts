/** Where the examples of the pages are run: a repository made of files in `examples`, a fresh one for every line. */
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { bash, folderOf } from '../commands/program.ts'
import { filesBelow } from './files-below.ts'

/** The files of the repository, and what they are copies of. */
export const place: Readonly<Record<string, string>> = {
  'sites/melbourne.cuspec.yaml': 'examples/clean/pooled-fleet/melbourne.cuspec.yaml',
  'sites/perth.cuspec.yaml': 'examples/clean/dongle-era.cuspec.yaml',
  'sites/sydney.cuspec.yaml': 'examples/clean/pooled-fleet/sydney.cuspec.yaml',
  'sites/tasmania.cuspec.yaml': 'examples/order/tasmania.cuspec.yaml',
  'shared/pools.cuspec.yaml': 'examples/clean/pooled-fleet/pools.cuspec.yaml',
  'prices-2007.cuspec.yaml': 'examples/order/prices-2007.cuspec.yaml',
  'quote.csv': 'examples/order/quote.csv',
  'hob-unity1.lic': 'examples/order/delivered/hob-unity1.lic',
  'unity.lic': 'examples/licenses/syd-unity1.lic',
  'demo.lic': 'examples/licenses/syd-unity1-demo.lic',
  'licenses/syd-unity1.lic': 'examples/licenses/syd-unity1.lic',
  'syd-unity1.xml': 'examples/kinds/observed/syd-unity1.effective-license.xml',
  'inventory.csv': 'examples/inventory.csv',
}

/** The day on which everything is judged. */
const day = '2007-03-01'

export interface Run {
  readonly line: string
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
  /** Where it was run. */
  readonly folder: string
  /** Files that were not there before. */
  readonly made: readonly string[]
}

/** Runs a line of the shell. Where the command takes a day and none is given, that of the examples is, and shown. */
export function run(line: string, takesDay: boolean): Run {
  const dated = takesDay && !line.includes('--as-of') ? `${line} --as-of ${day}` : line
  const folder = folderOf(Object.fromEntries(Object.entries(place).map(([file, from]) => [file, readFileSync(from)])))
  bash('git init --quiet', { cwd: folder })
  const piped = / - .*--stdin-filename (\S+)/.exec(dated)?.[1]
  const input = piped ? Object.entries(place).find(([file]) => basename(file) === piped)?.[1] : undefined
  const { status, stdout, stderr } = bash(dated, { cwd: folder, input: input ? readFileSync(input) : '' })
  return { line: dated, status, stdout, stderr, folder, made: filesBelow(folder).filter((file) => !(file in place)) }
}

/** Whether the line is one that can be run: of cuspec alone, for any shell. */
export const isForHere = ({ line }: Run): boolean => /^cuspec [^|]+$/.test(line)

/** Whether it did what it was asked for. */
export const isDone = ({ status }: Run): boolean => status !== null && status !== 2

/** The files of the place, for a reader who wants to try. */
export const placeRows: readonly (readonly string[])[] = Object.entries(place).map(([file, from]) => [
  `\`${file}\``,
  `[\`${from}\`](${join('..', from)})`,
])
