/** `cuspec lint --fix` and `--diff`: what is fixed, written to the files or shown. Loaded only when one of them is asked for. */
import type { Report } from '../../check.ts'
import type { Applicability } from '../../finding.ts'
import { fixable, isAsked } from '../../fix/fixable.ts'
import { type Change, type Mended, mend, type Refused } from '../../fix/mend.ts'
import { coloured, plain } from '../../report/paint.ts'
import { renderPatch } from '../../report/patch.ts'
import { plural } from '../../report/text.ts'
import type { Input } from '../../source/open.ts'
import { say } from '../print.ts'
import { rewrite } from '../write.ts'

export interface Wish {
  readonly how: Applicability
  /** Show what would be written, and write nothing. */
  readonly diff: boolean
  /** The name by which standard input is reported, if it is read. */
  readonly piped: string | undefined
  readonly colour: boolean
  readonly terminal: boolean
  /** The name of a file from the root of its repository. */
  readonly fromRoot: (file: string) => string | undefined
}

export interface Outcome {
  /** Of what is in the files now. */
  readonly report: Report
  /** For standard output: the diff, or standard input as it is fixed. */
  readonly output: string | Uint8Array | undefined
  /** Whether something is there to fix. */
  readonly found: boolean
  /** Whether all fixes that were asked for could be made. */
  readonly whole: boolean
}

type Again = (inputs: readonly Input[]) => Promise<Report>

/** Fixes the files of a report, or shows what it would. Says on standard error what was fixed, and what could not be. Never throws for what a file or the disk says. */
export async function mendFiles(inputs: readonly Input[], report: Report, again: Again, wish: Wish): Promise<Outcome> {
  const mended = await mend(inputs, report, again, wish.how)
  for (const each of mended.refused) say(blame(each))
  for (const file of leftAlone(report, wish.how)) say(`${file}: not fixed: a file with syntax errors is left as it is`)
  return wish.diff ? show(report, mended, wish) : await write(inputs, mended, again, wish)
}

function show(report: Report, { report: latest, changes, refused }: Mended, { how, fromRoot, colour, terminal }: Wish): Outcome {
  const changed = changes.map(({ file, before, bytes }) => ({
    file: fromRoot(file) ?? file,
    before: before.toString(),
    after: bytes.toString(),
  }))
  tell('would fix', changes, suggestedLeft(latest, how))
  const output = renderPatch(changed, colour ? coloured : plain, terminal)
  return { report, output, found: changes.length > 0, whole: refused.length === 0 }
}

async function write(inputs: readonly Input[], { report, changes, refused }: Mended, again: Again, { how, piped }: Wish): Promise<Outcome> {
  const failed = new Set<string>()
  for (const { file, before, bytes } of changes) {
    const reason = file === piped ? undefined : rewrite(file, before, bytes)
    if (reason === undefined) continue
    failed.add(file)
    say(`${file} was not fixed: ${reason}`)
  }
  const made = changes.filter(({ file }) => !failed.has(file))
  const now = new Map(made.map(({ file, bytes }) => [file, bytes]))
  const latest = failed.size === 0 ? report : await again(inputs.map(({ file, bytes }) => ({ file, bytes: now.get(file) ?? bytes })))
  tell('fixed', made, suggestedLeft(latest, how))
  const input = inputs.find(({ file }) => file === piped)
  const output = input && (now.get(input.file) ?? input.bytes)
  return { report: latest, output, found: changes.length > 0, whole: failed.size === 0 && refused.length === 0 }
}

/** Says how much was done and what a person could still ask for; nothing where there is neither. */
function tell(did: string, changes: readonly Change[], left: number): void {
  const count = changes.reduce((total, { done }) => total + done.length, 0)
  const rest = left > 0 ? [`${plural(left, 'suggested fix', 'suggested fixes')} left: --fix=suggested`] : []
  const parts = [...(count > 0 ? [`${did} ${plural(count, 'finding')} in ${plural(changes.length, 'file')}`] : []), ...rest]
  if (parts.length > 0) say(parts.join('; '))
}

const suggestedLeft = ({ findings }: Report, how: Applicability): number =>
  how === 'suggested' ? 0 : fixable(findings).filter(({ fix }) => fix.applicability === 'suggested').length

/** Files that have fixes, and are not YAML. */
function leftAlone({ findings }: Report, how: Applicability): ReadonlySet<string> {
  const open = new Set(fixable(findings).map(({ file }) => file))
  return new Set(findings.flatMap(({ file, fix }) => (fix && !open.has(file) && isAsked(fix, how) ? [file] : [])))
}

function blame({ finding: { file, range, fix }, harm }: Refused): string {
  const place = `${file}:${range.start.line}:${range.start.column}`
  return `${place}: not fixed: ${fix.title}: ${harm}; this is a fault of cuspec, not of your spec`
}
