/** What every command beside `lint` begins with: the specs that were named, found, opened and checked. */
import { check, type Report } from '../check.ts'
import type { Settings } from '../review/settings.ts'
import { select } from '../source/files.ts'
import type { Ignored } from '../source/ignored.ts'
import { openNamed } from '../source/named.ts'
import { type Choice, pathsBy, refusalOf, selecting, settled } from './lint/settled.ts'
import { isWhole } from './lint/whole.ts'
import { say } from './print.ts'
import { Refusal } from './refusal.ts'
import { today } from './surroundings.ts'

export interface Checked extends Report {
  /** Whether all that was named could be read, and something was: else the job is not done, which was said. */
  readonly whole: boolean
  /** What holds where the command is run. */
  readonly settings: Settings
}

/** Checks the specs that are named, or those below the current folder. Says on standard error what could not be read. */
export async function checked(
  paths: readonly unknown[],
  asOf: string | undefined,
  standard = '<stdin>',
  choice: Choice = {},
  { strict = false, except }: { readonly strict?: boolean; readonly except?: Ignored } = {},
): Promise<Checked> {
  if (standard === '') throw new Refusal('--stdin-filename takes a name')
  const own = await settled(choice, today())
  if (!own.sound) throw refusalOf(own)
  const chosen = await selecting(own.settings)
  const ignored: Ignored = (place, folder) => (chosen.ignored?.(place, folder) ?? false) || (except?.(place, folder) ?? false)
  const selection = await select(paths.length > 0 ? paths.map(String) : pathsBy(own.settings), standard, {
    ...chosen,
    ...(except && { ignored }),
  })
  // Severities are for reports of findings: an order or a plan is not more certain because a rule is off.
  const report = await check(selection.inputs, { asOf, today: today() }, { openNamed, strict })
  const whole = isWhole(selection, report.coverage.files)
  const { read, unread } = report.coverage.documents
  if (unread > 0) say(`${unread} of ${unread + read} documents could not be read; see cuspec lint${firstFault(report)}`)
  return { ...report, whole, settings: own.settings }
}

/** Rules whose errors keep a document from being read. */
export const unreadable: ReadonlySet<string> = new Set(['yaml-syntax', 'schema'])

/** The first thing that keeps a document from being read, and where it stands. */
function firstFault({ findings }: Report): string {
  const first = findings.find(({ rule, severity }) => severity === 'error' && unreadable.has(rule))
  if (!first) return ''
  const { file, range, message } = first
  return `; the first fault: ${file}:${range.start.line}:${range.start.column}: ${message}`
}
