/** `cuspec diff` where a side cannot be read, or cannot be decided: what is not known is neither gone nor zero. */
import { describe, expect, test } from 'vitest'
import { cuspec } from './program.ts'
import { alone, changed, commit, type DiffJson, diffIn, repositoryOf, sydney } from './repository.ts'

const pool = 'pools:\n  - { name: anz, members: [AAA-UNITY1, BBB-UNITY1] }\n'
const files = {
  'a.cuspec.yaml': alone('AAA-UNITY1', '01', { users: 30, licensed: 36, more: pool }),
  'b.cuspec.yaml': alone('BBB-UNITY1', '02', { users: 30, licensed: 36 }),
  'sydney.cuspec.yaml': sydney,
}
const misspelt = changed(sydney, ['    version: 4.0(5)', '    verson: 4.0(5)'])
const torn = changed(sydney, ['owner: a@example.com }', 'owner: a@example.com } }}'])

function diff(
  change: Readonly<Record<string, string | undefined>>,
  args: readonly string[] = ['main'],
): DiffJson & { readonly text: string } {
  const folder = repositoryOf(files)
  commit(folder, change)
  const to = args.length > 1 ? args : ['HEAD~1']
  const run = (report: string): string => cuspec(['diff', ...to, '--report', report], { cwd: folder }).stdout
  return { ...diffIn(run('json')), text: run('text') }
}
const told = ({ gone, parts, effect, rehosts, layout }: DiffJson) => ({ gone, parts, effect, rehosts, layout })
const nothing = { gone: [], parts: [], effect: [], rehosts: [], layout: [] }

describe('a document that cannot be read', () => {
  test.each([
    ['since a key is misspelt', misspelt],
    ['since it is no YAML', torn],
  ])('has no machine that is gone, and none that uses nothing any more, %s', (_, text) => {
    const outcome = diff({ 'sydney.cuspec.yaml': text })
    expect(told(outcome)).toEqual(nothing)
    expect(outcome.findings.new).toHaveLength(1)
    expect(outcome.text).toContain('could not be read: 1. What they hold is not compared.')
  })

  test('has none that is new where it is mended', () => {
    expect(told(diff({ 'sydney.cuspec.yaml': misspelt }, ['HEAD', 'HEAD~1']))).toEqual(nothing)
  })

  test('has none that is gone where the file has another name, too', () => {
    expect(told(diff({ 'sydney.cuspec.yaml': undefined, 'nsw.cuspec.yaml': torn }))).toEqual(nothing)
  })

  test('keeps nothing else from being told', () => {
    const outcome = diff({
      'sydney.cuspec.yaml': torn,
      'b.cuspec.yaml': undefined,
      'a.cuspec.yaml': changed(files['a.cuspec.yaml'], ['voiceMail: 30 ', 'voiceMail: 31 ']),
    })
    expect(outcome.gone.map(({ name }) => name)).toEqual(['BBB-UNITY1'])
    expect(outcome.parts.map(({ name, how }) => [name, how])).toEqual([
      ['AAA-UNITY1', 'changed'],
      ['BBB-UNITY1', 'removed'],
    ])
  })
})

describe('what is needed and not known', () => {
  test('of a server whose release no source names is no zero', () => {
    const outcome = diff({ 'b.cuspec.yaml': changed(files['b.cuspec.yaml'], ['4.0(5)', '4.0(9)']) })
    expect(outcome.effect).toEqual([])
    expect(outcome.text).toContain('It is not known whether more has to be ordered.')
  })

  test('of a pool is no zero where a member is not known', () => {
    const outcome = diff({ 'b.cuspec.yaml': undefined })
    expect(outcome.effect.filter(({ of }) => of === 'AAA-UNITY1' || of === 'anz')).toEqual([])
    expect(outcome.text).toContain('It is not known whether more has to be ordered.')
  })

  test('of a server that is gone is zero', () => {
    const outcome = diff({ 'sydney.cuspec.yaml': undefined })
    expect(outcome.effect.map(({ of, head }) => [of, head.needed])).toContainEqual(['SYD-UNITY1', 0])
  })

  test('of a primary that becomes the secondary is zero', () => {
    const swapped = changed(
      sydney,
      ['role: primary', 'role: x'],
      ['role: secondary', 'role: primary'],
      ['role: x', 'role: secondary'],
      ['primary: SYD-UNITY1, secondary: SYD-UNITY2', 'primary: SYD-UNITY2, secondary: SYD-UNITY1'],
    )
    expect(diff({ 'sydney.cuspec.yaml': swapped }).effect.map(({ of, head }) => [of, head.needed])).toContainEqual(['SYD-UNITY1', 0])
  })
})
