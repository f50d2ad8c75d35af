/** Which settings a change makes looser or tighter: a change that turns a rule off has to say so. */
import { posix } from 'node:path'
import type { ChangedSetting } from '../check.ts'
import { rank, type Severity } from '../finding.ts'
import type { Settings } from '../review/settings.ts'

export interface SettingChange extends ChangedSetting {
  readonly key: 'severities' | 'locked' | 'failOn' | 'paths' | 'ignores' | 'knowledge' | 'waivers' | 'baseline'
}

const worst = ['looser', 'other', 'tighter'] as const

/** Looser ones first. `severityOf` is the severity of a rule where nothing is settled; undefined where it is not known. */
export function changedSettings(
  base: Settings,
  head: Settings,
  severityOf: (rule: string) => Severity | undefined,
): readonly SettingChange[] {
  const changes = [
    ...severitiesOf(base, head, severityOf),
    ...failOnOf(base, head),
    ...members('locked', base.locked, head.locked, () => 'tighter'),
    ...pathsOf(base, head),
    // A pattern with `!` takes out of what the others ignore.
    ...members('ignores', base.ignores.patterns, head.ignores.patterns, (pattern) => (pattern.startsWith('!') ? 'tighter' : 'looser')),
    ...members('waivers', base.waivers, head.waivers, () => 'looser'),
    ...members('knowledge', base.knowledge, head.knowledge, () => 'other'),
    ...baselineOf(base, head),
  ]
  return changes.sort((one, other) => worst.indexOf(one.how) - worst.indexOf(other.how))
}

function severitiesOf(base: Settings, head: Settings, severityOf: (rule: string) => Severity | undefined): SettingChange[] {
  const rules = [...new Set([...base.severities.keys(), ...head.severities.keys()])].sort()
  return rules.flatMap((rule): SettingChange[] => {
    const own = severityOf(rule)
    const [from, to] = [base.severities.get(rule), head.severities.get(rule)]
    const [was, is] = [from ?? own, to ?? own]
    if (was === is) return []
    // Of a rule of a policy, what it says itself is not known here: off is looser than all, error tighter.
    const how = rank[is ?? 'warning'] > rank[was ?? 'warning'] ? 'looser' : 'tighter'
    return [{ key: 'severities', member: rule, base: was ?? 'its own', head: is ?? 'its own', how }]
  })
}

function failOnOf(base: Settings, head: Settings): SettingChange[] {
  const [from, to] = [base.failOn ?? 'error', head.failOn ?? 'error']
  return from === to ? [] : [{ key: 'failOn', base: from, head: to, how: rank[to] < rank[from] ? 'looser' : 'tighter' }]
}

/** What is no longer read is looser, but where another path leads there. */
function pathsOf(base: Settings, head: Settings): SettingChange[] {
  const [from, to] = [base, head].map(({ paths }) => (paths.length > 0 ? paths : ['.']))
  const within = (path: string, others: readonly string[] = []): boolean =>
    others.some((other) => !posix.relative(other, path).startsWith('..'))
  return members('paths', from ?? [], to ?? [], () => 'tighter').map((each) => {
    const covered = within(each.member ?? '', each.head === undefined ? to : from)
    return covered ? { ...each, how: 'other' } : each
  })
}

function baselineOf({ baseline: from }: Settings, { baseline: to }: Settings): SettingChange[] {
  return from === to ? [] : [{ key: 'baseline', base: from, head: to, how: to === undefined ? 'tighter' : 'looser' }]
}

/** Members that came and went; `coming` is what it means that one comes, and its opposite that it goes. */
function members(
  key: SettingChange['key'],
  base: Iterable<string>,
  head: Iterable<string>,
  coming: (member: string) => SettingChange['how'],
): SettingChange[] {
  const [from, to] = [new Set(base), new Set(head)]
  const going = { looser: 'tighter', tighter: 'looser', other: 'other' } as const
  return [...new Set([...from, ...to])].flatMap((member): SettingChange[] => {
    if (from.has(member) === to.has(member)) return []
    return to.has(member)
      ? [{ key, member, base: undefined, head: member, how: coming(member) }]
      : [{ key, member, base: member, head: undefined, how: going[coming(member)] }]
  })
}
