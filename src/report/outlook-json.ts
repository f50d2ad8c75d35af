/** Headroom, growth and failures for programs: `schemas/report.schema.json`. What is not known is null. */

import type { Report } from '../check.ts'
import { cite } from '../knowledge/knowledge.ts'
import type { Failure } from '../licensing/failure.ts'
import type { Forecast, Outlook } from '../licensing/growth.ts'
import { left } from '../licensing/headroom.ts'
import type { Size } from '../licensing/sizing.ts'
import type { Service } from '../licensing/stand-in.ts'
import type { Maximum } from '../model/maximum.ts'
import { placeJson } from './address.ts'
import { failureFacts, unstated } from './failure.ts'
import type { Row } from './headroom.ts'

type Json = Readonly<Record<string, unknown>>

const orNull = <Value>(value: Value | undefined): Value | null => value ?? null
const range = ({ sure, possible }: { readonly sure: number; readonly possible: number }): Json => ({
  sure,
  possible: possible === Number.POSITIVE_INFINITY ? null : possible,
})

export function headroomJson(rows: readonly Row[], sizes: readonly Size[], forecast: Forecast | undefined, locate: Report['locate']): Json {
  return {
    rows: rows.map((row) => rowJson(row, forecast !== undefined, locate)),
    sizing: sizes,
    ...(forecast && { growth: growthJson(forecast, locate) }),
  }
}

function rowJson(row: Row, grows: boolean, locate: Report['locate']): Json {
  const { of, kind, what, used, reported, held, shared, maximums } = row
  const rest = left(row)
  return {
    of,
    kind,
    what,
    used: orNull(used),
    ...(grows && { grown: orNull(row.grown?.used) }),
    reported,
    licensed: held ? range(held) : null,
    ...(shared && { shared }),
    published: maximums ? maximums.map((maximum) => maximumJson(maximum, locate)) : null,
    left: { licensed: orNull(rest.licensed), published: orNull(rest.published) },
  }
}

const maximumJson = ({ value, platform, citation, place }: Maximum, locate: Report['locate']): Json => ({
  value,
  ...(platform !== undefined && { platform }),
  cite: citation,
  ...(place && { at: placeJson(place, locate) }),
})

function growthJson({ growth, limits, missing }: Forecast, locate: Report['locate']): Json {
  return { asked: growth.asked, limits: limits.map((limit) => limitJson(limit, locate)), missing }
}

function limitJson(limit: Outlook, locate: Report['locate']): Json {
  const { verdict, by, rule, of, kind, what, used, amount, share, lacking, place, from, cites, doubts } = limit
  return {
    verdict,
    by,
    rule,
    of,
    kind,
    what,
    used: orNull(used),
    grown: amount,
    limit: range(limit),
    share: orNull(share),
    lacking: lacking ? { least: lacking.least, most: orNull(lacking.most) } : null,
    at: placeJson(place, locate),
    because: from.map((source) => ({ amount: source.amount, at: placeJson(source.place, locate) })),
    cites,
    missing: verdict === 'open' ? [...new Set(doubts.map((doubt) => doubt.missing))] : [],
  }
}

export function failuresJson(failures: readonly Failure[]): Json {
  return {
    cases: failures.map(({ without, servers, pools, bridges, capacity }) => ({
      without,
      servers: servers.map(({ lost, ...fate }) => ({ ...fate, ...(lost && { lost: serviceJson(lost) }) })),
      pools: pools.map(({ pool, what, used, held, verdict }) => ({ pool, what, used: orNull(used), licensed: range(held), verdict })),
      bridges: bridges.map(({ sessions, ...bridge }) => ({ ...bridge, sessions: orNull(sessions) })),
      capacity,
    })),
    unstated: Object.values(unstated),
    cites: failureFacts.map(cite),
  }
}

const serviceJson = (service: Service): Json => Object.fromEntries(Object.entries(service).map(([what, value]) => [what, orNull(value)]))
