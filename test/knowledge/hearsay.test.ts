/** What is only reported is never an error, whoever asks. */
import { expect, test } from 'vitest'
import { check } from '../../src/check.ts'
import maximums from '../../src/knowledge/maximums.json' with { type: 'json' }
import { versionLine, within } from '../../src/knowledge/release.ts'

const reported = maximums.filter(({ confidence }) => confidence === 'reported')
const cases = reported.flatMap((fact) =>
  versionLine.filter((release) => within(release, fact)).map(({ id }) => [fact.id, id, fact] as const),
)

async function findingsOf(release: string, what: string, amount: number, platform: string | null) {
  const granted = { voicePorts: 1, [what]: amount }
  const server = {
    name: 'SYD-UNITY1',
    version: release,
    ...(platform !== null && { platform }),
    ports: [{ count: granted.voicePorts, does: ['answer'] }],
    licenses: [{ kind: 'declared', expires: 'permanent', entitlements: granted }],
  }
  const spec = { apiVersion: 'cuspec/v1', kind: 'Deployment', metadata: { name: 'hearsay' }, servers: [server] }
  return (await check([{ file: 'hearsay.cuspec.yaml', bytes: Buffer.from(JSON.stringify(spec)) }], { today: '2007-03-01' })).findings
}

test('there is hearsay to test with', () => expect(cases.length).toBeGreaterThan(0))

test.each(cases)('%s is at most a warning for %s', async (id, release, { what, platform, value }) => {
  const findings = await findingsOf(release, what, value + 1, platform)
  const resting = findings.filter(({ cites }) => cites.some(({ fact }) => fact === id))
  expect(resting.length).toBeGreaterThan(0)
  expect(resting.map(({ severity }) => severity)).not.toContain('error')
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
})

test.each(cases)('%s is kept for %s without a finding', async (id, release, { what, platform, value }) => {
  const findings = await findingsOf(release, what, value, platform)
  expect(findings.flatMap(({ cites }) => cites.map(({ fact }) => fact))).not.toContain(id)
})
