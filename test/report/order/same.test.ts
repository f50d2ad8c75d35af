/** The same order gives the same bytes, in any time zone, language and process. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { orderFormats } from '../../../src/report/order/order.ts'

const folder = mkdtempSync(join(tmpdir(), 'cuspec-same-'))
const program = join(folder, 'print.cjs')

beforeAll(() =>
  build({
    stdin: {
      contents: `
        import { createHash } from 'node:crypto'
        import { orderFormats, renderOrder } from './src/report/order/order.ts'
        import { plain } from './src/report/paint.ts'
        import { realistic, where } from './test/report/order/orders.ts'
        for (const format of orderFormats)
          console.log(format, createHash('sha256').update(renderOrder(realistic, format, where, plain)).digest('hex'))
      `,
      resolveDir: '.',
      loader: 'ts',
    },
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  }),
)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const printed = (env: Readonly<Record<string, string>>): string =>
  execFileSync(process.execPath, [program], { encoding: 'utf8', env: { PATH: process.env.PATH ?? '', ...env } })

test('bytes do not hang on where and when they are made', () => {
  const first = printed({ TZ: 'UTC', LANG: 'C' })
  expect(first.trim().split('\n')).toHaveLength(orderFormats.length)
  // A zip file has times to two seconds.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2100)
  expect(printed({ TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' })).toBe(first)
  expect(printed({ TZ: 'America/St_Johns', LANG: 'de_DE.UTF-8' })).toBe(first)
  expect(printed({ TZ: 'Africa/Monrovia' })).toBe(first)
})
