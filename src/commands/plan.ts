import { Args, Command, Flags } from '@oclif/core'
import { findRelease, type Release, versionLine } from '../knowledge/release.ts'
import type { Fleet } from '../model/fleet.ts'
import { whereIn } from '../report/diff/where.ts'
import { pageHtml } from '../report/page/html.ts'
import { pageMarkdown } from '../report/page/markdown.ts'
import { pageText } from '../report/page/text.ts'
import type { Paint } from '../report/paint.ts'
import { planCalendar } from '../report/plan/calendar.ts'
import { planJson } from '../report/plan/json.ts'
import { isBlocked, planPage } from '../report/plan/plan.ts'
import { afterwards } from '../upgrade/afterwards.ts'
import { oneForAll } from '../upgrade/goal.ts'
import { plan } from '../upgrade/plan.ts'
import { schedule } from '../upgrade/schedule.ts'
import { choiceOf, painter, reportFlag, specFlags } from './asked.ts'
import { checked } from './checked.ts'
import { exits } from './exits.ts'
import { dayOf, leadDaysOf } from './order/settings.ts'
import { put, readOutputs } from './outputs.ts'
import { elsewhere } from './plan/elsewhere.ts'
import { timesOf } from './plan/times.ts'
import { among, targetIn } from './plan/to-spec.ts'
import { roundsIn, writeRounds } from './plan/write-specs.ts'
import { say } from './print.ts'
import { didYouMean, Refusal } from './refusal.ts'
import { today } from './surroundings.ts'

const formats = ['text', 'markdown', 'html', 'json', 'ics'] as const
type Format = (typeof formats)[number]

/** `cuspec plan [PATHS] --to RELEASE`. */
export class Plan extends Command {
  static override summary = 'Plan the upgrade to a release: hops, what breaks, what to order first, steps in order.'
  static override description = `The way from what runs today to the target. Each hop says who tells that it can be
made, or that nobody does; what stands against the specs on the release that it
reaches; what has to be ordered first, as cuspec order has it at that stage; and
the steps before the night, in the night and afterwards.

Exit codes: 0 planned, 1 something has to change first, there is no way, or
documents could not be read, 2 the job could not be done.`
  static override examples = [
    'cuspec plan --to "4.0(5)"',
    'cuspec plan sites/ --to "5.0(1)" --report markdown=upgrade.md',
    'cuspec plan --to "4.0(5)" --server PER-UNITY1 --lead-time 21',
    'cuspec plan --to "5.0(1)" --write upgraded',
    'cuspec plan sites/ --to-spec next/',
    'cuspec plan --to "5.0(1)" --start 2007-03-10T22:00 --window 4h --max-parallel 2 --report ics=nights.ics',
  ]
  static override strict = false
  static override args = { paths: Args.string({ description: 'Files, folders, globs, or - for standard input.', ignoreStdin: true }) }
  static override flags = {
    to: Flags.string({ summary: 'The release to reach.', helpValue: 'RELEASE' }),
    'to-spec': Flags.string({
      summary:
        'What the deployment is to become, in place of --to: each server gets to the release that it has there, and then all else changes. Licences are those of today. May be given several times.',
      helpValue: 'FILE',
      multiple: true,
      multipleNonGreedy: true,
    }),
    server: Flags.string({
      summary: 'A server to upgrade, with its failover pair; without it all of them. May be given several times.',
      helpValue: 'NAME',
      multiple: true,
      multipleNonGreedy: true,
    }),
    'lead-time': Flags.string({ summary: 'Days from an order to the licence.', helpValue: 'DAYS', default: '1' }),
    start: Flags.string({
      summary: 'When the first night begins, so that nights are planned: 2007-03-10T22:00.',
      helpValue: 'YYYY-MM-DDTHH:MM',
    }),
    window: Flags.string({ summary: 'How long a night is: 4h, 90m.', helpValue: 'TIME', default: '4h' }),
    'max-parallel': Flags.string({
      summary: 'How many servers are upgraded at once; without it one server or pair at a time.',
      helpValue: 'N',
    }),
    takes: Flags.string({
      summary: 'How long the upgrade of a server or pair takes, and then that of each Bridge: 2h. Without it one fills a night.',
      helpValue: 'TIME',
    }),
    'nights-apart': Flags.string({ summary: 'Days between two nights.', helpValue: 'DAYS', default: '1' }),
    write: Flags.string({
      summary:
        'Write the specs as they have to read after every hop, in DIR/hop-1 and so on; what has to be ordered stands in them as a comment.',
      helpValue: 'DIR',
    }),
    force: Flags.boolean({ summary: 'Let --write replace files that are there.' }),
    report: reportFlag(formats),
    ...specFlags,
  }

  override async run(): Promise<number> {
    const { argv, flags } = await this.parse(Plan)
    const outputs = readOutputs<Format>(flags.report ?? ['text'], formats)
    const toSpec = flags['to-spec']
    if (toSpec && flags.to !== undefined) throw new Refusal('--to and --to-spec exclude each other')
    const far = toSpec ? undefined : elsewhere(flags.to)
    const to = far?.below ?? (toSpec ? undefined : target(flags.to))
    const leadDays = leadDaysOf(flags['lead-time'])
    const times = timesOf({ ...flags, parallel: flags['max-parallel'], apart: flags['nights-apart'] })
    if (!times && outputs.some(({ format }) => format === 'ics')) throw new Refusal('a calendar wants nights: --start YYYY-MM-DDTHH:MM')
    const asOf = dayOf(flags['as-of'])
    if (flags.write !== undefined && argv.includes('-') && flags['stdin-filename'] === undefined)
      throw new Refusal('--write wants a name for standard input: --stdin-filename NAME')
    const report = await checked(argv, asOf, flags['stdin-filename'], choiceOf(flags), toSpec ? { except: among(toSpec) } : {})
    const { fleet, coverage, whole } = report
    if (coverage.files === 0) return exits.notDone
    const named = serversOf(flags.server ?? [], fleet)
    if (far) throw new Refusal(far.refused(fleet, named))
    if (fleet.servers.length === 0) {
      if (coverage.documents.unread > 0) return exits.findings
      say('no server in the documents that were read')
      return exits.notDone
    }
    const later = toSpec && (await targetIn(toSpec, report, asOf, choiceOf(flags)))
    const goal = later ? later.goal : oneForAll(to ?? target(flags.to))
    const found = plan(fleet, goal, leadDays, named)
    const then = later && afterwards(found.after, report, later.report, leadDays, goal.name)
    const locate = then ? whereIn(then.change) : report.locate
    const nights = times && schedule(found, times)
    const judgedOn = fleet.servers[0]?.asOf ?? today()
    const paint = await painter(flags.color)
    const rounds = flags.write === undefined ? undefined : roundsIn(flags.write, found, report)
    for (const output of outputs) put(output, render(output.format, paint(output)))
    if (flags.write !== undefined && rounds) await writeRounds(flags.write, rounds, flags.force, asOf)
    if (!whole) return exits.notDone
    return coverage.documents.unread > 0 || isBlocked(found, nights, then) ? exits.findings : exits.clean

    function render(format: Format, paint: Paint): string {
      if (format === 'json') return planJson(found, locate, nights, then)
      if (format === 'ics') return planCalendar(nights?.nights ?? [], goal.name, judgedOn)
      const page = planPage(found, locate, nights, then)
      return format === 'html' ? pageHtml(page) : format === 'markdown' ? pageMarkdown(page) : pageText(page, paint)
    }
  }
}

/** The release to reach. Refuses what is none, with what there is instead. */
function target(written: string | undefined): Release {
  const known = versionLine.map(({ id }) => id)
  if (written === undefined) throw new Refusal('the target is missing: --to RELEASE, such as --to "4.0(5)"')
  const release = findRelease(written)
  if (!release)
    throw new Refusal(
      `--to takes a release, not ${written || 'nothing'}${ofLine(written, known) || didYouMean(written, known) || `; there are ${known.join(', ')}`}`,
    )
  if (release.build !== undefined) throw new Refusal(`--to takes a release, not a build of one: ${release.id}`)
  return release
}

/** The releases of the line of what begins as a release does: of 4.0 for `4.0(9)`, of 8.x for `8.5(1)`, where there is no 8.5. */
function ofLine(written: string, known: readonly string[]): string {
  const [line, major] = /^(\d+)(?:\.\d+)?(?=[.(]|$)/.exec(written) ?? []
  if (line === undefined || major === undefined) return ''
  const of = (start: string): readonly string[] =>
    known.filter((id) => id === start || id.startsWith(`${start}(`) || id.startsWith(`${start}.`))
  const [name, all] = of(line).length > 0 ? [line, of(line)] : [`${major}.x`, of(major)]
  return all.length > 0 ? `; ${written === line ? '' : `of ${name} `}there ${all.length > 1 ? 'are' : 'is'} ${all.join(', ')}` : ''
}

function serversOf(names: readonly string[], { serverNamed }: Fleet): ReadonlySet<string> {
  for (const name of names)
    if (!serverNamed.has(name)) throw new Refusal(`--server ${name}: no server has that name${didYouMean(name, serverNamed.keys())}`)
  return new Set(names)
}
