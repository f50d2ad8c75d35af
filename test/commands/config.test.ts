/** What a team settles in `.cuspec.yaml`: where it is looked for, what it changes, and what it cannot hide. */
import { chmodSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { rules } from '../../src/rules/index.ts'
import { bash, cuspec, cuspecByOclif, folderOf, lintToJson, reportIn, spec, unknown, works } from './program.ts'

const head = 'apiVersion: cuspec/v1\nkind: Config\n'

/** A repository with these files in it. */
function repository(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = folderOf(files)
  mkdirSync(join(folder, '.git'))
  return folder
}

/** Two servers of one name: an error of `names-unique`, in whatever file stands second. */
const twins = { 'a.cuspec.yaml': spec('TWIN'), 'b.cuspec.yaml': spec('TWIN') }

/** What a run finds, as `file:line:column severity rule`. */
const found = (cwd: string, ...args: string[]): string[] =>
  lintToJson(args, { cwd }).findings.map(
    ({ file, range: { start }, severity, rule }) => `${file}:${start.line}:${start.column} ${severity} ${rule}`,
  )

const lint = (cwd: string, ...args: string[]) => cuspec(['lint', ...args], { cwd })
const summary = (text: string): string => text.trimEnd().split('\n').at(-1) ?? ''

describe('a severity', () => {
  test('takes the place of that of the rule, and keeps what follows', () => {
    const bad = `${spec('SYD-UNITY1')}    users: { voiceMail: 501 }\n    licenses: [{ kind: declared, expires: permanent, entitlements: { voiceMailUsers: 500 } }]\n`
    const cwd = repository({ 'a.cuspec.yaml': bad, '.cuspec.yaml': `${head}severities: { license-covers-use: note }\n` })
    const [finding, ...more] = lintToJson([], { cwd }).findings
    expect(more).toEqual([])
    expect(finding).toMatchObject({ rule: 'license-covers-use', severity: 'note', consequence: 'shutdown' })
    expect(lint(cwd).status).toBe(0)
    expect(lint(cwd, '--fail-on', 'note').status).toBe(1)
    expect(lint(cwd, '--no-config').status).toBe(1)
  })

  test('off leaves the findings out, and every report says so', () => {
    const cwd = repository({ ...twins, '.cuspec.yaml': `${head}severities:\n  names-unique: off\n  ports-sized: off\n` })
    const { status, stdout } = lint(cwd)
    expect(status).toBe(0)
    expect(summary(stdout)).toMatch(
      new RegExp(
        `^no findings in 2 files \\(2 servers, ${rules.length - 2} rules\\).*; 2 rules are off by \\.cuspec\\.yaml, which hides 1 finding$`,
      ),
    )
    const coverage = JSON.parse(lint(cwd, '--report', 'json').stdout).coverage
    expect(coverage.off).toEqual([
      { rule: 'names-unique', findings: 1, file: '.cuspec.yaml', range: { start: { line: 4, column: 17 }, end: { line: 4, column: 20 } } },
      { rule: 'ports-sized', findings: 0, file: '.cuspec.yaml', range: { start: { line: 5, column: 16 }, end: { line: 5, column: 19 } } },
    ])
    expect(coverage.rules).toBe(rules.length - 2)
    expect(coverage.byRule.map(({ rule }: { rule: string }) => rule)).not.toContain('names-unique')
    for (const format of ['compact', 'sarif', 'github', 'summary', 'gitlab', 'checkstyle', 'markdown'])
      expect([format, lint(cwd, '--report', format).stdout.replaceAll('\\', '')]).toEqual([
        format,
        expect.stringContaining('2 rules are off by'),
      ])
    expect(lint(cwd, '--report', 'junit').stdout).toMatch(
      /name="names-unique"[^>]*><skipped>the rule is off by \.cuspec\.yaml:4; findings that this hides: 1</,
    )
    expect(lint(cwd, '--report', 'agent').stdout).toContain(
      '"off":[{"rule":"names-unique","findings":1},{"rule":"ports-sized","findings":0}]',
    )
  })

  test('off leaves out what the rule could not decide, but not what another could not', () => {
    const cwd = repository({ 'a.cuspec.yaml': spec('SYD-UNITY1'), '.cuspec.yaml': `${head}severities: { license-covers-use: off }\n` })
    const missing = (...args: string[]) => lintToJson(args, { cwd }).coverage.notChecked.map(({ rule, missing }) => `${rule}: ${missing}`)
    const all = missing('--no-config')
    expect(all.filter((line) => line.startsWith('license-covers-use'))).not.toEqual([])
    expect(missing()).toEqual(all.filter((line) => !line.startsWith('license-covers-use')))
    // Of a fact that several rules want for, the report with every gap an error tells once.
    const strict = (...args: string[]) =>
      lintToJson(['--strict-coverage', ...args], { cwd })
        .findings.filter(({ severity }) => severity === 'error')
        .map(({ message }) => message)
    const wanted = new Set(lintToJson([], { cwd }).coverage.notChecked.map(({ of, missing }) => `not checked: ${of}: ${missing}`))
    const told = strict()
    for (const each of wanted) expect(told.filter((message) => message.startsWith(each))).toHaveLength(1)
    expect(lintToJson(['--strict-coverage'], { cwd }).findings.map(({ rule }) => rule)).not.toContain('license-covers-use: error')
  })

  test('does not soften what a command line wants decided', () => {
    const milder = rules.filter(({ id }) => !['yaml-syntax', 'schema', 'config-sound'].includes(id)).map(({ id }) => `  ${id}: note\n`)
    const cwd = repository({ 'a.cuspec.yaml': spec('SYD-UNITY1'), '.cuspec.yaml': `${head}severities:\n${milder.join('')}` })
    expect(lint(cwd).status).toBe(0)
    expect(lint(cwd, '--strict-coverage').status).toBe(1)
  })
})

describe('silence is said loudly', () => {
  const off = (ids: readonly string[]): string => `${head}severities:\n${ids.map((id) => `  ${id}: off\n`).join('')}`
  const all = rules.map(({ id }) => id).filter((id) => !['yaml-syntax', 'schema', 'config-sound'].includes(id))

  test('where every rule is off', () => {
    const cwd = repository({ ...twins, '.cuspec.yaml': off(all) })
    const { status, stdout } = lint(cwd)
    expect(stdout).toMatch(
      /^warning: every rule that can be off is off: nothing is checked but whether documents can be read \[config-sound\]\n --> \.cuspec\.yaml:3:1\n/,
    )
    expect(summary(stdout)).toMatch(
      new RegExp(`^1 warning in 2 files \\(2 servers, 3 rules\\); ${all.length} rules are off by \\.cuspec\\.yaml`),
    )
    expect(status).toBe(0)
    expect(lint(cwd, '--fail-on', 'warning').status).toBe(1)
    expect(lint(cwd, '--no-config').status).toBe(1)
  })

  test('where all are off that foresee shutdown mode, and more quietly where some are', () => {
    const grave = ['license-covers-use', 'license-within-maximum', 'default-license-suffices', 'demo-license-once']
    expect(found(repository({ ...twins, '.cuspec.yaml': off(grave) }))).toContain('.cuspec.yaml:3:1 warning config-sound')
    expect(found(repository({ ...twins, '.cuspec.yaml': off(grave.slice(0, 1)) }))).toContain('.cuspec.yaml:4:3 note config-sound')
  })

  test('and a spec that was not read stays an error', () => {
    const cwd = repository({ 'a.cuspec.yaml': 'a: [b\n', 'c.cuspec.yaml': `${spec('S')}oops: 1\n`, '.cuspec.yaml': off(all) })
    expect(found(cwd).map((line) => line.split(' ').slice(1).join(' '))).toEqual([
      'warning config-sound',
      'error yaml-syntax',
      'error schema',
    ])
  })
})

describe('a fault in it', () => {
  const files = { 'a.cuspec.yaml': spec('SYD-UNITY1', unknown), 'customers/x.cuspec.yaml': spec('X') }

  /** What is written, and each finding as `line:column message`. */
  test.each<[string, string | Uint8Array, readonly string[]]>([
    ['a misspelt key', `${head}severitys: { ports-sized: off }\n`, ['3:1 unknown key `severitys`; did you mean `severities`?']],
    ['a misspelt rule', `${head}severities: { port-sized: off }\n`, ['3:15 no rule is called `port-sized`; did you mean `ports-sized`?']],
    ['an unknown rule', `${head}severities: { ram-enough: off }\n`, ['3:15 no rule is called `ram-enough`; see cuspec rules']],
    [
      'a misspelt locked rule',
      `${head}locked: [license-cover-use]\n`,
      ['3:10 no rule is called `license-cover-use`; did you mean `license-covers-use`?'],
    ],
    [
      'a misspelt severity',
      `${head}severities: { ports-sized: warn }\n`,
      ['3:28 `warn` stands here, but one of `error`, `warning`, `note`, `off` belongs here'],
    ],
    [
      'a severity that is false',
      `${head}severities: { ports-sized: false }\n`,
      ['3:28 `false` stands here, but one of `error`, `warning`, `note`, `off` belongs here'],
    ],
    [
      'a level of failing that is none',
      `${head}failOn: fatal\n`,
      ['3:9 `fatal` stands here, but one of `error`, `warning`, `note` belongs here'],
    ],
    [
      'a locked rule that is off',
      `${head}severities: { ports-sized: off }\nlocked: [ports-sized]\n`,
      ['3:15 `ports-sized` is off and locked: what nobody may waive cannot be silenced'],
    ],
    [
      'a rule twice',
      `${head}severities:\n  ports-sized: off\n  ports-sized: note\n`,
      ['5:3 the key `ports-sized` stands twice in one mapping'],
    ],
    [
      'syntax off',
      `${head}severities: { yaml-syntax: off }\n`,
      ['3:15 `yaml-syntax` keeps its severity: a document that was not read is never clean'],
    ],
    [
      'the schema milder',
      `${head}severities: { schema: warning }\n`,
      ['3:15 `schema` keeps its severity: a document that was not read is never clean'],
    ],
    ['its own rule off', `${head}severities: { config-sound: off }\n`, ['3:15 `config-sound` keeps its severity: what is settled is told']],
    ['no apiVersion', 'kind: Config\n', ['1:1 the document has no `apiVersion`, which it must have']],
    ['another apiVersion', 'apiVersion: cuspec/v2\nkind: Config\n', ['1:13 `cuspec/v2` stands here, but `cuspec/v1` belongs here']],
    [
      'no kind',
      'apiVersion: cuspec/v1\n',
      ['1:1 the document has no `kind`, which says what it is: Deployment, Maximums, PriceBook, Policy, Waivers, Config'],
    ],
    [
      'a spec in its place',
      spec('SYD-UNITY1'),
      ['2:7 a Deployment stands here, but this file is the configuration of cuspec; give it a file of its own'],
    ],
    ['two documents', `${head}---\n${head}failOn: note\n`, ['5:1 a second Config stands in one file; keep one']],
    ['text', 'off\n', ['1:1 the document is plain text, but a spec is a mapping that begins with apiVersion and kind']],
    ['no YAML', `${head}paths: [a\n`, ['3:8 the bracket `[` opened here is not closed where its lines end; close it, or indent its lines']],
    ['a way out of the tree', `${head}paths: [../..]\n`, ['3:9 `../..`: it lies outside of the repository, where nothing is read']],
    [
      'an absolute way out',
      `${head}knowledge: [/etc/hosts]\n`,
      ['3:13 `/etc/hosts`: it lies outside of the repository, where nothing is read'],
    ],
    [
      'a pattern out of the tree',
      `${head}paths: ["../*/x.yaml"]\n`,
      ['3:9 `../*/x.yaml`: it lies outside of the repository, where nothing is read'],
    ],
    ['a missing folder', `${head}paths: [custmers/]\n`, ['3:9 `custmers/`: there is no such file; did you mean `customers`?']],
    ['missing knowledge', `${head}knowledge: [maximums.yaml]\n`, ['3:13 `maximums.yaml`: there is no such file']],
    ['knowledge that is a folder', `${head}knowledge: [customers]\n`, ['3:13 `customers` is a folder, but a file belongs here']],
    ['missing waivers', `${head}waivers: [waivers.yaml]\n`, ['3:11 `waivers.yaml`: there is no such file']],
    [
      'a pattern that takes for ever',
      `${head}ignores: [a*a*a*b]\n`,
      ['3:11 3 wildcards `*`, but a pattern may have 4, and 2 between two slashes'],
    ],
    [
      'BOM and CRLF',
      Buffer.from(`\uFEFF${head}failOn: fatal\n`.replaceAll('\n', '\r\n')),
      ['3:9 `fatal` stands here, but one of `error`, `warning`, `note` belongs here'],
    ],
    [
      'more than anybody reads',
      `${head}locked:\n${Array.from({ length: 501 }, (_, n) => `  - r${n}\n`).join('')}`,
      ['3:1 `locked` has 501 items, but may have at most 500'],
    ],
    ['a locked key of a prototype', `${head}locked: [constructor]\n`, ['3:10 no rule is called `constructor`; see cuspec rules']],
    [
      'a key of a prototype',
      `${head}severities: { __proto__: off, constructor: off }\n`,
      ['3:15 no rule is called `__proto__`; see cuspec rules', '3:31 no rule is called `constructor`; see cuspec rules'],
    ],
  ])('%s is a finding at its place, and nothing else is done', (_, text, wanted) => {
    const cwd = repository({ ...files, '.cuspec.yaml': text })
    const { status, stdout, stderr } = lint(cwd, '--report', 'json')
    const { findings, coverage } = reportIn(stdout)
    expect(findings.map(({ range: { start }, message }) => `${start.line}:${start.column} ${message}`)).toEqual(wanted)
    expect(findings.every(({ file, severity }) => file === '.cuspec.yaml' && severity === 'error')).toBe(true)
    expect({ status, files: coverage.files, stderr }).toEqual({
      status: 2,
      files: 1,
      stderr: `cuspec: .cuspec.yaml: ${wanted.length === 1 ? '1 error' : `${wanted.length} errors`} in the configuration, so nothing is checked\n`,
    })
    const shown = cuspec(['config'], { cwd })
    expect(shown.status).toBe(2)
    expect(shown.stdout).toMatch(/^error: /)
    expect(cuspec(['order'], { cwd })).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^cuspec: \.cuspec\.yaml:\d+:\d+: .*; see cuspec config\n$/),
    })
    expect(lint(cwd, '--no-config').status).toBe(1)
  })

  test('stands in every report as any other finding does', () => {
    const cwd = repository({ ...files, '.cuspec.yaml': `${head}severities: { port-sized: off }\n` })
    for (const format of ['text', 'compact', 'sarif', 'junit', 'github', 'summary', 'gitlab', 'checkstyle', 'markdown', 'agent']) {
      const { status, stdout } = lint(cwd, '--report', format)
      expect([format, status, stdout.replaceAll(/[\\*]/g, '')]).toEqual([
        format,
        2,
        expect.stringMatching(/no rule is called .{1,3}port-sized/),
      ])
    }
  })

  test('is a warning where nothing hangs on it', () => {
    expect(found(repository({ 'a.cuspec.yaml': spec('A'), '.cuspec.yaml': '# nothing yet\n' }))).toEqual([
      '.cuspec.yaml:1:1 warning yaml-syntax',
    ])
    expect(found(repository({ 'a.cuspec.yaml': spec('A'), '.cuspec.yaml': `${head}baseline: base.yaml\n` }))).toEqual([
      '.cuspec.yaml:3:11 warning config-sound',
    ])
  })
})

test('keeps every command that reads specs from its job', () => {
  const cwd = repository({ 'a.cuspec.yaml': spec('A'), '.cuspec.yaml': `${head}failOn: fatal\n` })
  for (const args of [['order'], ['matrix'], ['plan', '--to', '4.0(5)']]) {
    expect(cuspec(args, { cwd })).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/^cuspec: \.cuspec\.yaml:3:9: /) })
    expect(cuspec([...args, '--no-config'], { cwd }).stderr).not.toContain('.cuspec.yaml:3:9')
  }
})

describe('a configuration that cannot be read', () => {
  test.each<[string, (cwd: string) => void, string]>([
    ['a folder', (cwd) => mkdirSync(join(cwd, '.cuspec.yaml')), '.cuspec.yaml: it is a folder'],
    [
      'a link out of the tree',
      (cwd) => symlinkSync('/etc/hosts', join(cwd, '.cuspec.yaml')),
      '.cuspec.yaml: a link leads outside of the repository, where nothing is read',
    ],
    [
      'a link that leads nowhere',
      (cwd) => symlinkSync('gone', join(cwd, '.cuspec.yaml')),
      '.cuspec.yaml: there is no such file; a link of that name leads nowhere',
    ],
    ['a link to itself', (cwd) => symlinkSync('.cuspec.yaml', join(cwd, '.cuspec.yaml')), '.cuspec.yaml: its links lead in a circle'],
    ['a pipe', (cwd) => expect(bash('mkfifo .cuspec.yaml', { cwd }).status).toBe(0), '.cuspec.yaml: it is a device, a pipe or a socket'],
    [
      'one of two',
      (cwd) => ['yaml', 'yml'].map((end) => writeFileSync(join(cwd, `.cuspec.${end}`), head)),
      '.cuspec.yml: it stands beside .cuspec.yaml; keep one of the two',
    ],
  ])('%s', (_, make, wanted) => {
    const cwd = repository({ 'a.cuspec.yaml': spec('A') })
    make(cwd)
    expect(lint(cwd)).toEqual({ status: 2, stdout: '', stderr: `cuspec: ${wanted}\n` })
    expect(cuspec(['order'], { cwd })).toMatchObject({ status: 2, stderr: `cuspec: ${wanted}; see cuspec config\n` })
    expect(lint(cwd, '--no-config').status).toBe(0)
  })

  test.runIf(works('test "$(id -u)" = 0'))('one without the right to', () => {
    const cwd = repository({ 'a.cuspec.yaml': spec('A'), '.cuspec.yaml': head })
    chmodSync(join(cwd, '.cuspec.yaml'), 0)
    expect(cuspec(['lint'], { cwd, uid: 65534 })).toEqual({ status: 2, stdout: '', stderr: 'cuspec: .cuspec.yaml: permission denied\n' })
  })

  test('a huge one', () => {
    const cwd = repository({ 'a.cuspec.yaml': spec('A'), '.cuspec.yaml': `${head}${'# blah\n'.repeat(2_000_000)}` })
    const { status, stdout } = lint(cwd)
    expect(status).toBe(2)
    expect(stdout).toMatch(
      /^error: 10\.0 MiB or more, but a file may have at most 10\.0 MiB; split it \[yaml-syntax\]\n --> \.cuspec\.yaml:1:1\n/,
    )
  })
})

describe('it is looked for', () => {
  const strict = `${head}failOn: warning\n`
  const effective = (cwd: string, ...args: string[]) => JSON.parse(cuspec(['config', '--report', 'json', ...args], { cwd }).stdout)

  test('from the current folder up to the root of the repository, and no further', () => {
    const above = folderOf({ '.cuspec.yaml': 'broken: [\n', 'repo/sub/deep/a.cuspec.yaml': spec('A') })
    mkdirSync(join(above, 'repo/.git'))
    const cwd = join(above, 'repo/sub/deep')
    expect(effective(cwd)).toMatchObject({
      files: [],
      lookedFor: ['', '../', '../../'].flatMap((up) => [`${up}.cuspec.yaml`, `${up}.cuspec.yml`]),
      settings: { failOn: { value: 'error', origin: null } },
    })
    writeFileSync(join(above, 'repo/.cuspec.yml'), strict)
    expect(effective(cwd).settings.failOn).toMatchObject({ value: 'warning', origin: { file: '../../.cuspec.yml', path: ['failOn'] } })
    expect(lint(cwd, '--fail-on', 'note').status).toBe(0)
  })

  test('outside of a repository in the current folder alone', () => {
    const folder = folderOf({ '.cuspec.yaml': strict, 'sub/a.cuspec.yaml': spec('A') })
    expect(effective(join(folder, 'sub')).files).toEqual([])
    expect(effective(folder).files).toEqual(['.cuspec.yaml'])
  })

  test('and the nearest replaces those above it', () => {
    const cwd = repository({ '.cuspec.yaml': `${strict}severities: { ports-sized: off }\n`, 'sub/.cuspec.yaml': `${head}ignores: [x]\n` })
    expect(effective(join(cwd, 'sub')).settings).toMatchObject({
      failOn: { value: 'error', origin: null },
      severities: [],
      ignores: [{ value: 'x' }],
    })
  })

  test('but for what they lock', () => {
    const files = (below: string) =>
      repository({
        ...twins,
        '.cuspec.yaml': `${head}severities: { ports-sized: warning }\nlocked: [ports-sized, names-unique]\n`,
        'sub/.cuspec.yaml': head + below,
      })
    const sub = (below: string) => join(files(below), 'sub')
    expect(effective(sub('')).settings).toMatchObject({
      severities: [{ rule: 'ports-sized', value: 'warning', origin: { file: '../.cuspec.yaml' } }],
      locked: [{ value: 'ports-sized' }, { value: 'names-unique' }],
    })
    expect(effective(sub('severities: { ports-sized: error }\nlocked: [mac-unique]\n')).settings).toMatchObject({
      severities: [{ value: 'error', origin: { file: '.cuspec.yaml' } }],
      locked: [{ value: 'ports-sized' }, { value: 'names-unique' }, { value: 'mac-unique', origin: { file: '.cuspec.yaml' } }],
    })
    const messages = (below: string) => effective(sub(below)).findings.map(({ message }: { message: string }) => message)
    expect(messages('severities: { ports-sized: off, names-unique: warning }\n')).toEqual([
      '`ports-sized` is locked by ../.cuspec.yaml:4, where it is warning; off is milder',
      '`names-unique` is locked by ../.cuspec.yaml:4; here it can only be made an error',
    ])
    expect(lint(sub('severities: { names-unique: off }\n'), '..').status).toBe(2)
  })

  test('unless --config names another, in the same tree, or --no-config wants none', () => {
    const cwd = repository({
      ...twins,
      '.cuspec.yaml': strict,
      'ci/lax.yaml': `${head}severities: { names-unique: note }\npaths: [../a.cuspec.yaml]\n`,
    })
    expect(effective(cwd, '--config', 'ci/lax.yaml')).toMatchObject({
      files: ['ci/lax.yaml'],
      settings: { failOn: { origin: null }, paths: [{ value: 'a.cuspec.yaml' }] },
    })
    expect(lint(cwd, '.', '--config=ci/lax.yaml').status).toBe(0)
    expect(effective(cwd, '--no-config')).toMatchObject({ files: [], lookedFor: [] })
    expect(lint(cwd, '--config', '/etc/hosts')).toMatchObject({
      status: 2,
      stderr: 'cuspec: /etc/hosts: it lies outside of the repository, where nothing is read\n',
    })
    expect(lint(cwd, '--config', 'gone.yaml')).toMatchObject({ status: 2, stderr: 'cuspec: gone.yaml: there is no such file\n' })
    for (const how of [cuspec, cuspecByOclif])
      expect(how(['lint', '--config', 'ci/lax.yaml', '--no-config'], { cwd })).toMatchObject({
        status: 2,
        stderr: 'cuspec: --config and --no-config exclude each other\n',
      })
  })

  test('and a flag goes before it', () => {
    const cwd = repository({ 'a.cuspec.yaml': '# nothing yet\n', '.cuspec.yaml': strict })
    expect(lint(cwd).status).toBe(1)
    expect(lint(cwd, '--fail-on', 'error').status).toBe(0)
    expect(effective(cwd, '--fail-on', 'note').settings.failOn).toEqual({ value: 'note', origin: { flag: '--fail-on' } })
  })

  test('and one elsewhere settles nothing, which is said', () => {
    const cwd = repository({ 'a.cuspec.yaml': spec('A'), 'settings.cuspec.yaml': `${head}failOn: note\n` })
    expect(found(cwd)).toEqual(['settings.cuspec.yaml:2:7 warning config-sound'])
    expect(found(cwd, '--config', 'settings.cuspec.yaml')).toEqual([])
  })

  test('and linted like a spec where it is named', () => {
    const cwd = repository({ 'a.cuspec.yaml': spec('A'), '.cuspec.yaml': strict, 'sub/.cuspec.yaml': `${head}locked: [mac-uniqe]\n` })
    expect(lint(cwd, '.cuspec.yaml').status).toBe(0)
    expect(found(cwd, 'sub/.cuspec.yaml')).toEqual(['sub/.cuspec.yaml:3:10 error config-sound'])
  })
})

describe('what is read', () => {
  const maximums =
    'apiVersion: cuspec/v1\nkind: Maximums\nsource: { title: Made up }\nmaximums: [{ what: voicePorts, from: 4.0(5), to: 4.0(5), value: 8 }]\n'
  const many = spec('MANY').replace(/$/, '    ports: [{ count: 9 }]\n')
  const cwd = repository({
    '.cuspec.yaml': `${head}paths: [sites, "pool*/*.yaml"]\nignores: ["*-draft.cuspec.yaml", old/, "!keep-draft.cuspec.yaml"]\nknowledge: [shared/max.yaml]\n`,
    'sites/many.cuspec.yaml': many,
    'sites/new-draft.cuspec.yaml': spec('DRAFT', unknown),
    'sites/keep-draft.cuspec.yaml': spec('KEEP', unknown),
    'sites/old/gone.cuspec.yaml': spec('GONE', unknown),
    'pools/p.yaml': spec('POOL', unknown),
    'shared/max.yaml': maximums,
    'elsewhere/e.cuspec.yaml': spec('E', unknown),
    'empty/readme.txt': '',
  })
  const wanted = [
    'pools/p.yaml:6:14 error release-known',
    'sites/keep-draft.cuspec.yaml:6:14 error release-known',
    'sites/many.cuspec.yaml:7:21 error ports-within-maximum',
  ]
  const files = (lines: readonly string[]) => lines.map((line) => line.split(' ')[0]?.split(':')[0])

  test('is what the configuration says, from wherever it is run', () => {
    expect(files(found(cwd))).toEqual(files(wanted))
    expect(files(found(join(cwd, 'sites/old')))).toEqual([
      '../../pools/p.yaml',
      '../../sites/keep-draft.cuspec.yaml',
      '../../sites/many.cuspec.yaml',
    ])
    expect(lintToJson([], { cwd }).coverage.passedOver).toEqual({ foreign: 0, links: 0, ignored: 2 })
    expect(summary(lint(cwd).stdout)).toMatch(/; 2 ignored$/)
  })

  test('or what the command line names, with what always takes part', () => {
    expect(files(found(cwd, 'elsewhere'))).toEqual(['elsewhere/e.cuspec.yaml'])
    expect(found(cwd, 'sites/many.cuspec.yaml').map((line) => line.split(' ')[2])).toEqual(['ports-within-maximum'])
    expect(cuspec(['lint', '-', '--report', 'compact'], { cwd, input: many }).stdout).toContain('ports-within-maximum')
    expect(cuspec(['lint', '-', '--report', 'compact', '--no-config'], { cwd, input: many }).stdout).not.toContain('ports-within-maximum')
  })

  test('not what is ignored, unless it is named itself', () => {
    expect(lint(cwd, 'sites/old')).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^cuspec: no spec found \(passed over: 1 ignored\)/),
    })
    const { status, stderr } = lint(cwd, 'sites/old/gone.cuspec.yaml', 'sites/many.cuspec.yaml')
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'cuspec: sites/old/gone.cuspec.yaml: ignored by the configuration, but checked, since named\n',
    })
  })

  test('and knowledge alone is nothing to check', () => {
    expect(lint(cwd, 'empty')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('no spec found') })
    for (const args of [
      ['order', 'empty'],
      ['matrix', 'empty'],
      ['plan', 'empty', '--to', '4.0(5)'],
    ])
      expect(cuspec(args, { cwd })).toMatchObject({ status: 2, stdout: '' })
  })

  test('by the other commands, too', () => {
    expect(cuspec(['matrix'], { cwd }).stdout).toContain('MANY')
    expect(cuspec(['matrix'], { cwd }).stdout).not.toContain('DRAFT')
  })

  test('never standard input, whatever a file is called', () => {
    const odd = repository({
      '.cuspec.yaml': `${head}paths: ["-", "a\\n::error b.yaml"]\n`,
      '-': spec('DASH', unknown),
      'a\n::error b.yaml': spec('B', unknown),
    })
    expect(files(found(odd))).toEqual(['-', 'a\n'])
  })

  test('never by a link out of the tree', () => {
    const outside = folderOf({ 'secret.cuspec.yaml': spec('SECRET', unknown) })
    const repo = repository({ '.cuspec.yaml': `${head}paths: ["out/*.yaml", "a*b"]\n`, 'a.cuspec.yaml': spec('A') })
    symlinkSync(outside, join(repo, 'out'))
    symlinkSync(join(outside, 'secret.cuspec.yaml'), join(repo, 'a*b'))
    const { status, stdout } = lint(repo)
    expect(status).toBe(2)
    expect(stdout).not.toContain('SECRET')
    expect(stdout.match(/a link leads outside of the repository|it lies outside of the repository/g)).toHaveLength(2)
  })
})

test('what is shown fits its schema, and cannot move the cursor', () => {
  const load = (name: string) => JSON.parse(readFileSync(`schemas/${name}.schema.json`, 'utf8'))
  const fits = new Ajv({ allowUnionTypes: true, schemas: [load('report')] }).compile(load('settings'))
  const config = `${head}ignores: ["\\e[31mred", "a\\nb"]\nfailOn: note\nseverities: { ports-sized: off }\nlocked: [mac-unique]\n`
  const cwd = repository({ '.cuspec.yaml': config })
  for (const args of [[], ['--no-config'], ['--fail-on', 'note'], ['--config', 'gone.yaml']]) {
    fits(JSON.parse(cuspec(['config', '--report', 'json', ...args], { cwd }).stdout))
    expect(fits.errors ?? []).toEqual([])
  }
  const { status, stdout } = cuspec(['config'], { cwd })
  expect(status).toBe(0)
  expect(stdout).not.toMatch(/[^\n -~]/)
  expect(stdout.split('\n').slice(0, 6)).toEqual([
    'configuration: .cuspec.yaml',
    'looked for:    .cuspec.yaml, .cuspec.yml',
    '',
    expect.stringMatching(/^failOn {6}note +\.cuspec\.yaml:4:9$/),
    expect.stringMatching(/^paths {7}\. +default$/),
    expect.stringMatching(/^ignores {5}\\u\{1B\}\[31mred +\.cuspec\.yaml:3:11$/),
  ])
})

test('the example that is shipped holds in its folder', () => {
  const cwd = folderOf({})
  cpSync('examples/configured', cwd, { recursive: true })
  expect(summary(lint(cwd).stdout)).toMatch(/^no findings in 2 files \(1 server, \d+ rules\).*; 1 rule is off by \.cuspec\.yaml$/)
  expect(cuspec(['config'], { cwd }).status).toBe(0)
})

test('an order is not more certain because a rule is off', () => {
  const cwd = repository({ ...twins, '.cuspec.yaml': `${head}severities: { names-unique: off }\n` })
  expect(cuspec(['order'], { cwd }).stdout).toBe(cuspec(['order', '--no-config'], { cwd }).stdout)
  expect(cuspec(['order'], { cwd }).stdout).toContain('NOT COMPLETE')
})

test('a name for it that looks like something else forges nothing', () => {
  const name = 'a\n::error::[x](y)<b>.yaml'
  const cwd = repository({ ...twins, [name]: `${head}severities: { names-unique: off }\n` })
  for (const format of ['text', 'compact', 'github', 'markdown', 'summary', 'gitlab', 'agent']) {
    const { stdout } = lint(cwd, '.', '--config', name, '--report', format)
    expect([format, format === 'github' ? stdout : stdout.replaceAll(/`[^`]+`/g, '')]).toEqual([
      format,
      expect.not.stringMatching(['markdown', 'summary'].includes(format) ? /<b>|[^\\]\]\(y/ : /^::error/m),
    ])
  }
  expect(cuspec(['config', '--config', name], { cwd }).stdout).not.toMatch(/^::/m)
})
