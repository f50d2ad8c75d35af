/** The files that `--from` names: what each is by its content, and what it says. */
import { basename, join, relative, sep } from 'node:path'
import { hostsOf, toldBy } from '../../draft/evidence.ts'
import { type Inventory, isInventory, readInventory } from '../../draft/inventory.ts'
import type { Named, Source } from '../../draft/join.ts'
import type { Said } from '../../draft/said.ts'
import { evidenceKind } from '../../source/evidence.ts'
import type { Fault } from '../../source/fault.ts'
import { placeOf } from '../../source/files.ts'
import { openNamed } from '../../source/named.ts'
import type { Input } from '../../source/open.ts'
import { contentOf } from '../../source/quote-file.ts'
import { lineStarts, positionAt } from '../../source/text.ts'
import { openAll } from '../../source/typed.ts'
import { say } from '../print.ts'

export interface Read {
  /** As the spec can name them, else by their names alone. */
  readonly files: readonly string[]
  readonly sources: readonly Source[]
  /** The servers of an inventory, if one was named. */
  readonly inventory: readonly Said[] | undefined
  /** What keeps them from being used. */
  readonly faults: readonly string[]
}

const standard = '<stdin>'

/** Reads what was named; `folder` is where the spec will lie. Says which columns of an inventory were passed over. */
export async function readSources(paths: readonly string[], folder: string): Promise<Read> {
  const { inputs, failures } = openAll(paths, standard)
  const faults = failures.map(({ path, reason }) => `${path}: ${reason}`)
  const sources: Source[] = []
  const files: string[] = []
  let inventory: readonly Said[] | undefined
  for (const input of inputs) {
    const named = nameFrom(folder, input.file)
    files.push('path' in named ? named.path : input.file === standard ? 'standard input' : basename(input.file))
    const read = await readOne(input, named)
    if (typeof read === 'string') faults.push(read)
    else if ('servers' in read) {
      for (const { at, message } of read.passedOver) say(`${input.file}:${at.line}:${at.column}: ${message}`)
      faults.push(...read.faults.map(({ at, message }) => `${input.file}:${at.line}:${at.column}: ${message}`))
      if (inventory) faults.push(`${input.file}: a second inventory; put all servers into one`)
      inventory = read.servers
    } else sources.push(read)
  }
  return { files, sources, inventory, faults }
}

/** How a spec in a folder names a file. */
function nameFrom(folder: string, file: string): Named {
  if (file === standard) return { outside: 'standard input has no name' }
  const path = relative(placeOf(folder), placeOf(file)).split(sep).join('/')
  const named = openNamed(join(folder, 'draft.cuspec.yaml'), path)
  return 'reason' in named ? { outside: named.reason } : { path }
}

/** What a file says, or why it cannot be used. */
async function readOne({ file, bytes }: Input, named: Named): Promise<Source | Inventory | string> {
  const content = contentOf(bytes)
  if (typeof content === 'object' && content.reason !== '') return `${file}: ${content.reason}`
  if ((await evidenceKind(bytes)) === 'observed') {
    const { readObservation } = await import('../../source/observed/observation.ts')
    const observation = readObservation(bytes)
    const fault = worst(observation.faults)
    return fault ? at(file, observation.text, fault) : { kind: 'observed', file, named, told: toldBy(observation) }
  }
  if (isInventory(bytes) || /\.[ct]sv$/i.test(basename(file))) return readInventory(bytes)
  const { readLicense } = await import('../../source/flexlm/license-text.ts')
  const { shown, lines, faults } = readLicense(bytes)
  if (lines.some((line) => 'feature' in line)) return { kind: 'file', file, named, hosts: hostsOf(lines) }
  const fault = worst(faults)
  return fault ? at(file, shown, fault) : `${file}: it is no licence file, no report of a server and no inventory`
}

const worst = (faults: readonly Fault[]): Fault | undefined => faults.find(({ severity }) => severity !== 'warning')

function at(file: string, text: string, { start, message }: Fault): string {
  const { line, column } = positionAt(lineStarts(text), start)
  return `${file}:${line}:${column}: ${message}`
}
