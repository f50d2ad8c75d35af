/** Which policies differ between two fleets. */
import { expect, test } from 'vitest'
import { changedPolicies } from '../../src/policy/changed.ts'
import { judged, policy } from './judged.ts'

const rule = { id: 'r', match: 'server', assert: 'true', message: '"x"' }
const change = async (base: readonly string[], head: readonly string[]): Promise<readonly string[]> =>
  changedPolicies((await judged(...base)).fleet, (await judged(...head)).fleet).flatMap(({ name, change: what, rules }) => [
    `${what} ${name}`,
    ...rules.map((each) => `  ${each.change} ${each.id}`),
  ])

test('of the same there are none, wherever they stand', async () => {
  expect(
    await change(
      [policy([rule])],
      [
        '{ apiVersion: cuspec/v1, kind: Deployment, metadata: { name: d } }',
        policy([{ message: '"x"', assert: 'true', match: 'server', id: 'r' }]),
      ],
    ),
  ).toEqual([])
  expect(await change([policy([rule])], [policy([{ ...rule, good: ['x'] }])])).toEqual([])
})

test('are those that came, went or say something else', async () => {
  expect(await change([policy([rule], 'a'), policy([rule], 'b')], [policy([rule], 'b'), policy([rule], 'c')])).toEqual([
    'removed a',
    '  removed r',
    'added c',
    '  added r',
  ])
  expect(await change([policy([rule])], [policy([{ ...rule, assert: 'false' }])])).toEqual(['changed house', '  changed r'])
  expect(await change([policy([rule])], [policy([rule, { ...rule, id: 's' }])])).toEqual(['changed house', '  added s'])
})

test('a rule that is made less severe is milder', async () => {
  expect(await change([policy([rule])], [policy([{ ...rule, severity: 'note' }])])).toEqual(['changed house', '  milder r'])
  expect(await change([policy([{ ...rule, severity: 'note' }])], [policy([{ ...rule, severity: 'error' }])])).toEqual([
    'changed house',
    '  changed r',
  ])
  expect(await change([policy([rule])], [policy([{ ...rule, severity: 'error' }])])).toEqual([])
})
