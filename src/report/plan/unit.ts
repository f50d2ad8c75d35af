/** The upgrade of one server or pair on the page: its hops, other ways, and then each hop. */
import { cite } from '../../knowledge/knowledge.ts'
import { spell } from '../../knowledge/release.ts'
import { counted } from '../../model/figure.ts'
import type { Plan, Unit, UnitPlan } from '../../upgrade/plan.ts'
import { type Alternative, type Hop, type Merit, surenessOf } from '../../upgrade/route.ts'
import { nameOf } from '../../upgrade/units.ts'
import { licensedThrough } from '../../upgrade/wizard-run.ts'
import type { Where } from '../address.ts'
import type { Sources } from '../order/sources.ts'
import { listOf, type Part, tableOf } from '../page/page.ts'
import { hopPart } from './hop.ts'
import { hopText } from './words.ts'

const sure = { stated: 'stated', derived: 'inferred', reported: 'one report', unknown: 'NOT KNOWN' } as const

export function unitPart(plan: Plan, { unit, hops, ways, alternatives }: UnitPlan, where: Where, sources: Sources): Part {
  const columns = [{ title: 'hop', short: true }, { title: 'how' }, { title: 'upgrade licence' }, { title: 'sure' }, { title: 'because' }]
  return {
    title: `${nameOf(unit)}: ${spell(unit.from)} to ${unit.to.id}`,
    sheet: true,
    blocks: [
      ...tableOf(
        'Hops',
        columns,
        hops.map(({ hop, licence }) => ({
          cells: [
            hopText(hop),
            hop.fact?.way === 'migrate' ? 'export, new installation, import' : 'upgrade of the software',
            licenceText(unit, hop, licence),
            sure[surenessOf(hop)],
            hop.fact ? cite(hop.fact.id).says : 'no source at hand tells of it',
          ],
          ...(hop.fact?.note !== undefined && { note: hop.fact.note }),
        })),
      ),
      { kind: 'text', says: chosenText(hops, ways) },
      ...listOf(alternatives.map(routeText), 'Other ways, what speaks for them, and what against'),
    ],
    parts: hops.map((planned, index) => hopPart(plan, unit, planned, index, where, sources)),
  }
}

function licenceText(unit: Unit, hop: Hop, licence: boolean | undefined): string {
  const through = licensedThrough(unit, hop)
  if (through) return `that of ${through.name}`
  return licence === undefined ? 'not known' : licence ? 'needed' : 'not needed'
}

/** Why this way was chosen. */
function chosenText(hops: UnitPlan['hops'], ways: number): string {
  const unknown = hops.filter(({ hop }) => surenessOf(hop) === 'unknown').length
  if (ways === 1)
    return unknown > 0 ? 'No source tells of a way; this one goes by the lines of releases.' : 'It is the only way that is known.'
  const others = `${counted(ways - 1, 'other ways')}`
  return unknown > 0
    ? `Chosen of ${ways} ways: no source tells of all of it, but of none of the ${others} does one tell of more.`
    : `Chosen of ${ways} ways: none of the ${others} is surer, and none that is as sure has fewer hops.`
}

const merited = {
  'fewer-hops': 'fewer hops, and so fewer times out of service',
  'fewer-licences': 'fewer upgrade licences',
  'no-migration': 'no export and new installation',
  'told-migration': 'a source tells of its export and import',
} as const satisfies Readonly<Record<Merit, string>>

function routeText({ route, merits }: Alternative): string {
  const stops = route.map(hopText).join(', then ')
  const unsure = route
    .filter((hop) => surenessOf(hop) !== 'stated')
    .map((hop) => `${hopText(hop)} is ${surenessOf(hop) === 'unknown' ? 'not known' : 'only inferred'}`)
  const migrated = route.some(({ fact }) => fact?.way === 'migrate')
  return `${stops}: ${[merits.map((each) => merited[each]).join(', '), ...unsure, ...(migrated ? ['the system is exported, removed, installed anew and imported'] : [])].join('; ')}`
}
