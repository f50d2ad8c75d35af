/** The upgrade of one server or pair on the page: its hops, other ways, and then each hop. */
import { cite } from '../../knowledge/knowledge.ts'
import { spell } from '../../knowledge/release.ts'
import { counted } from '../../model/figure.ts'
import type { Plan, Unit, UnitPlan } from '../../upgrade/plan.ts'
import { type Hop, type Route, surenessOf } from '../../upgrade/route.ts'
import { nameOf } from '../../upgrade/units.ts'
import { licensedThrough } from '../../upgrade/wizard-run.ts'
import type { Where } from '../address.ts'
import type { Sources } from '../order/sources.ts'
import { listOf, type Part, tableOf } from '../page/page.ts'
import { hopPart } from './hop.ts'
import { hopText } from './words.ts'

const sure = { stated: 'stated', derived: 'inferred', reported: 'one report', unknown: 'NOT KNOWN' } as const

export function unitPart(plan: Plan, { unit, hops, alternatives }: UnitPlan, where: Where, sources: Sources): Part {
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
      ...listOf(alternatives.map(routeText), 'Other ways, and why not'),
    ],
    parts: hops.map((planned, index) => hopPart(plan, unit, planned, index, where, sources)),
  }
}

function licenceText(unit: Unit, hop: Hop, licence: boolean | undefined): string {
  const through = licensedThrough(unit, hop)
  if (through) return `that of ${through.name}`
  return licence === undefined ? 'not known' : licence ? 'needed' : 'not needed'
}

function routeText(route: Route): string {
  const stops = route.map(hopText).join(', then ')
  const unsure = route
    .filter((hop) => surenessOf(hop) !== 'stated')
    .map((hop) => `${hopText(hop)} is ${surenessOf(hop) === 'unknown' ? 'not known' : 'only inferred'}`)
  const migrated = route.some(({ fact }) => fact?.way === 'migrate')
  return `${stops}: ${[`${counted(route.length, 'hops')}`, ...unsure, ...(migrated ? ['the system is exported, removed, installed anew and imported'] : [])].join('; ')}`
}
