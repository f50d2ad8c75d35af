import { Args, Command, Flags } from '@oclif/core'
import { asksForConsent, asksForLicenses, type Change, compare } from '../change/compare.ts'
import { caused } from '../change/findings.ts'
import { joint } from '../change/joint.ts'
import { atLeast } from '../finding.ts'
import { type DiffFormat, diffFormats, renderDiff } from '../report/diff/diff.ts'
import type { Jointly } from '../report/diff/joint.ts'
import { choiceOf, configFlags, painter, reportFlag, specFlags } from './asked.ts'
import { judgeJoint } from './diff/joint.ts'
import { judgeBoth } from './diff/judge.ts'
import { type Opened, repositoryOnce, type Standing, sideOf, stagedSide, workingTree } from './diff/sides.ts'
import { type Asked, hold } from './diff/terms.ts'
import { exits } from './exits.ts'
import { failLevels, lintFlags } from './lint/flags.ts'
import { dayOf } from './order/settings.ts'
import { put, readOutputs } from './outputs.ts'
import { say } from './print.ts'
import { Refusal } from './refusal.ts'
import { today } from './surroundings.ts'

const leavesMore = 10

/** `cuspec diff BASE [HEAD]`. */
export class Diff extends Command {
  static override summary = 'Show what a change does: to findings, licences, their hosts, and every part.'
  static override description = `BASE and HEAD are revisions of git, or folders. Without HEAD the working tree
is compared, with --staged what is staged; without BASE, HEAD of the
repository. Of a revision the specs below the current folder are read, from git
itself: nothing is checked out, and nothing in the repository is run. Both
sides are judged on the same day, each by its own waivers and baseline, and by
the strictest of their settings: a change that waives a finding, or turns a rule
off, mends nothing by that, and is told so. --joint merges several revisions
into BASE, and shows what only all of them together bring about.

Exit codes: 0 done, 1 documents of HEAD could not be read, or with --fail-on
it has new findings so severe, 2 the job could not be done, or not merged. With
--detailed-exitcode 10 where the change leaves something to order or to have
issued anew, has new findings, waives some, or loosens a policy or a setting.`
  static override examples = [
    'cuspec diff main',
    'cuspec diff v1.4 main',
    'cuspec diff old-specs/ new-specs/',
    'cuspec diff --staged --fail-on error',
    'cuspec diff origin/main HEAD --report markdown=comment.md --report text',
    'cuspec diff main --joint branch-a branch-b',
  ]
  static override args = {
    base: Args.string({ description: 'A revision or a folder.', ignoreStdin: true }),
    head: Args.string({ description: 'Another. Left out: the working tree.', ignoreStdin: true }),
  }
  static override flags = {
    report: reportFlag(diffFormats),
    staged: Flags.boolean({ summary: 'Take what is staged for HEAD.' }),
    joint: Flags.string({ summary: 'Revisions to be merged into BASE, each alone and all together.', helpValue: 'REV', multiple: true }),
    'fail-on': Flags.string({ summary: 'The least severity of a new finding that makes the exit code 1.', options: [...failLevels] }),
    'detailed-exitcode': Flags.boolean({ summary: 'Exit with 10 where somebody has to look: new findings, waivers, something to order.' }),
    'no-waivers': Flags.boolean({ summary: lintFlags['no-waivers'].summary }),
    'as-of': specFlags['as-of'],
    ...configFlags,
    color: specFlags.color,
  }

  override async run(): Promise<number> {
    const { args, flags } = await this.parse(Diff)
    const outputs = readOutputs<DiffFormat>(flags.report ?? ['text'], diffFormats)
    const clock = { asOf: dayOf(flags['as-of']), today: today() }
    const terms = { clock, choice: choiceOf(flags), paths: [], leftAside: flags['no-waivers'] }
    const words = [args.base, args.head].filter((word) => word !== undefined)
    const asked = flags.joint ?? []
    const { change, jointly, whole } =
      asked.length > 0 ? await together(words, asked, flags.staged, terms) : await apart(words, flags.staged, terms)
    if (change.base.report.coverage.files + change.head.report.coverage.files === 0) {
      say('no spec found on either side; folders are searched for *.cuspec.yaml and for YAML files that say apiVersion: cuspec/v1')
      return exits.notDone
    }
    const paint = await painter(flags.color)
    for (const output of outputs) put(output, renderDiff(change, jointly, output.format, paint(output)))
    if (!whole) return exits.notDone
    const failOn = failLevels.find((level) => level === flags['fail-on'])
    const found = caused(change.findings)
    if (change.head.report.coverage.documents.unread > 0) return exits.findings
    if (failOn !== undefined && found.some(({ severity }) => atLeast(severity, failOn))) return exits.findings
    return flags['detailed-exitcode'] && (asksForLicenses(change) || asksForConsent(change) || found.length > 0) ? leavesMore : exits.clean
  }
}

interface Told {
  readonly change: Change
  readonly jointly: Jointly | undefined
  /** Whether all could be read, and merged. */
  readonly whole: boolean
}

async function apart(words: readonly string[], isStaged: boolean, terms: Asked): Promise<Told> {
  const repository = repositoryOnce()
  if (isStaged && words.length > 1) throw new Refusal('--staged takes a BASE alone')
  const first = sideOf(words[0] ?? 'HEAD', repository)
  const [base, head] = await hold([first, headOf(words[1], isStaged, first, repository)], terms)
  if (!base || !head) throw new Error('a change has two sides')
  const judged = await judgeBoth(base, head)
  return { change: compare(judged.base, judged.head), jointly: undefined, whole: judged.base.whole && judged.head.whole }
}

function headOf(word: string | undefined, isStaged: boolean, base: Standing, repository: Opened): Standing {
  if (isStaged) return stagedSide(repository())
  if (word !== undefined) return sideOf(word, repository)
  if (base.revision === undefined) throw new Refusal('HEAD is missing: a folder is compared with another folder, or with a revision')
  return workingTree(repository(), base.revision)
}

async function together(words: readonly string[], asked: readonly string[], isStaged: boolean, terms: Asked): Promise<Told> {
  const [base, ...more] = words
  if (base === undefined || more.length > 0 || isStaged)
    throw new Refusal('--joint takes one BASE before it: cuspec diff BASE --joint REV REV')
  const { sides, conflicts, both, whole } = await judgeJoint(base, asked, terms)
  const found = joint(sides)
  return { change: found.change, jointly: { ...found, conflicts, both }, whole: whole && conflicts.length === 0 }
}
