/** `cuspec lint --changed`: of the findings of the whole fleet those that the change has caused. Loaded only when it is asked for. */
import { caused, compareFindings } from '../../change/findings.ts'
import { renames } from '../../change/machines.ts'
import type { Report } from '../../check.ts'
import { byPlace } from '../../finding.ts'
import type { Clock } from '../../model/read.ts'
import { othersText } from '../../report/text.ts'
import type { Selecting } from '../../source/files.ts'
import { judgeBase } from '../diff/judge.ts'
import { foldersOfSubmodules, revision } from '../diff/sides.ts'
import { openRepository, wholeTree } from '../git/repository.ts'
import { say } from '../print.ts'
import { Refusal } from '../refusal.ts'
import { baseOf } from './base.ts'

interface Asked {
  /** The revision that was named; empty where none was. */
  readonly named: string
  /** As they were typed, with the name that standard input stands for in place of `-`. */
  readonly paths: readonly string[]
  /** How files are selected. */
  readonly chosen: Selecting
  readonly clock: Clock
  readonly strict: boolean
  /** What a team makes of a report. */
  readonly judged: (report: Report) => Promise<Report>
}

/** Opens the repository before anything is checked, so that what cannot be compared is said at once. */
export function changedOnly({
  named,
  paths,
  chosen,
  clock,
  strict,
  judged,
}: Asked): (report: Report) => Promise<Report & { readonly whole: boolean }> {
  const repository = openRepository()
  if (repository.bare) throw new Refusal('--changed: a bare repository has no working tree to check')
  wholeTree(repository)
  const { id, words } = baseOf(repository, named)
  return async (report) => {
    const head = { label: 'the working tree', report, nameOf: (file: string) => file }
    const again = () => revision(repository, id, id, { paths, chosen })
    const base = await judgeBase(await again(), again, head, { clock, strict, judged })
    const compared = compareFindings(base, head, renames(base.report.fleet, report.fleet))
    // Of what lies in a submodule the revision has nothing to compare with.
    const apart = foldersOfSubmodules(repository, id)
    const findings = caused(compared).filter(({ file }) => !apart.some((folder) => file.startsWith(folder)))
    const others = report.findings.length - findings.length
    say(`compared with ${id.slice(0, 12)}, ${words}${others > 0 ? `; ${othersText(others)}` : ''}`)
    return { ...report, findings: findings.sort(byPlace), others, whole: base.whole }
  }
}
