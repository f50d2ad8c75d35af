/** `cuspec matrix` as it is typed. Which releases host what is read off the documents that are named, not off our own tables. */
import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { cuspec, folderOf } from './program.ts'

interface Shown {
  readonly releases: readonly {
    readonly release: string
    readonly current: boolean
    readonly verdict: string
    readonly obstacles: readonly { readonly rule: string }[]
    readonly warnings: readonly { readonly rule: string }[]
  }[]
  readonly everywhere: readonly { readonly rule: string }[]
}

const isMatrix = new Ajv({ allowUnionTypes: true }).compile<Shown>(JSON.parse(readFileSync('schemas/matrix.schema.json', 'utf8')))

function matrixOf(body: string): Shown {
  const text = `apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: x, asOf: 2007-03-01 }\n${body}`
  const { stdout, status } = cuspec(['matrix', '--report', 'json'], { cwd: folderOf({ 'x.cuspec.yaml': text }) })
  const shown: unknown = JSON.parse(stdout)
  expect(status).toBe(0)
  if (!isMatrix(shown)) throw new Error(JSON.stringify(isMatrix.errors))
  return shown
}

const server = (more: string, version = '4.0(5)'): string => `servers:\n  - { name: A, version: ${version}, ${more} }\n`
const exchange = (version: string): string => `messageStore: { type: exchange, version: "${version}", location: off-box, mode: voice-only }`

/** The releases against which this rule stands. */
const against = ({ releases }: Shown, rule: string): string[] =>
  releases.filter(({ obstacles }) => obstacles.some((each) => each.rule === rule)).map(({ release }) => release)

const before4 = ['2.4', '2.4.5', '2.4.6', '3.0(1)', '3.1(1)', '3.1(2)', '3.1(3)', '3.1(4)', '3.1(5)', '3.1(6)']

test.each([
  // Interoperability data sheet: VPIM from 4.0(1) with Exchange; AMIS from 3.1(2).
  ['VPIM', `features: [vpim], ${exchange('2003')}`, 'feature-available', before4],
  ['AMIS', `features: [amis], ${exchange('2003')}`, 'feature-available', ['2.4', '2.4.5', '2.4.6', '3.0(1)', '3.1(1)']],
  // Addendum 4.2: Exchange 5.5 is dropped.
  ['Exchange 5.5', exchange('5.5'), 'message-store-supported', ['4.2(1)', '5.0(1)', '7.0(2)', '8.0']],
])('%s', (_, body, rule, expected) => {
  expect(against(matrixOf(server(body)), rule)).toEqual(expected)
})

test('what is only inferred is a warning: Exchange 2007 before 5.0', () => {
  const { releases } = matrixOf(server(exchange('2007'), '5.0(1)'))
  const warned = releases.filter(({ warnings }) => warnings.some(({ rule }) => rule === 'message-store-supported'))
  expect(warned.map(({ release }) => release)).toEqual([...before4, '4.0(1)', '4.0(2)', '4.0(3)', '4.0(4)', '4.0(5)', '4.1(1)', '4.2(1)'])
  expect(warned.filter(({ verdict }) => verdict === 'refused')).toEqual([])
})

test('a Bridge of 2.x', () => {
  const shown = matrixOf(`${server(exchange('2000'), '4.0(2)')}bridges: [{ name: B, version: 2.1(1), bridgehead: A, sessions: 4 }]\n`)
  // FAQ 23277 and the data sheet: 3.1(3) to 4.0(2).
  expect(against(shown, 'bridge-release-supported')).toEqual([
    ...before4.slice(0, 6),
    '4.0(3)',
    '4.0(4)',
    '4.0(5)',
    '4.1(1)',
    '4.2(1)',
    '5.0(1)',
    '7.0(2)',
    '8.0',
  ])
  expect(shown.releases.filter(({ current }) => current).map(({ release }) => release)).toEqual(['4.0(2)'])
})

test('licences are told apart: a file is of no use before 4.0, and an order mends that', () => {
  const shown = matrixOf(
    server('ports: [{ count: 4 }], licenses: [{ kind: declared, expires: permanent, entitlements: { voicePorts: 4 } }]'),
  )
  expect(shown.releases.filter(({ verdict }) => verdict === 'licences').map(({ release }) => release)).toEqual(before4)
  expect(shown.releases.filter(({ verdict }) => verdict === 'refused')).toEqual([])
})

test('what is wrong whatever the release is told once', () => {
  const shown = matrixOf(server('nics: [{ name: nic1, mac: 00-0B-CD-11-22 }]'))
  expect(shown.everywhere.map(({ rule }) => rule)).toEqual(['mac-well-formed'])
  expect(shown.releases.some(({ obstacles }) => obstacles.length > 0)).toBe(false)
})

test('as text: releases of which the same is said stand together', () => {
  const { stdout, status } = cuspec(['matrix', 'examples/clean/dongle-era.cuspec.yaml'], { cwd: process.cwd() })
  expect(status).toBe(0)
  expect(stdout).toMatch(/^2\.4 to 3\.1\(6\) \(3\.1\(5\) runs now\): nothing known stands against it$/m)
  expect(stdout).toMatch(
    /^4\.2\(1\) to 8\.0: no\n {2}- this release with Exchange 5\.5, but Exchange 5\.5 is no longer supported from 4\.2 on$/m,
  )
})

test.each([
  [['matrix', 'none.cuspec.yaml'], 2],
  [['matrix', '--as-of', 'x'], 2],
  [['matrix', '--report', 'xml'], 2],
])('%j', (args, status) => {
  expect(cuspec(args, { cwd: folderOf({}) })).toMatchObject({ status, stdout: '' })
})

test('a document that cannot be read', () => {
  const cwd = folderOf({ 'x.cuspec.yaml': 'apiVersion: cuspec/v1\nkind: Deployment\n' })
  const { status, stderr } = cuspec(['matrix'], { cwd })
  expect([status, stderr]).toEqual([
    1,
    'cuspec: 1 of 1 documents could not be read; see cuspec lint; the first fault: x.cuspec.yaml:1:1: the document has no `metadata`, which it must have\n',
  ])
})
