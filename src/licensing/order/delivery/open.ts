/** Delivered files, each read as what it is by its content. */
import { check } from '../../../check.ts'
import type { License } from '../../../model/fleet.ts'
import { evidenceKind } from '../../../source/evidence.ts'
import type { Input } from '../../../source/open.ts'
import { contentOf, readQuote } from '../../../source/quote-file.ts'
import type { Delivery } from './delivery.ts'

/** Reads files that are open already. Nothing in them is an exception; `asOf` is a day, as YYYY-MM-DD. */
export async function openDeliveries(inputs: readonly Input[], asOf: string): Promise<readonly Delivery[]> {
  const kinds = await Promise.all(inputs.map(({ bytes }) => kindOf(bytes)))
  const licensed = await readLicenses(
    inputs.filter((_, index) => kinds[index] === 'license'),
    asOf,
  )
  const deliveries: Delivery[] = []
  for (const [index, input] of inputs.entries()) {
    const kind = kinds[index]
    const { file } = input
    const twin = kind === 'license' ? undefined : inputs.slice(0, index).find(({ bytes }) => bytes.equals(input.bytes))
    if (twin) {
      deliveries.push({ kind: 'other', file, reason: `it is ${twin.file} once more, byte for byte`, mayBeForDongle: false })
    } else if (kind === 'license') {
      const delivery = licensed.get(file)
      if (delivery) deliveries.push(delivery)
    } else if (kind === 'csv' || kind === 'json') {
      deliveries.push({ kind: 'quote', file, quote: await readQuote(kind, input) })
    } else if (kind === 'observed') {
      const reason = 'it is what a server reports, not what was delivered; cuspec licenses shows it'
      deliveries.push({ kind: 'other', file, reason, mayBeForDongle: false })
    } else {
      const reason = kind?.reason || 'it is no licence file, no quote in CSV or JSON, and no report of a server'
      deliveries.push({ kind: 'other', file, reason, mayBeForDongle: kind?.reason === '' })
    }
  }
  return deliveries
}

async function kindOf(bytes: Buffer): Promise<ReturnType<typeof contentOf> | 'observed'> {
  const content = contentOf(bytes)
  if (content === 'csv' || content === 'json') return content
  return (await evidenceKind(bytes)) === 'observed' ? 'observed' : content
}

// No file has such a name.
const specFile = '\0'

/** Reads licence files as those of a server of which nothing is known: a spec names them, so that they are judged as such files always are. */
async function readLicenses(inputs: readonly Input[], asOf: string): Promise<ReadonlyMap<string, Delivery>> {
  if (inputs.length === 0) return new Map()
  const spec = {
    apiVersion: 'cuspec/v1',
    kind: 'Deployment',
    metadata: { name: 'delivery' },
    servers: [{ name: 'delivery', version: 'unknown', licenses: inputs.map((_, index) => ({ kind: 'file', path: String(index) })) }],
  }
  const { fleet, findings, texts } = await check(
    [{ file: specFile, bytes: Buffer.from(JSON.stringify(spec)) }],
    { asOf, today: asOf },
    { openNamed: (_, path) => inputs[Number(path)] ?? { file: path, reason: 'it was not opened' } },
  )
  const files = new Set(inputs.map(({ file }) => file))
  const licenses = fleet.servers.flatMap((server): readonly License[] => server.licenses ?? [])
  return new Map(
    licenses.flatMap((license): (readonly [string, Delivery])[] => {
      const { evidence } = license
      if (!evidence) return []
      const { file } = evidence.document
      // Of terms, hosts and what is short the order speaks; here it is whether the file can be relied on.
      const own = findings
        .filter((finding) => finding.file === file && finding.rule === 'license-file-sound')
        .map(({ server: _, ...finding }) => ({ ...finding, related: finding.related.filter((other) => files.has(other.file)) }))
      return [[file, { kind: 'licenses', file, license, shown: texts.get(file) ?? '', findings: own }]]
    }),
  )
}
