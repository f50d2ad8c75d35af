/** What a change may hide: waivers, an entry of the baseline, a weaker policy, looser settings. On repositories with such changes planted in them. */
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cuspec, folderOf, reportIn } from './program.ts'
import { alone, changed, commit, diffIn, git, put, repositoryOf, sydney } from './repository.ts'

const spec = 'sydney.cuspec.yaml'
/** 36 + 2 + 2 ports of 32 that are licensed: one error, on the line of the list of ports, of which it is known that it shuts down. */
const more = changed(sydney, ['count: 28', 'count: 36'])
const rule = 'license-covers-use'
const comment = (text: string, reason = 'on order'): string =>
  changed(text, ['servers:', `# cuspec-ignore-file ${rule}: ${reason}\nservers:`])
const waivers = (what = rule): string => `apiVersion: cuspec/v1
kind: Waivers
metadata: { name: accepted }
waivers:
  - { rule: ${what}, reason: on order, owner: ann@example.com, ticket: VM-7, until: 2099-01-31, scope: { server: SYD-UNITY1 } }
`

const diff = (cwd: string, ...args: readonly string[]) => {
  const outcome = cuspec(['diff', ...args, '--report', 'json'], { cwd })
  return { ...outcome, json: () => diffIn(outcome.stdout) }
}
const text = (cwd: string, ...args: readonly string[]): string => cuspec(['diff', ...args], { cwd }).stdout.replace(/\s+/g, ' ')
const lint = (cwd: string, ...args: readonly string[]) => {
  const { stdout, status, stderr } = cuspec(['lint', '--changed=main', ...args, '--report', 'json'], { cwd })
  return { status, stderr, report: stdout === '' ? undefined : reportIn(stdout) }
}
const sum = (cwd: string): string => cuspec(['lint', '--changed=main'], { cwd }).stdout.trimEnd().split('\n').at(-1) ?? ''

/** Without what is said of the configuration itself. */
const about = <Each extends { readonly rule: string }>(findings: readonly Each[]): Each[] =>
  findings.filter((each) => each.rule !== 'config-sound')

type Files = Parameters<typeof put>[1]

/** A branch `topic` with these files put into what `main` has. */
function branch(base: Files, head: Files): string {
  const folder = repositoryOf(base)
  git(folder, 'checkout', '-q', '-b', 'topic')
  commit(folder, head)
  return folder
}

describe('a waiver', () => {
  test.each([
    ['in a comment', { [spec]: comment(more) }, { kind: 'inSource', reason: 'on order' }],
    [
      'in a document',
      { 'waivers.cuspec.yaml': waivers() },
      { kind: 'external', reason: 'on order', owner: 'ann@example.com', ticket: 'VM-7', until: '2099-01-31' },
    ],
  ] as const)('%s is told, and mends nothing', (_, head, suppression) => {
    const folder = branch({ [spec]: more }, head)
    const { status, json } = diff(folder, 'main', 'topic', '--detailed-exitcode')
    expect(json().summary).toMatchObject({ new: 0, fixed: 0, lost: 0, waived: 1, baselined: 0 })
    expect(json().findings.waived).toMatchObject([{ rule, known: true, suppression }])
    expect(status).toBe(10)
    expect(diff(folder, 'main', 'topic', '--fail-on', 'note').status).toBe(0)
    const words = text(folder, 'main', 'topic')
    expect(words).toContain('1 waived by this change')
    expect(words).toMatch(
      /Waived by this change.*40 voice ports, but the licences of SYD-UNITY1 grant 32 \[license-covers-use\].*waived.*on order/i,
    )
    if ('owner' in suppression) expect(words).toContain('waived by ann@example.com, VM-7 until 2099-01-31: on order')
    const markdown = cuspec(['diff', 'main', 'topic', '--report', 'markdown'], { cwd: folder }).stdout
    expect(markdown).toContain('Waived by this change')
    expect(sum(folder)).toMatch(/; 1 waived by this change( \(|;|$)/)
    expect(lint(folder)).toMatchObject({ status: 0, report: { findings: [], change: { waived: 1, baselined: 0 } } })
  })

  test('that comes with what it is for is told, too', () => {
    const folder = branch({ [spec]: sydney }, { [spec]: comment(more) })
    expect(diff(folder, 'main').json()).toMatchObject({
      summary: { new: 0, waived: 1 },
      findings: { waived: [{ rule, known: false, suppression: { reason: 'on order' } }] },
    })
    expect(text(folder, 'main')).toContain('new: error')
    expect(sum(folder)).toContain('1 waived by this change')
  })

  test('that is taken away brings its finding back, as new', () => {
    const folder = branch({ [spec]: comment(more) }, { [spec]: more })
    expect(diff(folder, 'main').json()).toMatchObject({
      summary: { new: 1, fixed: 0, waived: 0 },
      findings: { new: [{ rule, unwaived: true }] },
    })
    expect(text(folder, 'main')).toContain('(no longer waived)')
    expect(lint(folder)).toMatchObject({ status: 1, report: { findings: [{ rule }] } })
  })

  test('that was there before is not told, nor what it says now, nor where it stands now', () => {
    const folder = branch({ [spec]: comment(more) }, { [spec]: `# one\n${comment(more, 'ordered')}` })
    expect(diff(folder, 'main', '--detailed-exitcode')).toMatchObject({ status: 0 })
    expect(diff(folder, 'main').json()).toMatchObject({ summary: { new: 0, fixed: 0, waived: 0 }, findings: { waived: [] } })
    expect(sum(folder)).not.toContain('by this change')
    const moved = branch({ [spec]: comment(more) }, { [spec]: more, 'w.cuspec.yaml': waivers() })
    expect(diff(moved, 'main').json()).toMatchObject({ summary: { new: 0, fixed: 0, waived: 0 } })
  })

  test('of one of two findings that are alike leaves the other what it was', () => {
    const two = (one: string): string =>
      `apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: two }\nservers:\n  - { name: A, version: 4.0(7) }${one}\n  - { name: B, version: 4.0(7) }\n`
    const folder = branch({ [spec]: two('') }, { [spec]: two(' # cuspec-ignore release-known: a test build') })
    expect(diff(folder, 'main').json()).toMatchObject({ summary: { new: 0, fixed: 0, changed: 0, unchanged: 1, waived: 1 } })
  })

  test('is loud where a server would shut down, and so is one that was for less', () => {
    const over = changed(sydney, ['voiceMail: 400', 'voiceMail: 600'])
    for (const [base, head] of [
      [over, comment(over)],
      [sydney, comment(over)],
    ] as const) {
      const folder = branch({ [spec]: base }, { [spec]: head })
      expect(text(folder, 'main')).toContain('1 waived by this change (it would put a server into shutdown mode)')
      expect(sum(folder)).toContain('1 waived by this change (it would put a server into shutdown mode)')
    }
  })

  test('and none is told where waivers are left aside', () => {
    const folder = branch({ [spec]: more }, { [spec]: comment(more) })
    expect(diff(folder, 'main', '--no-waivers').json()).toMatchObject({ summary: { new: 0, fixed: 0, unchanged: 1, waived: 0 } })
  })
})

describe('a baseline', () => {
  /** A repository whose configuration names a baseline of what `text` has. */
  function withBaseline(folder: string): void {
    put(folder, { '.cuspec.yaml': 'apiVersion: cuspec/v1\nkind: Config\nbaseline: known.json\n' })
    cuspec(['baseline', '-o', 'known.json'], { cwd: folder })
    commit(folder, {})
  }

  test('is told how much a change puts into it, which is not fixed', () => {
    const folder = branch({ [spec]: more }, {})
    withBaseline(folder)
    expect(diff(folder, 'main', 'topic', '--detailed-exitcode')).toMatchObject({ status: 10 })
    const found = diff(folder, 'main', 'topic').json()
    expect(found.summary).toMatchObject({ new: 0, fixed: 0, waived: 0, baselined: found.findings.waived.length })
    expect(found.summary.baselined).toBeGreaterThan(0)
    expect(found.settings).toEqual([{ key: 'baseline', base: null, head: 'known.json', how: 'looser' }])
    expect(text(folder, 'main', 'topic')).toContain('put into the baseline by this change')
    expect(sum(folder)).toContain(`${found.summary.baselined} put into the baseline by this change`)
    // The same from the working tree, and with the file named.
    for (const args of [[], ['--baseline', 'known.json']])
      expect(lint(folder, ...args).report?.change).toMatchObject({ baselined: found.summary.baselined })
  })

  test('with an entry for what the change does is no cover', () => {
    const folder = repositoryOf({ [spec]: sydney })
    withBaseline(folder)
    git(folder, 'checkout', '-q', '-b', 'topic')
    put(folder, { [spec]: more })
    cuspec(['baseline', '-o', 'known.json', '--update'], { cwd: folder })
    commit(folder, {})
    const found = diff(folder, 'main').json()
    expect(found).toMatchObject({ summary: { new: 0, fixed: 0 }, settings: [] })
    expect(found.findings.waived).toContainEqual(expect.objectContaining({ rule, known: false }))
  })

  test('that git does not know is nothing that the change did', () => {
    const folder = branch({ [spec]: more }, {})
    cuspec(['baseline', '-o', 'mine.json'], { cwd: folder })
    expect(lint(folder, '--baseline', 'mine.json').report).toMatchObject({ findings: [], change: { waived: 0, baselined: 0 } })
  })
})

const house = (rules: readonly Readonly<Record<string, string>>[]): string =>
  JSON.stringify({ apiVersion: 'cuspec/v1', kind: 'Policy', metadata: { name: 'house' }, rules })
const few = { id: 'few', match: 'server', assert: 'size(self.name) < 3', message: '"a long name"' }

describe('a policy', () => {
  const files = { [spec]: sydney, 'p.cuspec.yaml': house([few, { ...few, id: 'other', assert: 'true' }]) }

  test.each([
    ['whose rule is gone', house([{ ...few, id: 'other', assert: 'true' }]), 'house (few removed)', 2],
    [
      'whose rule asks for less',
      house([
        { ...few, assert: 'true' },
        { ...few, id: 'other', assert: 'true' },
      ]),
      'house (few changed)',
      2,
    ],
    [
      'whose rule is milder',
      house([
        { ...few, severity: 'note' },
        { ...few, id: 'other', assert: 'true' },
      ]),
      'house (few milder)',
      0,
    ],
    ['that is gone', undefined, 'house removed', 2],
  ])('%s is told first, and has mended nothing', (_, policy, words, lost) => {
    const folder = branch(files, { 'p.cuspec.yaml': policy })
    const { json, status } = diff(folder, 'main', '--detailed-exitcode')
    expect(json().policies).toMatchObject([{ name: 'house' }])
    expect(json().summary).toMatchObject({ fixed: 0, lost })
    expect(status).toBe(10)
    expect(text(folder, 'main')).toMatch(/loosens the terms by which it is judged: policies: house/)
    expect(text(folder, 'main')).toContain(words)
    expect(cuspec(['diff', 'main', '--report', 'markdown'], { cwd: folder }).stdout).toContain('Policies that the change changes itself')
    expect(sum(folder)).toContain(`policies changed by this change: ${words}`)
  })

  test('that is new, or has a rule more, loosens nothing', () => {
    const folder = branch({ [spec]: sydney }, { 'p.cuspec.yaml': house([{ ...few, assert: 'true' }]) })
    expect(diff(folder, 'main', '--detailed-exitcode')).toMatchObject({ status: 0 })
    expect(text(folder, 'main')).toContain('house added')
    expect(text(folder, 'main')).not.toContain('loosens')
  })
})

const config = (more: string): string => `apiVersion: cuspec/v1\nkind: Config\n${more}`

describe('settings', () => {
  test.each([
    ['a rule that is off', '', `severities: { ${rule}: off }`, { key: 'severities', member: rule, base: 'error', head: 'off' }],
    ['a rule that is milder', '', `severities: { ${rule}: note }`, { key: 'severities', member: rule, base: 'error', head: 'note' }],
    ['what fails', 'failOn: note', 'failOn: error', { key: 'failOn', base: 'note', head: 'error' }],
    ['an ignored file', '', `ignores: ["${spec}"]`, { key: 'ignores', member: spec, base: null, head: spec }],
    ['other paths', '', 'paths: [other]', { key: 'paths', member: '.', base: '.', head: null }],
  ])('%s: the change is told, and hides nothing', (_, before, after, setting) => {
    const files = { [spec]: sydney, 'other/a.cuspec.yaml': alone('PER-UNITY1', '01'), '.cuspec.yaml': config(before) }
    const folder = branch(files, { [spec]: more, '.cuspec.yaml': config(after) })
    const { json, status } = diff(folder, 'main', 'topic', '--fail-on', 'error')
    expect(json().settings).toContainEqual({ ...setting, how: 'looser' })
    expect(about(json().findings.new)).toMatchObject([{ rule, severity: 'error' }])
    expect(status).toBe(1)
    expect(lint(folder).status).toBe(1)
    expect(about(lint(folder).report?.findings ?? [])).toMatchObject([{ rule }])
    expect(lint(folder).report?.change?.settings).toContainEqual({ ...setting, how: 'looser' })
    expect(text(folder, 'main')).toContain('loosens the terms by which it is judged: settings:')
    expect(sum(folder)).toContain('settings changed by this change:')
    // The same the other way round: what is stricter now is told, and holds.
    put(folder, {})
    expect(
      diff(folder, 'topic', 'main')
        .json()
        .settings.every(({ how }) => how !== 'looser' || setting.key === 'paths'),
    ).toBe(true)
  })

  test('a level that fails that is raised does not let pass what the change does', () => {
    const release = (version: string): string => changed(alone('PER-UNITY1', '01'), ['4.0(5)', version])
    const folder = branch(
      { 'a.cuspec.yaml': release('4.0(5)'), '.cuspec.yaml': config('severities: { release-known: note }\nfailOn: note\n') },
      { 'a.cuspec.yaml': release('4.0(7)'), '.cuspec.yaml': config('severities: { release-known: note }\n') },
    )
    expect(lint(folder)).toMatchObject({ status: 1, report: { findings: [{ rule: 'release-known', severity: 'note' }] } })
  })

  test('a lock that is taken away still holds', () => {
    const folder = branch(
      { [spec]: more, '.cuspec.yaml': config(`locked: [${rule}]\n`) },
      { [spec]: comment(more), '.cuspec.yaml': config('') },
    )
    const found = diff(folder, 'main').json()
    expect(found.settings).toEqual([{ key: 'locked', member: rule, base: rule, head: null, how: 'looser' }])
    expect(found.summary).toMatchObject({ fixed: 0, waived: 0, unchanged: 1 })
    expect(found.findings.new).toMatchObject([{ rule: 'waiver-sound' }])
  })

  test('that are stricter hold for what the change does, and what was there before stays what it was', () => {
    const folder = branch({ [spec]: more, '.cuspec.yaml': config(`severities: { ${rule}: off }\n`) }, { '.cuspec.yaml': config('') })
    expect(diff(folder, 'main', '--detailed-exitcode')).toMatchObject({ status: 0 })
    expect(diff(folder, 'main').json()).toMatchObject({
      summary: { new: 0, unchanged: 1 },
      settings: [{ key: 'severities', member: rule, base: 'off', head: 'error', how: 'tighter' }],
    })
  })

  test('of the folder where it is run, up to the root, from the revision', () => {
    const folder = branch(
      { [`sites/${spec}`]: sydney, '.cuspec.yaml': config('') },
      { [`sites/${spec}`]: more, '.cuspec.yaml': config(`severities: { ${rule}: off }\n`) },
    )
    const found = diff(join(folder, 'sites'), 'main', 'topic').json()
    expect(found).toMatchObject({ settings: [{ key: 'severities', how: 'looser' }] })
    expect(about(found.findings.new)).toMatchObject([{ rule }])
    // Nothing of the working tree counts for two revisions.
    put(folder, { '.cuspec.yaml': config('severities: { nope: off }\n') })
    expect(diff(folder, 'main', 'topic').status).toBe(0)
  })

  test('that the command line names are those of each side, and the same where git does not know them', () => {
    const folder = branch({ [spec]: sydney, 'ci.yaml': config('') }, { [spec]: more, 'ci.yaml': config(`severities: { ${rule}: off }\n`) })
    expect(diff(folder, 'main', 'topic', '--config', 'ci.yaml').json()).toMatchObject({
      settings: [{ how: 'looser' }],
      summary: { new: 2 },
    })
    put(folder, { 'mine.yaml': config(`severities: { ${rule}: off }\n`) })
    const mine = diff(folder, 'main', 'topic', '--config', 'mine.yaml').json()
    expect({ settings: mine.settings, found: about(mine.findings.new) }).toEqual({ settings: [], found: [] })
    expect(diff(folder, 'main', 'topic', '--no-config').json()).toMatchObject({ settings: [], summary: { new: 2 } })
  })

  test('that nobody can use: of BASE they count for nothing, which is said; of HEAD nothing is done', () => {
    const broken = config('severities: { license-covers-use: nope }\n')
    const folder = branch({ [spec]: sydney, '.cuspec.yaml': broken }, { [spec]: more, '.cuspec.yaml': config('') })
    const mended = diff(folder, 'main', 'topic')
    expect(mended.stderr).toContain('the configuration of main')
    expect(mended.json().summary.new).toBe(1)
    expect(diff(folder, 'topic', 'main')).toMatchObject({ status: 2, stdout: '' })
  })

  test('and waivers that they name are those of each side', () => {
    const folder = branch(
      { [spec]: more, 'lists/w.yaml': waivers(), '.cuspec.yaml': config('paths: ["*.cuspec.yaml"]\n') },
      { '.cuspec.yaml': config('paths: ["*.cuspec.yaml"]\nwaivers: [lists/w.yaml]\n') },
    )
    expect(diff(folder, 'main').json()).toMatchObject({
      settings: [{ key: 'waivers', member: 'lists/w.yaml', how: 'looser' }],
      summary: { fixed: 0, waived: 1 },
    })
  })
})

test('folders are judged by what holds where it is run', () => {
  const folder = folderOf({ [`old/${spec}`]: more, [`new/${spec}`]: comment(more), '.cuspec.yaml': config('') })
  expect(diff(folder, 'old/', 'new/').json()).toMatchObject({ settings: [], summary: { fixed: 0, waived: 1 } })
})

test('several branches at once are held to the strictest of their settings', () => {
  const folder = repositoryOf({ [spec]: sydney })
  git(folder, 'checkout', '-q', '-b', 'one')
  commit(folder, { '.cuspec.yaml': config(`severities: { ${rule}: off }\n`) })
  git(folder, 'checkout', '-q', '-b', 'two', 'main')
  commit(folder, { [spec]: more })
  git(folder, 'checkout', '-q', 'main')
  const found = diff(folder, 'main', '--joint', 'one', 'two').json()
  expect(found.settings).toMatchObject([{ how: 'looser' }])
  expect(about(found.findings.new)).toMatchObject([{ rule }])
})

test('nothing in a waiver, a policy or a setting becomes markup or a command', () => {
  const evil = '::error::x <script>@all |\u001b[31m'
  const folder = branch(
    { [spec]: more, '.cuspec.yaml': config('') },
    {
      [spec]: comment(more, '::error::x <script>@all |'),
      'p.cuspec.yaml': house([{ ...few, id: 'x', assert: 'true' }]).replace('"house"', JSON.stringify(evil)),
      '.cuspec.yaml': config(`ignores: [${JSON.stringify(evil)}]\n`),
    },
  )
  for (const args of [
    ['diff', 'main'],
    ['diff', 'main', '--report', 'markdown'],
    ['lint', '--changed=main'],
    ['lint', '--changed=main', '--report', 'markdown'],
  ]) {
    const { stdout } = cuspec(args, { cwd: folder })
    expect(stdout).not.toMatch(/^\s*::error/m)
    expect(stdout).not.toContain('\u001b[31m')
    if (args.includes('markdown')) expect(stdout.replace(/`[^`\n]*`/g, '')).not.toMatch(/<script>|[^\\\w]@all/)
  }
})
