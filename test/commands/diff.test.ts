/** `cuspec diff`: what a change does, on repositories with changes planted in them. Figures and hosts follow from the specs by hand. */
import { describe, expect, test } from 'vitest'
import { cuspec, folderOf } from './program.ts'
import { alone, changed, commit, diffIn, git, put, repositoryOf, sydney } from './repository.ts'

const spec = 'sydney.cuspec.yaml'

/** The diff of two texts of one spec, as folders. */
function diffOf(base: string | Record<string, string>, head: string | Record<string, string>, ...flags: readonly string[]) {
  const filesOf = (side: string | Record<string, string>): Record<string, string> => (typeof side === 'string' ? { [spec]: side } : side)
  const folder = folderOf(
    Object.fromEntries([
      ...Object.entries(filesOf(base)).map(([name, text]) => [`old/${name}`, text]),
      ...Object.entries(filesOf(head)).map(([name, text]) => [`new/${name}`, text]),
    ]),
  )
  const outcome = cuspec(['diff', 'old/', 'new/', '--report', 'json', ...flags], { cwd: folder })
  return { ...outcome, json: () => diffIn(outcome.stdout) }
}

const rowOf = (json: ReturnType<typeof diffIn>, of: string, feature: string) =>
  json.effect.find((each) => each.of === of && each.feature === feature)

describe('a change that does not matter', () => {
  test('is one line', () => {
    const folder = repositoryOf({ [spec]: sydney })
    const { status, stdout, stderr } = cuspec(['diff', '--detailed-exitcode'], { cwd: folder })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(/^HEAD \([0-9a-f]{12}\) → the working tree: no findings change, nothing to order\.\n$/)
  })

  test('is cosmetic: owner, comments, order of keys, spelling of a MAC and a release', () => {
    const head = changed(
      sydney,
      ['owner: a@example.com', 'owner: b@example.com, description: Sydney'],
      ['00-0B-CD-11-22-33', '000b.cd11.2233'],
      ['02-0B-CD-11-22-35', '020bcd112235'],
      ['version: 4.0(5)', 'version: 4.0.5'],
      ['    role: primary\n    version: 4.0.5', '    version: 4.0.5 # as installed\n    role: primary'],
    )
    const { status, json } = diffOf(sydney, head, '--detailed-exitcode')
    const found = json()
    expect(status).toBe(0)
    expect(found).toMatchObject({ summary: { new: 0, changed: 0, fixed: 0, lost: 0, rehosts: 0 }, effect: [], rehosts: [], gone: [] })
    const changes = found.parts.flatMap((part) => part.changes)
    expect(changes.map(({ path, risk }) => [path.join(' '), risk])).toEqual([
      ['metadata owner', 'cosmetic'],
      ['metadata description', 'cosmetic'],
      ['version', 'cosmetic'],
      ['nics nic1 mac', 'cosmetic'],
      ['team virtualMac', 'cosmetic'],
    ])
  })

  test('is layout alone where no value differs, and nothing where line ends do', () => {
    expect(diffOf(sydney, `# a comment\n${sydney}`).json()).toMatchObject({ parts: [], layout: [`new/${spec}`] })
    expect(diffOf(sydney, sydney.replaceAll('\n', '\r\n')).json()).toMatchObject({ parts: [], layout: [] })
  })
})

describe('findings', () => {
  const more = changed(sydney, ['count: 28', 'count: 36'])

  test('are new, with what has to be ordered', () => {
    const { status, json } = diffOf(sydney, more, '--detailed-exitcode')
    expect(status).toBe(10)
    expect(json().findings.new.map(({ rule, message }) => [rule, message])).toEqual([
      ['license-covers-use', '40 voice ports, but the licences of SYD-UNITY1 grant 32'],
    ])
    // 28 + 2 + 2 of 32 before, 36 + 2 + 2 now.
    expect(rowOf(json(), 'SYD-UNITY1', 'voicePorts')).toMatchObject({
      base: { needed: 32, held: { sure: 32 }, toOrder: 0 },
      head: { needed: 40, held: { sure: 32 }, toOrder: 8 },
      change: 8,
      published: 72,
    })
    expect(json().effect).toHaveLength(1)
    expect(json().parts).toMatchObject([{ name: 'SYD-UNITY1', risk: 'licence', changes: [{ base: '28', head: '36', risk: 'licence' }] }])
  })

  test('are fixed the other way round', () => {
    expect(diffOf(more, sydney).json()).toMatchObject({ summary: { new: 0, fixed: 1, unchanged: 0 } })
  })

  test('are changed where they say something else, not one fixed and one new', () => {
    const found = diffOf(more, changed(sydney, ['count: 28', 'count: 40'])).json()
    expect(found).toMatchObject({ summary: { new: 0, changed: 1, fixed: 0 }, findings: { changed: [{ direction: 'other' }] } })
    expect(found.findings.changed[0]?.head.message).toContain('44 voice ports')
  })

  test('stay the same when lines move, servers come before, and the file has another name', () => {
    const before = alone('AAA-UNITY1', '01').split('servers:\n')[1] ?? ''
    const shifted = changed(more, ['servers:\n', `# one\n# two\nservers:\n${before}`])
    expect(diffOf(more, shifted).json().summary).toMatchObject({ new: 0, changed: 0, fixed: 0, unchanged: 1 })
    const moved = diffOf({ [spec]: more }, { 'sites/syd.cuspec.yaml': more }).json()
    expect(moved).toMatchObject({ summary: { new: 0, changed: 0, fixed: 0, unchanged: 1 }, parts: [] })
  })

  test('are not called fixed where HEAD cannot be read', () => {
    const { status, json, stderr } = diffOf(more, `${more}servers: [\n`)
    expect(status).toBe(1)
    expect(json()).toMatchObject({ summary: { fixed: 0, lost: 1 }, head: { unread: 1 } })
    expect(json().findings.new.map(({ rule }) => rule)).toContain('yaml-syntax')
    expect(stderr).toBe('')
  })

  test('are not called fixed where HEAD no longer says what they rest on', () => {
    const from = more.indexOf('    licenses:')
    const without = more.slice(0, from) + more.slice(more.indexOf('  - name: SYD-UNITY2'))
    const found = diffOf(more, without).json()
    expect(found.summary).toMatchObject({ fixed: 0, lost: 1 })
    expect(found.notChecked.some(({ missing, of }) => missing.includes('licen') && of === 'SYD-UNITY1')).toBe(true)
  })

  test('fail the run from the severity that was asked for', () => {
    expect(diffOf(sydney, more).status).toBe(0)
    expect(diffOf(sydney, more, '--fail-on', 'error').status).toBe(1)
    expect(diffOf(more, sydney, '--fail-on', 'note').status).toBe(0)
  })

  test('are judged on one day: a day that passes is no change', () => {
    const timed = changed(sydney, ['expires: permanent', 'expires: 2007-03-15'])
    const later = changed(timed, ['asOf: 2007-03-01', 'asOf: 2007-04-01'])
    expect(diffOf(timed, later).json().summary).toMatchObject({ new: 0, changed: 0, fixed: 0, lost: 0 })
    expect(diffOf(timed, timed, '--as-of', '2007-06-01').json().summary).toMatchObject({ new: 0, changed: 0 })
  })
})

describe('re-host alarms', () => {
  const one = alone('PER-UNITY1', '01')

  test('a new virtual MAC of a team', () => {
    const { status, json } = diffOf(sydney, changed(sydney, ['02-0B-CD-11-22-35', '02-0B-CD-11-22-36']), '--detailed-exitcode')
    expect(status).toBe(10)
    expect(json().rehosts).toMatchObject([
      {
        of: 'SYD-UNITY1',
        state: 'needed',
        from: '020BCD112235',
        to: '020BCD112236',
        licenses: [{ license: 'PAK UNTY-4A-BC-123456', hosts: ['020BCD112235'] }],
      },
    ])
    const steps = json().rehosts[0]?.steps ?? []
    expect(steps[0]?.says).toContain('old MAC, the new MAC and the reason')
    expect(steps.flatMap(({ facts }) => facts)).toContain('rehost-by-mail')
    expect(json().parts[0]).toMatchObject({ risk: 're-host', changes: [{ path: ['team', 'virtualMac'], risk: 're-host' }] })
  })

  test('a new NIC, a new first NIC, and teamed NICs', () => {
    const states = (head: string) =>
      diffOf(one, head)
        .json()
        .rehosts.map(({ from, to, state }) => [from, to, state])
    expect(states(changed(one, ['00-0B-CD-00-00-01', '00-0B-CD-00-00-02']))).toEqual([['000BCD000001', '000BCD000002', 'needed']])
    const before = '{ name: nic0, mac: 00-0B-CD-00-00-09 }, '
    expect(states(changed(one, ['[{ name: nic1', `[${before}{ name: nic1`]))).toEqual([['000BCD000001', '000BCD000009', 'needed']])
    const team = '    team: { type: fault-tolerant, members: [nic1, nic2], virtualMac: 02-0B-CD-00-00-05 }\n'
    const teamed = changed(one, ['00-01 }]', '00-01 }, { name: nic2, mac: 00-0B-CD-00-00-02 }]'], ['    licenses:', `${team}    licenses:`])
    expect(states(teamed)).toEqual([['000BCD000001', '020BCD000005', 'needed']])
    expect(states(teamed.replace(', virtualMac: 02-0B-CD-00-00-05', ''))).toEqual([['000BCD000001', null, 'needed']])
  })

  test('not a second NIC', () => {
    const found = diffOf(sydney, changed(sydney, ['00-0B-CD-11-22-34', '00-0B-CD-11-22-99'])).json()
    expect(found.rehosts).toEqual([])
    expect(found.parts).toMatchObject([{ risk: 'service' }])
  })

  test('nothing is left to do where the licence is for the new MAC already', () => {
    const { status, json } = diffOf(
      one,
      changed(one, ['00-0B-CD-00-00-01', '00-0B-CD-00-00-02'], ['000BCD000001', '000BCD000002']),
      '--detailed-exitcode',
    )
    expect(json().rehosts).toMatchObject([{ state: 'done', from: '000BCD000001', to: '000BCD000002', steps: [] }])
    expect({ status, rehosts: json().summary.rehosts }).toEqual({ status: 0, rehosts: 0 })
  })

  test('licences that the spec does not tell', () => {
    const untold = one.slice(0, one.indexOf('    licenses:'))
    expect(diffOf(untold, changed(untold, ['00-00-01', '00-00-02'])).json().rehosts).toMatchObject([{ state: 'unknown', licenses: [] }])
    const none = `${untold}    licenses: []\n`
    expect(diffOf(none, changed(none, ['00-00-01', '00-00-02'])).json().rehosts).toEqual([])
    const any = changed(one, ['hostId: 000BCD000001', 'hostId: ANY'])
    expect(diffOf(any, changed(any, ['00-0B-CD-00-00-01', '00-0B-CD-00-00-02'])).json().rehosts).toEqual([])
  })

  test('servers of a pair that swap roles: the licence is tied to the old primary', () => {
    const head = changed(
      sydney,
      ['role: primary', 'role: x'],
      ['role: secondary', 'role: primary'],
      ['role: x', 'role: secondary'],
      ['primary: SYD-UNITY1, secondary: SYD-UNITY2', 'primary: SYD-UNITY2, secondary: SYD-UNITY1'],
    )
    const { rehosts, parts } = diffOf(sydney, head).json()
    expect(rehosts).toMatchObject([{ state: 'needed', from: '020BCD112235', to: '000BCD112240' }])
    expect(rehosts[0]?.steps.map(({ says }) => says).join(' ')).toContain('Restart SYD-UNITY2')
    expect(parts.find(({ kind }) => kind === 'failover')).toMatchObject({ how: 'changed', risk: 're-host' })
  })

  test('a dongle', () => {
    const dongle = `apiVersion: cuspec/v1
kind: Deployment
metadata: { name: perth, asOf: 2007-03-01 }
servers:
  - name: PER-UNITY1
    version: 3.1(5)
    dongle: { serial: "12345678" }
    licenses: [{ kind: dongle, serial: "12345678", entitlements: { voicePorts: 24 } }]
`
    expect(diffOf(dongle, changed(dongle, ['serial: "12345678"', 'serial: "87654321"'])).json().rehosts).toMatchObject([
      { of: 'PER-UNITY1', state: 'needed', from: '12345678', to: '87654321' },
    ])
  })

  test('the MAC of a Bridge, from 4.0(3) on', () => {
    const bridge = `${sydney}bridges:
  - name: SYD-BRIDGE1
    version: 3.0(6)
    bridgehead: SYD-UNITY1
    sessions: 8
    nics: [{ name: nic1, mac: 00-0B-CD-99-88-77 }]
    licenses: [{ kind: declared, hostId: 000BCD998877, expires: permanent, entitlements: { bridgeSessions: 8 } }]
`
    const found = diffOf(bridge, changed(bridge, ['00-0B-CD-99-88-77', '00-0B-CD-99-88-78'])).json()
    expect(found.rehosts).toMatchObject([{ of: 'SYD-BRIDGE1', state: 'needed', from: '000BCD998877', to: '000BCD998878' }])
    // The MAC of the bridgehead is nothing to it.
    const other = diffOf(bridge, changed(bridge, ['02-0B-CD-11-22-35', '02-0B-CD-11-22-36'])).json()
    expect(other.rehosts.map(({ of }) => of)).toEqual(['SYD-UNITY1'])
  })

  test('a licence that was edited to name another host', () => {
    const found = diffOf(one, changed(one, ['hostId: 000BCD000001', 'hostId: 000BCD00000A'])).json()
    expect(found.rehosts).toMatchObject([{ of: 'PER-UNITY1', state: 'needed', from: '000BCD00000A', to: '000BCD000001' }])
  })
})

describe('machines', () => {
  const files = { 'a.cuspec.yaml': alone('AAA-UNITY1', '01'), 'b.cuspec.yaml': alone('BBB-UNITY1', '02') }

  test('that are gone, with their licences', () => {
    const found = diffOf(files, { 'a.cuspec.yaml': files['a.cuspec.yaml'] }).json()
    expect(found.gone).toMatchObject([{ name: 'BBB-UNITY1', licenses: [{ license: 'a declared licence', hosts: ['000BCD000002'] }] }])
    expect(found.parts).toMatchObject([{ name: 'BBB-UNITY1', how: 'removed', risk: 'service' }])
    expect(found.summary.fixed).toBe(0)
  })

  test('that are new, with what has to be ordered', () => {
    const text = alone('BBB-UNITY1', '02')
    const bare = `${text.slice(0, text.indexOf('    licenses:'))}    licenses: []\n`
    const found = diffOf({ 'a.cuspec.yaml': files['a.cuspec.yaml'] }, { ...files, 'b.cuspec.yaml': bare }).json()
    expect(rowOf(found, 'BBB-UNITY1', 'voicePorts')).toMatchObject({ base: { needed: 0 }, head: { needed: 8, toOrder: 8 }, change: 8 })
    expect(rowOf(found, 'BBB-UNITY1', 'voiceMailUsers')).toMatchObject({ head: { needed: 60, toOrder: 60 } })
    expect(found.parts).toMatchObject([{ name: 'BBB-UNITY1', how: 'added', risk: 'service' }])
  })

  test('that have another name keep their findings', () => {
    const [before, after] = ['BBB-UNITY1', 'CCC-UNITY1'].map((name) => ({
      'b.cuspec.yaml': changed(alone(name, '02'), ['count: 8', 'count: 12']),
    }))
    expect(diffOf(before ?? '', after ?? '').json().summary).toMatchObject({ new: 0, changed: 0, fixed: 0, unchanged: 1 })
  })

  test('that have another name', () => {
    const found = diffOf(files, { ...files, 'b.cuspec.yaml': alone('CCC-UNITY1', '02') }).json()
    expect(found).toMatchObject({ gone: [], effect: [], rehosts: [] })
    expect(found.parts.find(({ kind }) => kind === 'server')).toMatchObject({ name: 'CCC-UNITY1', was: 'BBB-UNITY1', how: 'changed' })
  })
})

describe('reports', () => {
  const head = changed(sydney, ['02-0B-CD-11-22-35', '02-0B-CD-11-22-36'], ['count: 28', 'count: 36'])

  test('text tells findings, licences, steps and classes', () => {
    const folder = folderOf({ [`old/${spec}`]: sydney, [`new/${spec}`]: head })
    const { stdout, status } = cuspec(['diff', 'old/', 'new/'], { cwd: folder })
    expect(status).toBe(0)
    for (const part of [
      'Change from old to new',
      '2 new findings (2 errors).',
      '8 voice ports more to order, the licences of 1 machine have to be issued anew.',
      'SYD-UNITY1: 020BCD112235 → 020BCD112236',
      'PAK UNTY-4A-BC-123456, for 020BCD112235',
      'ports answer count',
    ])
      expect(stdout).toContain(part)
    expect(stdout).not.toMatch(/undefined|\[object|NaN/)
  })

  test('markdown is a comment that a bot finds again, and fits', () => {
    const many = (mac: string): Record<string, string> =>
      Object.fromEntries(
        Array.from({ length: 400 }, (_, index) => {
          const last = index.toString(16).padStart(4, '0')
          const text = alone(`S${index}-${'X'.repeat(40)}`, '01', { ports: 70, users: 500 })
          return [`s${index}.cuspec.yaml`, text.replaceAll('00-0B-CD-00-00-01', `${mac}-${last.slice(0, 2)}-${last.slice(2)}`)]
        }),
      )
    const before = many('00-0B-CD-01')
    const after = many('00-0B-CD-02')
    const folder = folderOf(
      Object.fromEntries([
        ...Object.entries(before).map(([n, t]) => [`old/${n}`, t]),
        ...Object.entries(after).map(([n, t]) => [`new/${n}`, t]),
      ]),
    )
    const { stdout } = cuspec(['diff', 'old/', 'new/', '--report', 'markdown'], { cwd: folder })
    expect(stdout.startsWith('<!-- cuspec diff -->\n')).toBe(true)
    expect(stdout.length).toBeLessThan(65_536)
    expect(stdout.split('\n').filter((line) => /\band \d+ more/.test(line)).length).toBeGreaterThan(0)
    expect(stdout.split('<details>').length).toBe(stdout.split('</details>').length)
  })

  test('nothing in a spec or its name becomes markup or a command', () => {
    const name = 'evil\n::error::owned|<img>@all.cuspec.yaml'
    const bad = changed(alone('PER-UNITY1', '01'), ['directory: corp.example', 'directory: "a|b\\n::error::x<script>@all"'])
    const folder = folderOf({ [`old/${name}`]: alone('PER-UNITY1', '01'), [`new/${name}`]: changed(bad, ['count: 8', 'count: 90']) })
    for (const format of ['text', 'markdown']) {
      const { stdout, stderr } = cuspec(['diff', 'old/', 'new/', '--report', format], { cwd: folder })
      expect(`${stdout}${stderr}`).not.toMatch(/^\s*::error/m)
      if (format === 'markdown') expect(stdout.replace(/`[^`\n]*`/g, '')).not.toMatch(/<script>|<img>|[^\\\w]@all/)
    }
  })
})

describe('several changes at once', () => {
  const pool = (members: string): string =>
    `apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: pools, asOf: 2007-03-01 }\ndirectory: corp.example\npools:\n  - { name: anz, members: [${members}] }\n`
  const files = {
    'a.cuspec.yaml': alone('AAA-UNITY1', '01', { users: 30, licensed: 36 }),
    'b.cuspec.yaml': alone('BBB-UNITY1', '02', { users: 30, licensed: 36 }),
    'pools.cuspec.yaml': pool('AAA-UNITY1, BBB-UNITY1'),
    'README.md': 'one\n',
  }

  function branches(): string {
    const folder = repositoryOf(files)
    for (const [branch, file] of [
      ['branch-a', 'a.cuspec.yaml'],
      ['branch-b', 'b.cuspec.yaml'],
    ] as const) {
      git(folder, 'checkout', '-q', '-b', branch, 'main')
      commit(folder, { [file]: changed(files[file], ['voiceMail: 30 ', 'voiceMail: 38 ']), 'README.md': `${branch}\n` })
    }
    git(folder, 'checkout', '-q', 'main')
    return folder
  }

  test('exceed a pool together that each keeps within alone', () => {
    const folder = branches()
    const run = (...args: string[]) => diffIn(cuspec(['diff', 'main', '--report', 'json', ...args], { cwd: folder }).stdout)
    expect(run('branch-a').summary.new).toBe(0)
    expect(run('branch-b').summary.new).toBe(0)
    const { joint } = run('--joint', 'branch-a', 'branch-b')
    // 30 + 30 used of 36 + 36; each branch adds 8: 68 of 72 alone, 76 of 72 together.
    expect(joint?.rows).toMatchObject([
      { of: 'anz', what: 'voiceMailUsers', base: 60, together: 76, held: 72, adds: [{ amount: 8 }, { amount: 8 }] },
    ])
    expect(joint?.rows[0]?.adds.map(({ label }) => label.replace(/ .*/, ''))).toEqual(['branch-a', 'branch-b'])
    expect(joint?.findings.map(({ rule }) => rule)).toEqual(['license-covers-use'])
    // What is no spec of ours may conflict as it likes.
    expect(joint?.conflicts).toEqual([])
    const { stdout, status } = cuspec(['diff', 'main', '--joint', 'branch-a', 'branch-b'], { cwd: folder })
    expect(stdout).toMatch(/pool anz, voiceMailUsers: base 60, branch-a \S+ \+8, branch-b \S+ \+8:\s+76\s+together; held 72/)
    expect(status).toBe(0)
    expect(git(folder, 'status', '--porcelain')).toBe('')
  })

  test('in one file: lines apart merge, lines at one place follow each other, the same line is a conflict', () => {
    const folder = repositoryOf(files)
    const base = files['a.cuspec.yaml']
    const make = (branch: string, text: string): void => {
      git(folder, 'checkout', '-q', '-b', branch, 'main')
      commit(folder, { 'a.cuspec.yaml': text })
    }
    make('ports', changed(base, ['count: 8', 'count: 7']))
    make('users', changed(base, ['name: aaa-unity1,', 'name: aaa,']))
    make('other', changed(base, ['count: 8', 'count: 6']))
    make('end-1', `${base}failover: []\n`)
    make('end-2', `${base}bridges: []\n`)
    git(folder, 'checkout', '-q', 'main')
    const objects = git(folder, 'count-objects')
    const run = (...names: string[]) => cuspec(['diff', 'main', '--report', 'json', '--joint', ...names], { cwd: folder })
    const merged = run('ports', 'users')
    expect(merged.status).toBe(0)
    expect(diffIn(merged.stdout).parts.flatMap(({ changes }) => changes.map(({ head }) => head))).toContain('7')
    const ends = diffIn(run('end-1', 'end-2').stdout)
    expect(ends.joint).toMatchObject({ conflicts: [] })
    expect(ends.joint?.merged[0]).toContain('a.cuspec.yaml')
    const clash = run('ports', 'other')
    expect(clash.status).toBe(2)
    expect(diffIn(clash.stdout).joint?.conflicts).toEqual([
      'a.cuspec.yaml, line 8 where they parted: other and ports do not merge; it is judged without the change of other',
    ])
    expect(git(folder, 'count-objects')).toBe(objects)
  })
})

test('a working tree with changes that are not committed is HEAD, and what is staged can be', () => {
  const folder = repositoryOf({ [spec]: sydney })
  put(folder, { [spec]: changed(sydney, ['count: 28', 'count: 36']) })
  git(folder, 'add', spec)
  put(folder, { [spec]: changed(sydney, ['count: 28', 'count: 40']) })
  const value = (...args: string[]) =>
    diffIn(cuspec(['diff', ...args, '--report', 'json'], { cwd: folder }).stdout).parts[0]?.changes[0]?.head
  expect(value()).toBe('40')
  expect(value('--staged')).toBe('36')
  expect(value('HEAD')).toBe('40')
})
