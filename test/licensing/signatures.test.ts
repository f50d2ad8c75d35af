/** No digit of a signature is in anything that the viewer prints, whatever is done to the file. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { view } from '../../src/licensing/viewer.ts'
import { licensesJson } from '../../src/report/licenses/json.ts'
import { licensesText } from '../../src/report/licenses/text.ts'
import { licensesYaml } from '../../src/report/licenses/yaml.ts'
import { plain } from '../../src/report/paint.ts'
import { increment } from '../source/licenses.ts'

// Groups that nothing else in a file or report has.
const hex = (length: number) => fc.string({ unit: fc.constantFrom(...'ABCDEF'), minLength: length, maxLength: length })
const signature = fc.oneof(
  fc
    .array(hex(4), { minLength: 30, maxLength: 30 })
    .map((groups) => `"${groups.slice(0, 12).join(' ')} \\\n\t${groups.slice(12).join(' ')}"`),
  hex(12),
  // A digit that is none is what a finding points at.
  hex(12).map((digits) => `"${digits.slice(0, 6)}G${digits.slice(6)}"`),
)
const tags = fc.constantFrom('LicVoicePortsMax', 'LicSubscriberMax', 'LicSTTSubscribersMax', 'LicVPIMIsLicensed')
const lines = fc.array(
  fc.record({
    tag: tags,
    count: fc.nat(99),
    signature,
    inOneRow: fc.boolean(),
    spoil: fc.constantFrom('', 'HOSTID=', ' permanent', '<Count>'),
  }),
  {
    minLength: 1,
    maxLength: 4,
  },
)

test('text, JSON and YAML', async () => {
  let masked = 0
  await fc.assert(
    fc.asyncProperty(lines, async (all) => {
      const text = all
        .map(({ tag, count, signature, spoil, inOneRow }, index) => {
          const line = inOneRow
            ? `INCREMENT ${tag} cisco 4.0 permanent uncounted VENDOR_STRING=<Count>${count}</Count> HOSTID=ANY SIGN=${signature}\n`
            : increment(tag, count, index).replace(/SIGN="[^"]*"/, `SIGN=${signature}`)
          return line.replace(spoil, '')
        })
        .join('')
      const shown = await view([{ file: 'a.lic', bytes: Buffer.from(text) }], '2007-03-01')
      const printed = [licensesText(shown, plain), licensesJson(shown), licensesYaml(shown)].join('\n')
      expect(printed).toContain('a.lic')
      if (printed.includes('****')) masked++
      for (const { signature } of all) {
        const groups = signature.match(/[A-F]{4,}/g) ?? []
        for (const group of groups) expect(printed).not.toContain(group)
      }
    }),
    { numRuns: 300 },
  )
  // Findings show their line, and with it its signature.
  expect(masked).toBeGreaterThan(20)
})
