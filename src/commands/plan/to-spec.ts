/** `cuspec plan --to-spec`: the deployment that the specs are to become. */
import { relative, sep } from 'node:path'
import type { Report } from '../../check.ts'
import { placeOf } from '../../source/files.ts'
import type { Ignored } from '../../source/ignored.ts'
import { didYouMean } from '../../source/suggest.ts'
import { asIn, type Goal } from '../../upgrade/goal.ts'
import { type Checked, checked } from '../checked.ts'
import type { Choice } from '../lint/settled.ts'
import { Refusal } from '../refusal.ts'

/** What the named files and folders say. Throws `Refusal` where it cannot be read, or names no release that is known. */
export async function targetIn(paths: readonly string[], asOf: string | undefined, choice: Choice): Promise<Checked> {
  const target = await checked(paths, asOf, undefined, choice)
  if (!target.whole) throw new Refusal(`--to-spec: ${paths.join(', ')} could not be read`)
  if (target.coverage.documents.unread > 0) throw new Refusal(`--to-spec: ${paths.join(', ')} has documents that could not be read`)
  if (target.fleet.servers.length === 0) throw new Refusal(`--to-spec: no server in ${paths.join(', ')}`)
  const strange = target.fleet.servers.find(({ release }) => !release)
  if (strange) throw new Refusal(`--to-spec: ${strange.name} runs ${strange.spec.version} there, which is no release that any source names`)
  return target
}

/** The goal that a target sets. Refuses one that has no server of the fleet. */
export function goalIn({ fleet: target }: Report, { fleet }: Report, paths: readonly string[]): Goal {
  const name = paths.join(', ')
  if (fleet.servers.some((server) => target.serverNamed.has(server.name))) return asIn(target, name)
  const [first] = fleet.servers
  throw new Refusal(
    `--to-spec: ${name} has none of the servers of today${first ? `, such as ${first.name}${didYouMean(first.name, target.serverNamed.keys(), { quote: '' })}` : ''}`,
  )
}

/** What is the target, and lies where the specs of today are looked for. */
export function among(paths: readonly string[]): Ignored {
  const places = paths.map(placeOf)
  return (place) =>
    places.some((each) => place === each || (!relative(each, place).startsWith(`..${sep}`) && relative(each, place) !== '..'))
}
