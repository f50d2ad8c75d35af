/** Large input of the kinds that make a careless checker quadratic. They end; how soon is for the benchmark to say. */
import { describe, expect, test } from 'vitest'
import { cuspec, folderOf } from './program.ts'

const head = 'apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: large }\n'
const many = (count: number, line: (index: number) => string): string => Array.from({ length: count }, (_, index) => line(index)).join('')

describe.each([
  ['documents in a file', many(8000, (n) => `---\n${head}servers: [{ name: S${n}, version: "9.9" }]\n`), '8000 errors'],
  ['misfits in a document', `${head}servers:\n${many(60_000, () => '  - { name: S, vers: 4.0(5), x: 1 }\n')}`, '51 errors'],
  [
    'pools and pairs',
    `${head}servers:\n${many(8000, (n) => `  - { name: P${n}, version: 4.0(5), licenses: [] }\n`)}pools:\n${many(4000, (n) => `  - { name: q${n}, members: [P${2 * n}, P${2 * n + 1}] }\n`)}failover:\n${many(4000, (n) => `  - { primary: P${2 * n}, secondary: P${2 * n + 1} }\n`)}`,
    '8000 errors',
  ],
  [
    'Bridges on one bridgehead',
    `${head}servers: [{ name: A, version: 4.0(5), licenses: [] }]\nbridges:\n${many(20_000, (n) => `  - { name: B${n}, version: 3.0(6), bridgehead: A, sessions: 1, licenses: [] }\n`)}`,
    '1 error ',
  ],
  [
    'licences of one server',
    `${head}servers:\n  - name: A\n    version: 4.0(5)\n    ports: [{ count: 20001 }]\n    licenses:\n${many(20_000, (n) => `      - { kind: declared, expires: permanent, hostId: ANY, pak: P${n}, entitlements: { voicePorts: 1 } }\n`)}`,
    '1 error, 2 warnings ',
  ],
  ['names that resolve to nothing', `${head}pools:\n${many(5000, (n) => `  - { name: q${n}, members: [X${n}] }\n`)}`, '5000 errors'],
])('very many %s', (_, text, summary) => {
  test('are checked to the end', () => {
    const { status, stdout } = cuspec(['lint', 'large.cuspec.yaml'], { cwd: folderOf({ 'large.cuspec.yaml': text }) })
    expect(stdout.trimEnd().split('\n').pop()).toMatch(new RegExp(`^${summary}`))
    expect(status).toBe(1)
  }, 40_000)
})
