/** `cuspec order` as it is typed: exit codes, formats, and what came back. Figures are worked out by hand from examples/order. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { afterAll, describe, expect, test } from 'vitest'
import { cuspec, folderOf, spec } from './program.ts'

const folder = mkdtempSync(join(tmpdir(), 'cuspec-order-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
cpSync('examples/order', join(folder, 'order'), { recursive: true })
const run = (...args: string[]) => cuspec(['order', ...args], { cwd: folder })

const validatorOf = (name: string) =>
  new Ajv({ allowUnionTypes: true, formats: { date: true } }).compile(JSON.parse(readFileSync(`schemas/${name}.schema.json`, 'utf8')))

interface Shown {
  readonly lines: readonly {
    readonly for: string
    readonly item: { readonly partNumber: string } | null
    readonly count: number
    readonly amount: { readonly amount: string } | null
    readonly orderBy: string | null
  }[]
}

/** The lines of an order as JSON: holder, part number, count, amount, the day to order by. */
function linesOf(json: string): unknown[][] {
  const order: Shown = JSON.parse(json)
  expect(validatorOf('order')(order)).toBe(true)
  return order.lines.map(({ for: holder, item, count, amount, orderBy }) => [
    holder,
    item?.partNumber ?? null,
    count,
    amount?.amount ?? null,
    orderBy,
  ])
}

test('the example is ordered as worked out by hand', () => {
  const { stdout, stderr, status } = run('order', '--report', 'json', '--lead-time', '21')
  expect([status, stderr]).toEqual([0, ''])
  expect(linesOf(stdout)).toEqual([
    // 420 + 170 - 300 - 200 = 90: two packs of 50 cost 5,000, one and four of 10 cost 5,300.
    ['HOB-UNITY1', 'EXAMPLE-VM-50', 2, '5000', null],
    ['HOB-UNITY1', 'EXAMPLE-FAILOVER', 1, '9000', null],
    // The demo ends on 30 April; three weeks before is the 9th. 40 users: one pack of 50, or four of 10 for 2,800.
    ['BUR-UNITY1', 'EXAMPLE-PORT-8', 1, '4000', '2007-04-09'],
    ['BUR-UNITY1', 'EXAMPLE-VM-50', 1, '2500', '2007-04-09'],
  ])
  const text = run('order', '--lead-time', '21').stdout
  expect(text).toContain('To be ordered: 4 lines for 2 machines, AUD 20,500 in all; 2 lines now, the first of the rest by\n2007-04-09')
  expect(text).toContain('MAC address                      020BCD440003')
  expect(text).toContain('voice mail users: held 500 + ordered 100 = 600; used 590 by 2 members; 10 left over')
})

test('without the price book quantities are in units', () => {
  expect(linesOf(run('order/tasmania.cuspec.yaml', '--report', 'json').stdout).map((line) => line.slice(0, 4))).toEqual([
    ['HOB-UNITY1', null, 90, null],
    ['HOB-UNITY1', null, 1, null],
    ['BUR-UNITY1', null, 8, null],
    ['BUR-UNITY1', null, 40, null],
  ])
})

test('what may not be installed beside what it replaces is said to', () => {
  const text = `${spec('A')}    ports: [{ count: 24 }]\n    users: { voiceMail: 0 }\n    licenses: [{ kind: declared, expires: 2007-06-30, entitlements: { voicePorts: 24 } }]\n---\napiVersion: cuspec/v1\nkind: Maximums\nsource: { title: Our list }\nmaximums: [{ what: voicePorts, value: 24 }]\n`
  const cwd = folderOf({ 'a.cuspec.yaml': text })
  expect(cuspec(['order'], { cwd }).stdout.replace(/\s+/g, ' ')).toContain(
    'replaces what expires on 2007-06-30; not to be installed before 2007-07-01',
  )
  const shown = JSON.parse(cuspec(['order', '--report', 'json'], { cwd }).stdout)
  expect([validatorOf('order')(shown), shown.lines[0].notBefore]).toEqual([true, '2007-07-01'])
})

test('several formats go to files in one run, the same on every run', () => {
  const formats = ['text', 'markdown', 'csv', 'xlsx', 'json', 'html']
  const write = (name: string): Buffer[] => {
    const files = formats.map((format) => join(folder, `${name}.${format}`))
    const { status, stdout } = run('order', ...formats.flatMap((format, index) => ['--report', `${format}=${files[index]}`]))
    expect([status, stdout]).toEqual([0, ''])
    return files.map((file) => readFileSync(file))
  }
  const [first, second] = [write('a'), write('b')]
  expect(first.every((bytes, index) => bytes.length > 500 && second[index]?.equals(bytes))).toBe(true)
  // A spreadsheet file is a zip archive.
  expect(first[3]?.subarray(0, 2).toString()).toBe('PK')
})

describe('exit codes', () => {
  const held = `${spec('A')}    ports: [{ count: 4 }]\n    users: { voiceMail: 0 }\n    licenses: [{ kind: declared, expires: permanent, entitlements: { voicePorts: 4 } }]\n`
  const short = held.replace('voicePorts: 4', 'voicePorts: 2')
  const unknown = `${spec('A')}    ports: [{ count: 4 }]\n`
  test.each([
    ['nothing to order', held, [], 0],
    ['nothing to order, in detail', held, ['--detailed-exitcode'], 0],
    ['something to order', short, [], 0],
    ['something to order, in detail', short, ['--detailed-exitcode'], 10],
    ['it cannot be told, in detail', unknown, ['--detailed-exitcode'], 10],
    ['a document that cannot be read', `${held}---\nkind: Deployment\n`, [], 1],
    ['a growth that cannot be read', held, ['--grow', 'users'], 2],
    ['a lead time of no days', held, ['--lead-time', '-1'], 2],
    ['a lead time with a fraction', held, ['--lead-time', '1.5'], 2],
    ['a day that is none', held, ['--as-of', '2007-02-30'], 2],
    ['a demo for a server that there is not', held, ['--demo', 'B'], 2],
    ['a format that there is not', held, ['--report', 'pdf'], 2],
    ['a flag that there is not', held, ['--leadtime', '3'], 2],
  ])('%s', (_, text, flags, status) => {
    const outcome = cuspec(['order', '.', ...flags], { cwd: folderOf({ 'a.cuspec.yaml': text }) })
    expect(outcome.status).toBe(status)
    if (status === 0) expect(outcome.stdout.includes('Nothing to order: all that is needed is held.')).toBe(text === held)
    else if (status === 2) expect(outcome.stderr).toMatch(/^cuspec: .+\n$/)
    if (text === unknown) expect(outcome.stdout).toContain('THIS ORDER IS NOT COMPLETE')
  })

  test('documents without a server', () => {
    const cwd = folderOf({ 'a.cuspec.yaml': 'apiVersion: cuspec/v1\nkind: Deployment\nmetadata: { name: x }\n' })
    expect(cuspec(['order', '.'], { cwd })).toMatchObject({ status: 2, stdout: '' })
  })

  test('nothing to read', () => {
    expect(cuspec(['order', '.'], { cwd: folderOf({ 'a.txt': '' }) })).toMatchObject({ status: 2, stdout: '' })
  })
})

describe('bad price books', () => {
  const book = (item: string): string =>
    `apiVersion: cuspec/v1\nkind: PriceBook\nmetadata: { name: p }\ncurrency: AUD\nitems:\n  - ${item}\n`
  test.each([
    ['a pack that entitles nothing', '{ partNumber: X, price: 1, entitles: {} }'],
    ['a pack of none', '{ partNumber: X, price: 1, packSize: 0, entitles: { voicePorts: 1 } }'],
    ['a fraction of a pack', '{ partNumber: X, price: 1, packSize: 1.5, entitles: { voicePorts: 1 } }'],
    ['fewer than no ports', '{ partNumber: X, price: 1, entitles: { voicePorts: -8 } }'],
    ['a price below nothing', '{ partNumber: X, price: -1, entitles: { voicePorts: 8 } }'],
  ])('%s', (_, item) => {
    const cwd = folderOf({ 'a.cuspec.yaml': `${spec('A')}    ports: [{ count: 4 }]\n    licenses: []\n`, 'p.cuspec.yaml': book(item) })
    const order = cuspec(['order', '.'], { cwd })
    expect(order.status).toBe(1)
    expect(order.stdout).toContain('1 document could not be read')
    expect(cuspec(['lint', 'p.cuspec.yaml'], { cwd }).stdout).toMatch(/^error: .+\n +--> p\.cuspec\.yaml:6:/)
  })
})

describe('what came back', () => {
  const verify = (...files: string[]) => run('order', '--verify', ...files)

  test('licence files: the one for Burnie has 40 users, and 50 were ordered', () => {
    const { stdout, status } = verify('order/delivered/hob-unity1.lic', 'order/delivered/bur-unity1.lic')
    expect(status).toBe(1)
    expect(stdout).toContain('50 voice mail users   40    short: 10 missing')
    expect(stdout).toContain('4 order lines: 1 short, 3 received')
  })

  test('the order’s own CSV and JSON confirm it', () => {
    run('order', '--report', 'csv=quote.csv', '--report', 'json=quote.json')
    for (const file of ['quote.csv', 'quote.json']) {
      const { stdout, status } = verify(file)
      expect([status, stdout.split('\n').at(-2)]).toEqual([0, '4 order lines: 4 quoted'])
      expect(stdout).not.toContain(file)
    }
    const cut = readFileSync(join(folder, 'quote.csv'), 'utf8').replace(',2,100 voice mail users', ',1,50 voice mail users')
    writeFileSync(join(folder, 'cut.csv'), cut)
    expect(verify('cut.csv')).toMatchObject({ status: 1 })
  })

  test('as JSON, by its schema', () => {
    const { stdout, status } = run('order', '--report', 'json', '--verify', 'order/delivered/bur-unity1.lic')
    const shown = JSON.parse(stdout)
    expect(validatorOf('verification')(shown)).toBe(true)
    expect([status, shown.short]).toEqual([1, true])
  })

  test.each([
    ['no file', [], 2, 'verify'],
    ['a file that is not there', ['none.lic'], 2, 'none.lic: '],
    ['a spec', ['order/tasmania.cuspec.yaml'], 2, 'it is a spec'],
  ])('%s', (_, files, status, words) => {
    const outcome = verify(...files)
    expect(outcome.status).toBe(status)
    expect(outcome.stderr).toContain(words)
  })
})
