/** Runs of a part of a tree, as editors and hooks make them: what the configuration says of all of it is no fault of the part. */
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cuspec, reportIn } from './program.ts'
import { alone, repositoryOf } from './repository.ts'

const policy = `apiVersion: cuspec/v1
kind: Policy
metadata: { name: house }
rules:
  - id: names
    match: server
    assert: self.name.startsWith("AAA")
    message: '"\`" + self.name + "\` is not a name of ours"'
    severity: warning
`
const waivers = `apiVersion: cuspec/v1
kind: Waivers
metadata: { name: accepted }
waivers:
  - { rule: policy/house/names, scope: { document: bbb-unity1 }, owner: a, reason: it is older than the rule }
  - { rule: license-covers-use, scope: { server: BBB-UNITY1 }, owner: a, reason: it is ordered }
  - { rule: license-covers-use, scope: { file: sites/b.cuspec.yaml }, owner: a, reason: it is ordered }
`
const config = (...lines: readonly string[]): string => `${['apiVersion: cuspec/v1', 'kind: Config', ...lines].join('\n')}\n`
const files = {
  'sites/a.cuspec.yaml': alone('AAA-UNITY1', '01'),
  'sites/b.cuspec.yaml': alone('BBB-UNITY1', '02', { users: 90 }),
  'shared/policy.cuspec.yaml': policy,
  'shared/waivers.cuspec.yaml': waivers,
  '.cuspec.yaml': config('paths: [sites/, shared/policy.cuspec.yaml]', 'waivers: [shared/waivers.cuspec.yaml]'),
}

function found(folder: string, args: readonly string[], input = ''): readonly string[] {
  const { stdout } = cuspec(['lint', '--report', 'json', ...args], { cwd: folder, input })
  return reportIn(stdout).findings.flatMap(({ rule, severity, message }) => (severity === 'note' ? [] : [`${rule}: ${message}`]))
}

describe('waivers of the configuration', () => {
  test('all of them hold for the whole tree', () => {
    const folder = repositoryOf(files)
    expect(found(folder, [])).toEqual([])
    expect(found(join(folder, 'sites'), [])).toEqual([])
  })

  test.each([
    ['a file that they do not speak of', ['sites/a.cuspec.yaml']],
    ['a file of which one of them speaks', ['sites/b.cuspec.yaml']],
    ['a folder', ['sites']],
  ])('%s', (_, args) => expect(found(repositoryOf(files), args)).toEqual([]))

  test('standard input, as an editor gives it', () => {
    expect(found(repositoryOf(files), ['-', '--stdin-filename', 'sites/a.cuspec.yaml'], files['sites/a.cuspec.yaml'])).toEqual([])
  })

  test('a folder below, where the configuration above names no paths', () => {
    const folder = repositoryOf({
      ...files,
      '.cuspec.yaml': config('waivers: [shared/waivers.cuspec.yaml]'),
      'more/a.cuspec.yaml': alone('AAA-UNITY9', '09'),
    })
    expect(found(join(folder, 'more'), [])).toEqual([])
  })

  test('what is wrong with them is still told of the whole tree', () => {
    const folder = repositoryOf({
      ...files,
      'shared/waivers.cuspec.yaml': waivers
        .replace('{ server: BBB-UNITY1 }', '{ server: BBB-UNITY7 }')
        .replace('house/names', 'house/nams'),
    })
    expect(found(folder, [])).toEqual([
      'waiver-sound: `policy/house/nams` is no rule; did you mean `policy/house/names`?',
      'waiver-sound: no server here is called `BBB-UNITY7`; did you mean `BBB-UNITY1`?',
      'policy/house/names: `BBB-UNITY1` is not a name of ours',
    ])
  })
})

describe('rules of policies in the configuration', () => {
  const silenced = (id: string) => repositoryOf({ ...files, '.cuspec.yaml': `${files['.cuspec.yaml']}severities: { ${id}: off }\n` })

  test('one that there is', () =>
    expect(found(silenced('policy/house/names'), ['sites/b.cuspec.yaml', 'shared/policy.cuspec.yaml'])).toEqual([]))

  test.each([
    ['misspelt', 'policy/house/nams', '; did you mean `policy/house/names`?'],
    ['of a policy that is misspelt', 'policy/hause/names', '; did you mean `policy/house/names`?'],
    ['gone', 'policy/house/something-else', ''],
  ])('one that is %s', (_, id, near) => {
    expect(found(silenced(id), [])).toContain(`config-sound: no rule of a policy is called \`${id}\`${near}`)
  })

  test('one of a policy that this run was not given', () => {
    expect(found(silenced('policy/house/nams'), ['sites/a.cuspec.yaml'])).toEqual([])
    expect(found(silenced('policy/network/cabling'), [])).toEqual([])
  })
})
