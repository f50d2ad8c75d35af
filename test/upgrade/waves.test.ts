/**
 * Every schedule keeps every constraint of a fleet: judged on what the JSON report says and on the fleet as it was drawn, by the words of
 * the constraints and not by how waves are made. What has no wave is tried in every order, so that nothing is left out that fits.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { check } from '../../src/check.ts'
import { findRelease } from '../../src/knowledge/release.ts'
import { planJson } from '../../src/report/plan/json.ts'
import { oneForAll } from '../../src/upgrade/goal.ts'
import { plan } from '../../src/upgrade/plan.ts'
import { schedule } from '../../src/upgrade/schedule.ts'
import { type Asked, asked, type Box, bridgesOf, fleets, namesOf, type Site, specOf } from './fleets.ts'

interface Entry {
  readonly servers: readonly string[]
  readonly hop: number
  readonly start: string
  readonly end: string
  readonly bridges: readonly { readonly name: string; readonly start: string | null; readonly end: string }[]
}

interface Shown {
  readonly nights: readonly {
    readonly start: string
    readonly end: string
    readonly outOfService: readonly string[]
    readonly upgrades: readonly Entry[]
  }[]
  readonly unplaced: readonly {
    readonly upgrades: readonly { readonly servers: readonly string[]; readonly hop: number }[]
    readonly constraint: 'parallel' | 'window' | 'pool' | 'earlier'
    readonly fits: { readonly maxParallel: number | null; readonly windowMinutes: number | null }
  }[]
  readonly upgrades: readonly {
    readonly servers: readonly string[]
    readonly hops: readonly {
      readonly to: string
      readonly bridges: readonly { readonly name: string }[]
      readonly lines: readonly {
        readonly for: string
        readonly upgrade: boolean
        readonly gives: readonly { feature: string; units: number }[]
      }[]
    }[]
  }[]
}

async function shownOf(sites: readonly Site[], { to, window, takes, parallel }: Asked): Promise<Shown> {
  const { fleet, locate } = await check([{ file: 'x.cuspec.yaml', bytes: Buffer.from(specOf(sites)) }], { today: '2007-03-01' })
  const release = findRelease(to)
  if (!release) throw new Error(to)
  const found = plan(fleet, oneForAll(release), 1)
  return JSON.parse(
    planJson(found, locate, schedule(found, { day: '2007-03-10', minute: 1320, minutes: window, parallel, apart: 1, takes })),
  )
}

const kinds = ['voiceMailUsers', 'unifiedMessagingUsers'] as const
const minutes = (moment: string): number => Date.parse(`${moment}:00Z`) / 60_000
const key = (name: string | undefined, hop: number): string => `${name} ${hop}`
const isByFile = (version: string): boolean => Number.parseInt(version, 10) >= 4

/** What a member brings to its pool once it has made so many hops: what it holds and was bought for it, less what it uses. */
function spareOf({ upgrades }: Shown, { name, used, held }: Box, hops: number): readonly number[] {
  const lines =
    upgrades
      .find(({ servers }) => servers.includes(name))
      ?.hops.slice(0, hops)
      .flatMap((hop) => hop.lines) ?? []
  const bought = (kind: string): number =>
    lines
      .filter((line) => line.for === name && !line.upgrade)
      .flatMap(({ gives }) => gives)
      .reduce((sum, { feature, units }) => sum + (feature === kind ? units : 0), 0)
  return kinds.map((kind, index) => (held[index] ?? 0) + bought(kind) - (used[index] ?? 0))
}

/** The release of a member once it has made so many hops. */
const versionOf = ({ upgrades }: Shown, { name, version }: Box, hops: number): string =>
  upgrades.find(({ servers }) => servers.includes(name))?.hops[hops - 1]?.to ?? version

const sumOf = (all: readonly (readonly number[])[]): number[] =>
  kinds.map((_, index) => all.reduce((sum, each) => sum + (each[index] ?? 0), 0))

function expectKept(sites: readonly Site[], want: Asked, shown: Shown): void {
  const { nights, unplaced, upgrades } = shown
  const boxes = sites.flatMap((site) => site.boxes)
  const entries = nights.flatMap(({ upgrades: own }, wave) => own.map((each) => ({ ...each, wave })))
  // Each hop stands once, in a wave or among those that have none.
  const all = upgrades.flatMap(({ servers, hops }) => hops.map((_, index) => key(servers[0], index + 1))).sort()
  const left = unplaced.flatMap((each) => each.upgrades).map(({ servers, hop }) => key(servers[0], hop))
  expect([...entries.map(({ servers, hop }) => key(servers[0], hop)), ...left].sort()).toEqual(all)
  for (const { servers, hop, wave } of entries)
    if (hop > 1) expect(entries.find((each) => each.hop === hop - 1 && each.servers[0] === servers[0])?.wave).toBeLessThan(wave)
  // Both servers of a pair go together.
  for (const each of boxes)
    for (const { servers } of entries.filter((entry) => entry.servers.includes(each.name))) expect(servers).toEqual(namesOf(each))
  // Windows follow each other, and are as long as was asked for.
  for (const [index, { start, end }] of nights.entries()) {
    expect(minutes(end) - minutes(start)).toBe(want.window)
    if (index > 0) expect(minutes(start)).toBeGreaterThanOrEqual(minutes(nights[index - 1]?.end ?? ''))
  }
  for (const { start, end, upgrades: own, outOfService } of nights) {
    for (const each of own) {
      expect(each.start >= start && each.end <= end && each.bridges.every((bridge) => bridge.end <= end)).toBe(true)
      if (want.takes === undefined) expect([each.start, each.end]).toEqual([start, end])
      else expect(minutes(each.end) - minutes(each.start)).toBe(want.takes)
      // Bridges come after their bridgehead, in the same night, one after another.
      let done = each.end
      for (const bridge of each.bridges) {
        if (want.takes === undefined) expect(bridge.start).toBeNull()
        else {
          expect(bridge.start !== null && bridge.start >= done).toBe(true)
          expect(minutes(bridge.end) - minutes(bridge.start ?? '')).toBe(want.takes)
        }
        done = bridge.end
      }
      const going = upgrades.find(({ servers }) => servers[0] === each.servers[0])?.hops[each.hop - 1]?.bridges ?? []
      expect(each.bridges.map(({ name }) => name)).toEqual(going.map(({ name }) => name))
      for (const name of [...each.servers, ...going.map((bridge) => bridge.name)]) expect(outOfService).toContain(name)
    }
    // So many servers at once, at any moment; a Bridge holds its bridgehead.
    for (const { start: moment } of own) {
      const busy = own.filter((each) => each.start <= moment && (each.bridges.at(-1)?.end ?? each.end) > moment)
      if (want.parallel === undefined) expect(busy).toHaveLength(1)
      else expect(busy.reduce((sum, { servers }) => sum + servers.length, 0)).toBeLessThanOrEqual(want.parallel)
    }
    // One directory at a time; where it is not said, a deployment is taken for one.
    const directories = own.map(({ servers: [name = ''] }) => {
      const site = sites.find((each) => each.boxes.some((own) => own.name === name))
      return site?.directory?.toLowerCase() ?? (site && sites.indexOf(site))
    })
    expect(new Set(directories).size).toBeLessThanOrEqual(1)
  }
  // Of a pool, those on licence files use no more than they hold, after every wave.
  for (const { boxes: members } of sites.filter(({ pooled }) => pooled)) {
    const hopsAt = (name: string, wave: number): number => entries.filter((each) => each.wave <= wave && each.servers.includes(name)).length
    const stage = (wave: number) => members.filter((each) => isByFile(versionOf(shown, each, hopsAt(each.name, wave))))
    for (const wave of nights.keys()) {
      const there = stage(wave)
      const round = Math.max(1, ...entries.filter((each) => each.wave === wave).map(({ hop }) => hop))
      const whole = sumOf(
        members
          .filter((each) => isByFile(versionOf(shown, each, Math.min(round, hopsOf(shown, each)))))
          .map((each) => spareOf(shown, each, round)),
      )
      // Whoever comes in this wave and lives on the others finds enough.
      const now = sumOf(there.map((each) => spareOf(shown, each, round)))
      const came = there.filter((each) => !stage(wave - 1).includes(each)).map((each) => spareOf(shown, each, round))
      const lacking = kinds.filter(
        (_, kind) => (now[kind] ?? 0) < 0 && (whole[kind] ?? 0) >= 0 && came.some((each) => (each[kind] ?? 0) < 0),
      )
      if (there.length > 1) expect(lacking).toEqual([])
    }
  }
}

const hopsOf = ({ upgrades }: Shown, { name }: Box): number => upgrades.find(({ servers }) => servers.includes(name))?.hops.length ?? 0

/** Whether servers, and so many turns, of each go into one window, however they are set. */
function haveRoom(sizes: readonly (readonly [number, number])[], { window, takes, parallel }: Asked): boolean {
  const turns = takes === undefined ? 1 : Math.floor(window / takes)
  const lanes = parallel ?? 1
  const put = (index: number, busy: readonly number[]): boolean => {
    const [wide, long] = sizes[index] ?? []
    if (wide === undefined || long === undefined) return true
    for (let first = 0; first + long <= turns; first++) {
      const next = busy.map((each, turn) => (turn >= first && turn < first + long ? each + wide : each))
      if (next.every((each) => each <= lanes) && put(index + 1, next)) return true
    }
    return false
  }
  return put(
    0,
    Array.from({ length: turns }, () => 0),
  )
}

const sizeOf = (each: Box, { takes, parallel }: Asked, bridged: boolean): readonly [number, number] => [
  parallel === undefined ? 1 : namesOf(each).length,
  takes === undefined || !bridged ? 1 : 1 + bridgesOf(each).length,
]

/** Whether members can come in any order, in sets that fit a window each. */
function canCome(
  left: readonly Box[],
  there: readonly number[],
  spare: (each: Box) => readonly number[],
  fits: (set: readonly Box[]) => boolean,
): boolean {
  if (left.length === 0) return true
  for (let mask = 1; mask < 2 ** left.length; mask++) {
    const set = left.filter((_, index) => mask & (2 ** index))
    const next = sumOf([there, ...set.map(spare)])
    if (next.some((each, kind) => each < 0 && set.some((one) => (spare(one)[kind] ?? 0) < 0)) || !fits(set)) continue
    if (
      canCome(
        left.filter((each) => !set.includes(each)),
        next,
        spare,
        fits,
      )
    )
      return true
  }
  return false
}

test('a schedule keeps what it has to, and leaves out only what cannot be kept', async () => {
  const seen = { waves: 0, bridges: 0, pairs: 0, parallel: 0, window: 0, pool: 0, earlier: 0, together: 0 }
  await fc.assert(
    fc.asyncProperty(fleets, asked, async (sites, want) => {
      const shown = await shownOf(sites, want)
      expectKept(sites, want, shown)
      seen.waves += shown.nights.length
      seen.bridges += shown.nights.filter(({ upgrades }) => upgrades.some(({ bridges }) => bridges.length > 0)).length
      seen.pairs += shown.nights.filter(({ upgrades }) => upgrades.some(({ servers }) => servers.length > 1)).length
      seen.together += shown.nights.filter(({ upgrades }) => upgrades.length > 1).length
      const boxes = sites.flatMap((site) => site.boxes)
      for (const { constraint, upgrades, fits } of shown.unplaced) {
        seen[constraint] += 1
        const own = upgrades.flatMap(({ servers }) => boxes.filter(({ name }) => name === servers[0]))
        const [first] = own
        const hop = shown.upgrades.find(({ servers }) => servers[0] === first?.name)?.hops[(upgrades[0]?.hop ?? 1) - 1]
        const bridged = (hop?.bridges.length ?? 0) > 0
        if (constraint === 'parallel') expect([first?.paired, want.parallel, fits.maxParallel]).toEqual([true, 1, 2])
        if (constraint === 'window')
          expect(
            haveRoom(
              own.map((each) => sizeOf(each, { ...want, parallel: 9 }, bridged)),
              { ...want, parallel: 9 },
            ),
          ).toBe(false)
        if (constraint === 'pool') {
          const site = sites.find(({ boxes: members }) => members.some((each) => each === first))
          const round = upgrades[0]?.hop ?? 1
          const members = site?.boxes ?? []
          const absent = new Set(
            shown.unplaced
              .flatMap((each) => (each.constraint === 'pool' ? [] : each.upgrades.filter(({ hop: at }) => at <= round)))
              .map(({ servers }) => servers[0]),
          )
          const hops = (each: Box): number => Math.min(round, hopsOf(shown, each))
          const isNow = (each: Box): boolean => isByFile(versionOf(shown, each, hops(each)))
          const wasBefore = (each: Box): boolean => isByFile(versionOf(shown, each, Math.min(round - 1, hopsOf(shown, each))))
          const spare = (each: Box): readonly number[] => spareOf(shown, each, round)
          const whole = sumOf(members.filter(isNow).map(spare))
          const counted = (each: Box): readonly number[] => spare(each).map((value, index) => ((whole[index] ?? 0) < 0 ? 0 : value))
          const there = sumOf(members.filter((each) => isNow(each) && wasBefore(each) && !absent.has(each.name)).map(counted))
          const coming = members.filter((each) => isNow(each) && !wasBefore(each) && !absent.has(each.name))
          expect(
            canCome(coming, there, counted, (set) =>
              haveRoom(
                set.map((each) => sizeOf(each, want, true)),
                want,
              ),
            ),
          ).toBe(false)
        }
        // What is said to fit does.
        const others: Asked[] = [
          ...(fits.maxParallel === null ? [] : [{ ...want, parallel: fits.maxParallel }]),
          ...(fits.windowMinutes === null ? [] : [{ ...want, window: fits.windowMinutes }]),
        ]
        for (const other of others) {
          const again = await shownOf(sites, other)
          const without = again.unplaced
            .filter((each) => each.constraint === constraint)
            .flatMap((each) => each.upgrades.map(({ servers, hop: at }) => key(servers[0], at)))
          for (const { servers, hop: at } of upgrades) expect(without).not.toContain(key(servers[0], at))
        }
      }
    }),
    { numRuns: 150, seed: 7 },
  )
  // Every case was met.
  expect(Object.entries(seen).filter(([, times]) => times === 0)).toEqual([])
}, 300_000)
