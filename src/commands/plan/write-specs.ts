/** `cuspec plan --write DIR`: the specs as they have to read after every round of hops, in a folder each. */
import { lstatSync, mkdirSync, realpathSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { check, type Report } from '../../check.ts'
import { plural } from '../../report/text.ts'
import { openNamed } from '../../source/named.ts'
import { rewrite } from '../../source/rewrite.ts'
import type { Plan } from '../../upgrade/plan.ts'
import { type Rewriting, rewritings } from '../../upgrade/rewritten.ts'
import { say } from '../print.ts'
import { Refusal } from '../refusal.ts'
import { today } from '../surroundings.ts'
import { writeWhole } from '../write.ts'

/** A file to be written: its name below the folder of its round, and what is in it. */
interface Written {
  readonly name: string
  readonly bytes: Buffer
  readonly changed: boolean
  readonly isSpec: boolean
}

interface Round {
  readonly folder: string
  readonly files: readonly Written[]
}

export interface Rounds {
  readonly rounds: readonly Round[]
  /** Whether they are to lie where the specs of today are looked for. */
  readonly among: boolean
}

/** The specs after each round, in `folder`/hop-1 and so on. Throws `Refusal` where a spec cannot be changed without changing more than is meant. */
export function roundsIn(folder: string, plan: Plan, report: Report): Rounds {
  const named = namedFiles(report)
  const specs = [...report.texts].filter(([file]) => !named.has(file))
  const base = commonFolder([...specs.map(([file]) => file), ...named.keys()].map((file) => resolve(file)))
  const below = (file: string): string => relative(base, resolve(file))
  const beside = [...named].map(([file, bytes]): Written => ({ name: below(file), bytes, changed: false, isSpec: false }))
  const rounds = rewritings(plan, report.fleet).map((files, index) => ({
    folder: join(folder, `hop-${index + 1}`),
    files: [...specs.map(([file, text]) => ({ name: below(file), isSpec: true, ...rewritten(file, text, files.get(file)) })), ...beside],
  }))
  return { rounds, among: commonFolder([join(base, 'x'), resolve(folder)]) === base }
}

function rewritten(file: string, text: string, rewriting: Rewriting | undefined): Pick<Written, 'bytes' | 'changed'> {
  const made = rewriting ? rewrite(file, text, rewriting.changes, rewriting.remarks) : { text }
  if ('reason' in made)
    throw new Refusal(
      `--write: ${file} cannot be rewritten without changing more than is meant: at ${made.at.path.join('.')}, ${made.reason}`,
    )
  return { bytes: Buffer.from(made.text), changed: made.text !== text }
}

/** Licence files and reports of servers that the specs name, as they are on disk. */
function namedFiles({ fleet }: Report): ReadonlyMap<string, Buffer> {
  const opened = [...fleet.namings.values()].flat().flatMap(({ license }) => {
    const named = 'path' in license.spec ? openNamed(license.document.file, license.spec.path) : undefined
    return named && 'bytes' in named ? [[named.file, named.bytes] as const] : []
  })
  return new Map(opened)
}

function commonFolder(files: readonly string[]): string {
  const [first = resolve('.'), ...others] = files.map((file) => dirname(file))
  return others.reduce((common, folder) => {
    let at = common
    while (at !== folder && !folder.startsWith(at.endsWith(sep) ? at : at + sep)) at = dirname(at)
    return at
  }, first)
}

/** Writes the rounds, and says of each what `cuspec lint` makes of it. Nothing is written if one of the files is there, unless `force`. */
export async function writeRounds(folder: string, { rounds, among }: Rounds, force: boolean, asOf: string | undefined): Promise<void> {
  if (rounds.length === 0) return say('--write: no upgrade is planned, so there is nothing to write')
  const targets = rounds.flatMap((round) => round.files.map((file) => ({ file, target: join(round.folder, file.name) })))
  const there = targets.filter(({ target }) => isThere(target))
  if (there.length > 0 && !force)
    throw new Refusal(
      `--write: ${there[0]?.target} is there already${there.length > 1 ? `, and ${plural(there.length - 1, 'other file')}` : ''}; --force replaces what is there`,
    )
  makeFolder(folder)
  const root = realpathSync(folder)
  for (const { file, target } of targets) {
    makeFolder(dirname(target))
    const place = relative(root, realpathSync(dirname(target)))
    if (place === '..' || place.startsWith(`..${sep}`) || resolve(root, place) !== realpathSync(dirname(target)))
      throw new Refusal(`--write: ${target} would lie outside of ${folder}: a link leads there`)
    writeWhole(target, file.bytes)
  }
  for (const round of rounds) say(await told(round, asOf))
  if (among) say(`${folder} lies among the specs: cuspec lint of their folder reads these, too, and finds every name twice`)
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch {
    throw new Refusal(`--write: the folder ${folder} cannot be made`)
  }
}

function isThere(file: string): boolean {
  try {
    lstatSync(file)
    return true
  } catch {
    return false
  }
}

/** `out/hop-1: 2 of 3 specs changed; cuspec lint finds 2 errors in them`. */
async function told({ folder, files }: Round, asOf: string | undefined): Promise<string> {
  const specs = files.filter(({ isSpec }) => isSpec)
  const byPlace = new Map(files.map(({ name, bytes }) => [resolve(folder, name), bytes]))
  const inputs = specs.map(({ name, bytes }) => ({ file: join(folder, name), bytes }))
  const { findings } = await check(
    inputs,
    { asOf, today: today() },
    {
      openNamed: (spec, path) => {
        const bytes = byPlace.get(resolve(dirname(spec), path))
        const file = join(dirname(spec), path)
        return bytes ? { file, bytes } : { file, reason: 'there is no such file' }
      },
    },
  )
  const errors = findings.filter(({ severity }) => severity === 'error').length
  const changed = specs.filter((each) => each.changed).length
  const verdict =
    errors > 0
      ? `finds ${plural(errors, 'error')}, which ${errors === 1 ? 'says' : 'say'} what has to come or change first`
      : 'finds no error'
  return `${folder}: ${changed} of ${plural(specs.length, 'spec')} changed; cuspec lint ${verdict}`
}
