/** By which settings, waivers and baselines the sides of a change are judged: each by its own, none by looser settings than another has. */
import { severityOf } from '../../change/terms.ts'
import type { Report } from '../../check.ts'
import type { Clock } from '../../model/read.ts'
import type { Settings } from '../../review/settings.ts'
import { unsettled } from '../../review/settings.ts'
import { strictest } from '../../review/strictest.ts'
import { type Selecting, select } from '../../source/files.ts'
import { judgedBy } from '../lint/reviewed.ts'
import { type Choice, pathsBy, refusalOf, type Settled, selecting, settled } from '../lint/settled.ts'
import { say } from '../print.ts'
import { baselineIn, settledIn } from './ground.ts'
import type { Judging } from './judge.ts'
import type { Chosen, Specs, Standing } from './sides.ts'

export interface Asked {
  readonly clock: Clock
  readonly strict?: boolean
  readonly choice: Choice
  /** What the command line names; empty for what is settled. */
  readonly paths: readonly string[]
  readonly baselines?: readonly string[] | undefined
  readonly leftAside: boolean
}

/** A side with all that it is judged by. */
export interface Held {
  readonly specs: () => Promise<Specs>
  readonly judging: Judging
  readonly chosen: Chosen
  /** As strict as those of all sides. */
  readonly settings: Settings
}

/**
 * Holds the sides of a change to what is settled on any of them, the first of which is BASE: a change that turns a rule off must not hide
 * what it does under that rule. What BASE has settled and nobody can use counts for nothing; of another it is refused.
 */
export async function hold(sides: readonly Standing[], asked: Asked): Promise<readonly Held[]> {
  const owns: Settled[] = []
  for (const [index, side] of sides.entries()) owns.push(await soundIn(side, asked, index === 0))
  const compared = sides.every(({ snapshot }, index) => snapshot !== undefined || index > 0)
  const each: Held[] = []
  for (const [index, side] of sides.entries()) {
    const own = owns[index]
    if (!own) continue
    const others = owns.filter((other) => other !== own).map(({ settings }) => settings)
    const strict = others.reduce((all, other) => strictest(all, other, severityOf), own.settings)
    const chosen = { paths: await pathsOf(side, own.settings, strict, asked), chosen: await selectingBoth(own.settings, others) }
    each.push({
      chosen,
      settings: strict,
      specs: () => side.specs(chosen),
      judging: {
        clock: asked.clock,
        strict: asked.strict ?? false,
        judged: judgedIn(side, { ...own, settings: strict }, asked),
        settings: compared ? own.settings : undefined,
      },
    })
  }
  return each
}

async function soundIn({ label, snapshot }: Standing, { choice, clock }: Asked, isBase: boolean): Promise<Settled> {
  const own = snapshot ? await settledIn(snapshot, choice, clock.today) : await settled(choice, clock.today)
  if (own.sound) return own
  if (!isBase || !snapshot) throw refusalOf(own)
  say(`the configuration of ${label} counts for nothing: ${refusalOf(own).message.replace(/; see cuspec config$/, '')}`)
  return { ...own, settings: unsettled, report: undefined, failures: [], sound: true }
}

const judgedIn = (
  { snapshot }: Standing,
  own: Settled,
  { clock, paths, baselines, leftAside }: Asked,
): ((report: Report) => Promise<Report>) =>
  judgedBy(own, clock, { baselines, leftAside, typed: paths.length > 0, read: snapshot && baselineIn(snapshot) })

/** A path of another side may lead nowhere on the disk; a revision takes that for nothing. */
async function pathsOf({ snapshot }: Standing, own: Settings, all: Settings, { paths }: Asked): Promise<readonly string[]> {
  if (paths.length > 0) return paths
  const [ours, theirs] = [pathsBy(own), [...new Set(all.paths)]]
  if (snapshot) return theirs
  const more: string[] = []
  for (const path of theirs) if (!ours.includes(path) && (await select([path], '<stdin>')).failures.length === 0) more.push(path)
  return [...ours, ...more]
}

/** Passed over is what all sides ignore. */
async function selectingBoth(own: Settings, others: readonly Settings[]): Promise<Selecting> {
  const { always = [], ignored } = await selecting(own)
  const rest: Selecting[] = []
  for (const other of others) rest.push(await selecting(other))
  if (!ignored || rest.some((each) => !each.ignored)) return { always }
  return { always, ignored: (place, folder) => ignored(place, folder) && rest.every((each) => each.ignored?.(place, folder)) }
}
