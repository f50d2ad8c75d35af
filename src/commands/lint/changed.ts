/** `cuspec lint --changed`: of the findings of the whole fleet those that the change has caused. Loaded only when it is asked for. */
import { caused, compareFindings } from '../../change/findings.ts'
import { renames } from '../../change/machines.ts'
import { changedTerms } from '../../change/terms.ts'
import type { Report } from '../../check.ts'
import { byPlace } from '../../finding.ts'
import { othersText } from '../../report/text.ts'
import type { Settings } from '../../review/settings.ts'
import { judgeBase } from '../diff/judge.ts'
import { type Chosen, foldersOfUnmoved, revision, type Standing } from '../diff/sides.ts'
import { type Asked, hold } from '../diff/terms.ts'
import { openRepository, wholeTree } from '../git/repository.ts'
import { say } from '../print.ts'
import { Refusal } from '../refusal.ts'
import { baseOf } from './base.ts'

export interface Changed {
  /** How the working tree is read and judged: by settings as strict as those of the revision. */
  readonly chosen: Chosen
  readonly settings: Settings
  readonly judged: (report: Report) => Promise<Report>
  /** Takes from a report all that the change has not caused. `quietly`: nothing is said of it, since there is more to come. */
  readonly only: (report: Report, quietly?: boolean) => Promise<Report & { readonly whole: boolean }>
}

/** Opens the repository before anything is checked, so that what cannot be compared is said at once; `named` is the revision, empty where none was. */
export async function changedOnly(named: string, asked: Asked): Promise<Changed> {
  const repository = openRepository()
  if (repository.bare) throw new Refusal('--changed: a bare repository has no working tree to check')
  wholeTree(repository)
  const { id, words } = baseOf(repository, named)
  const here: Standing = { label: 'the working tree', specs: () => Promise.reject(new Error('the working tree is read by lint itself')) }
  const before = revision(repository, id, id)
  const [from, to] = await hold([before, here], asked)
  if (!from || !to) throw new Error('a change has two sides')
  const apart = foldersOfUnmoved(repository, before.snapshot.entries)
  const only: Changed['only'] = async (report, quietly = false) => {
    const { settings } = to.judging
    const head = { label: here.label, report, nameOf: (file: string) => file, ...(settings && { settings }) }
    const base = await judgeBase(from, head)
    const compared = compareFindings(base, head, renames(base.report.fleet, report.fleet))
    // Of what lies in a submodule the revision has nothing to compare with.
    const isOurs = ({ file }: { readonly file: string }): boolean => !apart.some((folder) => file.startsWith(folder))
    const findings = caused(compared).filter(isOurs)
    const others = report.findings.length - findings.length
    const waived = compared.waived.flatMap(({ finding }) => (isOurs(finding) ? [finding] : []))
    if (!quietly) say(`compared with ${id.slice(0, 12)}, ${words}${others > 0 ? `; ${othersText(others)}` : ''}`)
    return { ...report, findings: findings.sort(byPlace), others, terms: { ...changedTerms(base, head), waived }, whole: base.whole }
  }
  return { chosen: to.chosen, settings: to.settings, judged: to.judging.judged, only }
}
