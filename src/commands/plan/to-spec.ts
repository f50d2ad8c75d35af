/** `cuspec plan --to-spec`: the fleet as it is to become, other specs in place of those of today. */
import { relative, sep } from 'node:path'
import { check, type Report } from '../../check.ts'
import type { SpecDocument } from '../../model/part.ts'
import { placeOf } from '../../source/files.ts'
import type { Ignored } from '../../source/ignored.ts'
import { openNamed } from '../../source/named.ts'
import { didYouMean } from '../../source/suggest.ts'
import { asIn, type Goal } from '../../upgrade/goal.ts'
import { checked } from '../checked.ts'
import type { Choice } from '../lint/settled.ts'
import { Refusal } from '../refusal.ts'
import { today as dayOfToday } from '../surroundings.ts'

export interface Target {
  readonly goal: Goal
  /** The whole fleet: the specs that are named, and those of today that they do not take the place of. */
  readonly report: Report
}

/**
 * What is to become of the fleet of `today`. A spec takes the place of documents of the same name, and of those that have one of its
 * machines or pools. Throws `Refusal` where it cannot be read, or has none of the servers of today.
 */
export async function targetIn(paths: readonly string[], today: Report, asOf: string | undefined, choice: Choice): Promise<Target> {
  const name = paths.join(', ')
  const own = await checked(paths, asOf, undefined, choice)
  if (!own.whole) throw new Refusal(`--to-spec: ${name} could not be read`)
  if (own.coverage.documents.unread > 0) throw new Refusal(`--to-spec: ${name} has documents that could not be read`)
  const { servers } = own.fleet
  if (servers.length === 0) throw new Refusal(`--to-spec: no server in ${name}`)
  const strange = servers.find(({ release }) => !release)
  if (strange) throw new Refusal(`--to-spec: ${strange.name} runs ${strange.spec.version} there, which is no release that any source names`)
  const [first] = today.fleet.servers
  if (!today.fleet.servers.some((server) => own.fleet.serverNamed.has(server.name)))
    throw new Refusal(
      `--to-spec: ${name} has none of the servers of today${first ? `, such as ${first.name}${didYouMean(first.name, own.fleet.serverNamed.keys(), { quote: '' })}` : ''}`,
    )
  const kept = keptOf(today, own, name)
  const inputs = [...kept, ...specsOf(own)].map(([file, text]) => ({ file, bytes: Buffer.from(text) }))
  return { goal: asIn(own.fleet, name), report: await check(inputs, { asOf, today: dayOfToday() }, { openNamed }) }
}

/** The texts of specs, without those of files that they name. */
function specsOf({ texts, fleet }: Report): [string, string][] {
  const named = new Set([...fleet.namings.keys()].map(({ file }) => file))
  return [...texts].filter(([file]) => !named.has(file))
}

/** The specs of today of which the target says nothing. */
function keptOf(today: Report, target: Report, name: string): [string, string][] {
  const { servers, bridges, pools, documentNames } = target.fleet
  const machines = new Set([...servers, ...bridges, ...pools].map((part) => part.name))
  const names = new Set(documentNames.values())
  const replaced = new Set<SpecDocument>([
    ...[...today.fleet.documentNames].flatMap(([document, own]) => (own !== undefined && names.has(own) ? [document] : [])),
    ...[...today.fleet.servers, ...today.fleet.bridges, ...today.fleet.pools].flatMap((part) =>
      machines.has(part.name) ? [part.document] : [],
    ),
  ])
  const files = new Set([...replaced].map(({ file }) => file))
  const torn = [...today.fleet.documentNames.keys()].find((document) => files.has(document.file) && !replaced.has(document))
  if (torn)
    throw new Refusal(
      `--to-spec: ${name} takes the place of some documents in ${torn.file} and not of others; put them into files of their own`,
    )
  return specsOf(today).filter(([file]) => !files.has(file))
}

/** What is the target, and lies where the specs of today are looked for. */
export function among(paths: readonly string[]): Ignored {
  const places = paths.map(placeOf)
  const isBelow = (below: string): boolean => below !== '..' && !below.startsWith(`..${sep}`)
  return (place) => places.some((each) => place === each || isBelow(relative(each, place)))
}
