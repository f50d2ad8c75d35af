/** What breaks first when a fleet grows, for people. */
import type { Report } from '../check.ts'
import type { Forecast, Outlook } from '../licensing/growth.ts'
import { figure, percent } from '../model/figure.ts'
import { wrap } from './explain/wrap.ts'
import { titleOf } from './headroom.ts'
import type { Paint } from './paint.ts'
import { plural, sourcesOf } from './text.ts'
import { visible } from './visible.ts'

const mostPlaces = 3
const mostNames = 3

/** Renders what is broken, the first to break first, what is undecided, and how much holds. */
export function renderGrowth({ growth, limits, missing }: Forecast, locate: Report['locate'], paint: Paint): string {
  const broken = limits.filter(({ verdict }) => verdict === 'broken' || verdict === 'breaks')
  const open = limits.filter(({ verdict }) => verdict === 'open')
  const lines = [
    ...(broken.length > 0
      ? broken.map((limit, index) => `  ${index + 1}. ${sentence(limit)}${basis(limit, locate)}`)
      : ['  nothing surely breaks']),
    ...open.filter(({ sure }) => sure > 0).map((limit) => `  - undecided: ${partly(limit)}${basis(limit, locate)}`),
    ...untold([...open.filter(({ sure }) => sure === 0).flatMap(({ doubts }) => doubts), ...missing]),
    ...holding(limits.filter(({ verdict }) => verdict === 'holds')),
  ]
  return [paint('bold', `growth by ${growth.asked.map(visible).join(', ')}: what breaks first`), ...lines.map(shown), ''].join('\n')
}

const shown = (text: string): string => wrap(visible(text))

function subject({ what, of, kind, used, known, amount }: Outlook): string {
  const figures = used === undefined ? `? now and at least ${figure(amount)} then` : `${figure(known)} now and ${figure(amount)} then`
  return `${titleOf(what)} of ${kind === 'pool' ? 'the pool ' : ''}${of}, ${figures}`
}

function sentence(limit: Outlook): string {
  const { verdict, share, lacking } = limit
  const when = verdict === 'broken' ? 'already broken' : whenOf(share)
  return `${when}: ${subject(limit)}, but ${bound(limit)}; ${remedy(limit, lacking)}`
}

const whenOf = (share: number | undefined): string =>
  share === undefined ? 'then at the latest' : share === 0 ? 'at once' : `after ${percent(share)} of the growth`

function bound({ by, whose, possible, sure }: Outlook): string {
  const figures = `${possible === sure || by === 'maximum' ? '' : 'at most '}${possible === 0 ? 'none' : figure(possible)}`
  if (by === 'maximum') return `${whose} publishes at most ${figures}`
  return `${whose} ${by === 'licence' ? 'grant' : 'grants'} ${figures}`
}

function remedy({ by, kind }: Outlook, lacking: Outlook['lacking']): string {
  const { least, most } = lacking ?? { least: 0, most: 0 }
  if (by === 'maximum') return `${figure(least)} too many for one ${kind === 'bridge' ? 'Bridge' : 'server'}, which no licence mends`
  if (most === undefined) return `order at least ${figure(least)}`
  return least === most ? `order ${figure(least)}` : `order at least ${figure(least)} and at most ${figure(most)}`
}

function partly(limit: Outlook): string {
  const { sure, share, doubts, hearsay } = limit
  const fits = share === undefined || share >= 1 ? '' : `, ${percent(share)} of the growth`
  return `${subject(limit)}; up to ${figure(sure)} ${hearsay ? 'by one forum post' : `is sure${fits}`}; missing: ${[...new Set(doubts.map((doubt) => doubt.missing))].join('; ')}`
}

/** Where licences and copied maximums say so, or where it is published. */
function basis({ from, cites, rule, by }: Outlook, locate: Report['locate']): string {
  const places = from.slice(0, mostPlaces).map(({ place, amount }) => {
    const { file, range } = locate(place)
    return `${file}:${range.start.line} ${by === 'maximum' ? 'states' : 'grants'} ${figure(amount)}`
  })
  const more = from.length > mostPlaces ? [`${from.length - mostPlaces} more`] : []
  const source = by === 'licence' ? '' : sourcesOf(cites)
  return ` [${[rule, ...places, ...more, ...(source ? [source] : [])].join('; ')}]`
}

function untold(doubts: Forecast['missing']): string[] {
  const groups = new Map<string, Set<string>>()
  for (const { missing, of } of doubts) groups.set(missing, (groups.get(missing) ?? new Set()).add(of))
  return [...groups].map(([missing, names]) => {
    const more = names.size > mostNames ? ` and ${names.size - mostNames} more` : ''
    return `  - undecided, because this is missing: ${missing}: ${[...names].slice(0, mostNames).join(', ')}${more}`
  })
}

/** How many limits hold, and which of them is the nearest. */
function holding(limits: readonly Outlook[]): string[] {
  const rest = (limit: Outlook): number => limit.sure - limit.amount
  const [nearest] = [...limits].sort((a, b) => rest(a) / a.sure - rest(b) / b.sure)
  if (!nearest) return []
  const { sure, whose, by } = nearest
  const what =
    by === 'maximum'
      ? `of ${figure(sure)} that ${whose} publishes at most`
      : `of ${figure(sure)} that ${whose.replace(/,$/, '')} grant${by === 'licence' ? '' : 's'}`
  return [`  - ${plural(limits.length, 'limit')} ${limits.length === 1 ? 'holds' : 'hold'}; the nearest: ${subject(nearest)}, ${what}`]
}
