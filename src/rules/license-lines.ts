/** What the lines of a licence file must be, beyond what their syntax asks. */
import { type Release, spell } from '../knowledge/release.ts'
import type { Bridge, License, Server } from '../model/fleet.ts'
import { byHost, type Grant, grantsOf, strangerIn } from '../model/grant.ts'
import { isKnownTag, nearestTag, strangeTags } from '../model/license-line.ts'
import { macDigits, readHostId } from '../model/mac.ts'
import type { Place } from '../model/part.ts'
import type { Gap, Problem } from './rule.ts'
import { counted } from './words.ts'

/** Whether a file is one of Cisco Unity, as far as its tags tell. */
export function* checkProduct({ evidence }: License): Iterable<Problem> {
  const stranger = evidence && strangerIn(evidence)
  if (!stranger) return
  const { document, path, tag, product, fact } = stranger
  const message = `\`${tag}\` belongs to ${product}, so this is no licence file of Cisco Unity`
  yield { at: { document, path }, message, consequence: 'refused', cites: [fact.id] }
}

/** Whether a file is one of Cisco, and of the release that runs. */
export function* checkOrigin(grants: readonly Grant[], release: Release | undefined, server: string): Iterable<Problem> {
  const stranger = grants.find(({ line }) => line && line.vendor !== 'cisco')
  if (stranger?.line) {
    const message = `the vendor \`${stranger.line.vendor}\`, but a licence file of Cisco names \`cisco\` (inferred)`
    yield { at: field(stranger, 'vendor'), message, severity: 'warning', consequence: 'refused', server, cites: ['license-vendor'] }
  }
  const old = release && grants.find(({ line }) => line && major(line.version) < major(release.id))
  if (!release || !old?.line) return
  yield {
    at: field(old, 'version'),
    message: `licensed for version ${old.line.version}, but ${server} runs ${spell(release)}: a file of an older major release is refused (inferred)`,
    consequence: 'refused',
    server,
    cites: ['license-version-reaches-release'],
  }
}

const major = (version: string): number => Number.parseInt(version, 10)

const field = ({ document, path }: Grant, name: string): Place => ({ document, path: [...path, name] })

/** Host ids of a file, each once: well formed, and the same as the MAC that the vendor wrote beside it. */
export function* checkHosts(grants: readonly Grant[], server: string): Iterable<Problem> {
  for (const { grant } of byHost(grants)) {
    const host = readHostId(grant.hostId ?? 'ANY')
    for (const fault of host.faults)
      yield { at: grant.hostPlace, message: `\`${grant.hostId}\`: ${fault}`, consequence: 'refused', server, cites: ['host-is-first-nic'] }
    const origin = grant.line?.vendorString.find(({ name }) => name === 'OrigMacId')?.value
    const digits = macDigits(origin)
    if (digits === undefined || host.any || host.macs.length === 0 || host.macs.includes(digits)) continue
    yield {
      at: grant.hostPlace,
      message: `the host id is ${host.macs.join(', ')}, but OrigMacId beside it is ${digits}; in the files at hand both are one MAC (inferred)`,
      severity: 'warning',
      consequence: 'advice',
      server,
      cites: ['license-names-one-mac'],
    }
  }
}

/** What lines grant that nobody can tell. A tag that is nearly a known one was probably changed. */
export function* checkMeaning(grants: readonly Grant[], license: License, server: string): Iterable<Problem | Gap> {
  for (const grant of grants) {
    const { line } = grant
    if (!line) continue
    // A feature that nobody knows may be but the name for the tags within.
    const named = !isKnownTag(line.feature) && line.vendorString.every(({ name }) => !isKnownTag(name)) ? [line.feature] : []
    for (const tag of [...named, ...strangeTags(line)]) {
      const near = nearestTag(tag)
      const message = `\`${tag}\` is no tag that any source names; did you mean \`${near}\`?`
      if (near === undefined) yield { at: field(grant, 'feature'), missing: `what ${tag} in a licence file grants`, of: server }
      else yield { at: field(grant, 'feature'), message, severity: 'warning', consequence: 'unlicensed', server, cites: [] }
    }
  }
  const other = license.evidence?.lines.find(({ keyword }) => keyword === 'PACKAGE' || keyword === 'UPGRADE')
  if (other) yield { at: license, missing: `what the ${other.keyword} line of a licence file grants`, of: server }
}

/** Lines that stand in two files of a machine, said once for each two files. Within one file its reader says so. */
export function* checkTwice(machine: Server | Bridge): Iterable<Problem> {
  const seen = new Map<string, Grant>()
  for (const license of new Map((machine.licenses ?? []).map((each) => [each.evidence?.document ?? each, each])).values()) {
    const again = new Map<Grant['document'], { readonly first: Grant; readonly grants: Grant[] }>()
    for (const grant of grantsOf(license)) {
      const first = grant.line && seen.get(grant.identity)
      if (grant.line && !first) seen.set(grant.identity, grant)
      if (!first || first.document === grant.document) continue
      const known = again.get(first.document)
      if (known) known.grants.push(grant)
      else again.set(first.document, { first, grants: [grant] })
    }
    for (const { first, grants } of again.values()) {
      const [grant] = grants
      if (!grant) continue
      const subject = grants.length === 1 ? 'this line stands' : `this line and ${counted(grants.length - 1, 'others')} stand`
      yield {
        at: grant,
        message: `${subject} in ${first.document.file}, too, but no two lines may be identical`,
        severity: 'warning',
        consequence: 'advice',
        server: machine.name,
        cites: ['license-lines-differ'],
        related: [{ at: first, message: 'it stands here first' }],
      }
    }
  }
}
