/** Waivers that stand in documents of their own, each with its scope. */
import type { Report } from '../check.ts'
import type { Finding } from '../finding.ts'
import { didYouMean } from '../model/names.ts'
import waiverSound from '../rules/waiver-sound.ts'
import { shown } from './directive.ts'
import { isBare, type Scope, scopes } from './scope.ts'
import { faultOf, keyOfRule, type Objection, told, type Waiver, type Waivers } from './waiver.ts'

/**
 * Reads the Waivers documents of a fleet. `nameOf` is the name of a file from the root. Of what is not there those in the files of
 * `wider` say nothing: they are for more than was given to this run.
 */
export function documentWaivers(
  report: Report,
  objection: Objection,
  nameOf: (file: string) => string,
  wider: ReadonlySet<string>,
): Waivers {
  const waivers: Waiver[] = []
  const faults: Finding[] = []
  const within = scopes(report, nameOf)
  for (const part of report.fleet.waivers) {
    const isWider = wider.has(part.document.file)
    for (const [index, { rule, reason, owner, ticket, until, scope }] of part.spec.waivers.entries()) {
      const place = (...keys: string[]) => report.locate({ document: part.document, path: ['waivers', index, ...keys] })
      const against = objection(rule)
      const all = [
        ...(against ? [{ at: place('rule'), ...against }] : []),
        ...(reason.trim() === '' ? [{ at: place('reason'), message: 'the waiver gives no reason' }] : []),
        ...(owner.trim() === '' ? [{ at: place('owner'), message: 'the waiver names no owner' }] : []),
        ...unfound(report, scope, nameOf, isWider).map(({ key, ...rest }) => ({ at: place('scope', key), ...rest })),
      ]
      for (const { at, message, ...near } of all) faults.push(faultOf(waiverSound, at, message, fixOf(at.range, near)))
      if (all.length > 0) continue
      waivers.push({
        rules: [rule],
        suppression: {
          kind: 'external',
          reason: told(reason.trim()),
          owner: told(owner),
          ...(ticket && { ticket: told(ticket) }),
          ...(until && { until }),
        },
        place: place('rule'),
        untilPlace: place('until'),
        where: 'in its scope',
        keys: [keyOfRule(rule)],
        ...(isWider && { isWider }),
        covers: within(scope),
      })
    }
  }
  return { waivers, faults }
}

const fixOf = (range: Finding['range'], { near }: { readonly near?: string }) =>
  near === undefined ? {} : { fix: { title: `write ${near}`, applicability: 'suggested' as const, range, text: near } }

type Misnamed = { readonly key: string; readonly message: string }

/** What a scope names and is not there, and a scope that only says a path. What could not be read may have it. */
function unfound({ fleet, texts }: Report, scope: Scope, nameOf: (file: string) => string, isWider: boolean): readonly Misnamed[] {
  const { path, ...places } = scope
  if (path && Object.keys(places).length === 0) {
    const message = 'a path alone leads into every document; name the server, bridge, pool, document or file too, or say fleet: true'
    return [{ key: 'path', message }]
  }
  if (isWider || fleet.unread.dark || isBare(fleet)) return []
  const known = {
    server: fleet.serverNamed.keys(),
    bridge: fleet.bridgeNamed.keys(),
    pool: fleet.poolNamed.keys(),
    document: [...fleet.documentNames.values()].filter((name) => name !== undefined),
    file: [...texts.keys()].map(nameOf),
  }
  return (['server', 'bridge', 'pool', 'document', 'file'] as const).flatMap((key): Misnamed[] => {
    const name = scope[key]
    const names = [...known[key]]
    if (name === undefined || names.includes(name) || fleet.unread.names.has(name)) return []
    // A document that does not fit its schema has a name, too.
    if (key === 'document' && fleet.unread.names.size > 0) return []
    return [{ key, message: `no ${nouns[key]} here is called ${shown(name)}${didYouMean(name, names)}` }]
  })
}

const nouns = { server: 'server', bridge: 'Bridge', pool: 'pool', document: 'document', file: 'file' } as const
