import type { Release } from '../knowledge/release.ts'
import type { Bridge, Fleet, License, Server } from '../model/fleet.ts'
import { grantsOf, isWhole } from '../model/grant.ts'
import { noRelease } from '../model/missing.ts'
import { reports } from '../model/observation.ts'
import { at, type Place } from '../model/part.ts'
import { checkHosts, checkMeaning, checkOrigin, checkProduct, checkTwice } from './license-lines.ts'
import type { Gap, Problem, Rule } from './rule.ts'

type Fault = NonNullable<License['evidence']>['faults'][number]
type Verdicts = Iterable<Problem | Gap>

/** What keeps a file that a licence entry names from being read, or is amiss in its text, whichever machine has it. */
function* checkText(license: License): Iterable<Problem> {
  const { spec, evidence } = license
  if (!evidence || !('path' in spec)) return
  if (evidence.reason !== undefined) {
    yield { at: placeOfPath(license), message: `\`${spec.path}\` cannot be read: ${evidence.reason}`, cites: [] }
    return
  }
  const { document, observation, faults } = evidence
  const offset = ({ start, end }: Fault): Place => ({ document, path: ['offset', start, end] })
  for (const fault of [...faults, ...(observation && isWhole(evidence) ? reports(observation).faults : [])]) {
    yield {
      at: offset(fault),
      message: fault.message,
      severity: fault.severity ?? 'error',
      ...(!observation && { consequence: fault.severity ? 'advice' : 'refused' }),
      cites: observation ? [] : [published[fault.about ?? 'lines']],
      related: (fault.related ?? []).map((other) => ({ at: offset(other), message: other.message })),
    }
  }
  if (isWhole(evidence)) yield* checkProduct(license)
}

/** The fact on which a fault rests. */
const published = {
  lines: 'license-lines',
  signature: 'license-signatures',
  twins: 'license-lines-differ',
  damage: 'license-lines-are-signed',
} as const

const placeOfPath = ({ document, path }: License): Place => ({ document, path: [...path, 'path'] })

/** The machine that a file concerns, unless it concerns several. */
function ownerOf(fleet: Fleet, { evidence }: License, { name }: Server | Bridge): { readonly server?: string } {
  const namings = (evidence?.reason === undefined && evidence && fleet.namings.get(evidence.document)) || []
  return namings.some(({ machine }) => machine.name !== name) ? {} : { server: name }
}

function* check(fleet: Fleet, machine: Server | Bridge, release: Release | undefined): Verdicts {
  const { name } = machine
  for (const license of machine.licenses ?? []) {
    for (const problem of checkText(license)) yield { ...problem, ...ownerOf(fleet, license, machine) }
    const grants = grantsOf(license)
    if (license.spec.kind !== 'file' || grants.length === 0) continue
    yield* checkOrigin(grants, release, name)
    yield* checkHosts(grants, name)
    yield* checkMeaning(grants, license, name)
    if (!release) yield { at: at(license, 'kind'), ...noRelease(name) }
  }
  yield* checkTwice(machine)
}

export default {
  id: 'license-file-sound',
  title: 'A licence file, or a report of a server, can be read and is whole',
  severity: 'error',
  rationale:
    'Licence files are signed: one that a mail program has wrapped or re-quoted is refused, and so is one of another product, or of an older major release than the one that runs. Findings stand in the licence file, and name the line of the spec that names it. Signatures are never shown. A file is opened only where it lies in the tree of its spec: its repository, else the current folder. What a tag grants that no source explains is not checked.',
  parts: ['licenses'],
  cites: [
    'license-lines',
    'license-lines-are-signed',
    'license-signatures',
    'license-lines-differ',
    'license-version-reaches-release',
    'license-names-one-mac',
    'license-vendor',
    'connection-tags',
  ],

  *check(fleet) {
    for (const server of fleet.servers) yield* check(fleet, server, server.release)
    for (const bridge of fleet.bridges) yield* check(fleet, bridge, bridge.bridgehead?.release)
  },

  files: {
    'licenses/syd-unity1.lic': `INCREMENT LicVoicePortsMax cisco 4.0 permanent uncounted \\
	VENDOR_STRING=<Count>32</Count><OrigMacId>000BCD112233</OrigMacId><LicFileVersion>1.0</LicFileVersion> \\
	HOSTID=000bcd112233 NOTICE="<LicFileID>20060301140539162</LicFileID><LicLineID>1</LicLineID> \\
	<PAK></PAK>" SIGN=0123456789AB
INCREMENT LicSubscribersMax cisco 4.0 permanent uncounted \\
	VENDOR_STRING=<Count>500</Count><OrigMacId>000BCD112233</OrigMacId><LicFileVersion>1.0</LicFileVersion> \\
	HOSTID=000bcd112233 NOTICE="<LicFileID>20060301140539162</LicFileID><LicLineID>2</LicLineID> \\
	<PAK></PAK>" SIGN=0123456789AB
`,
    'licenses/cut-off.lic': `INCREMENT LicVoicePortsMax cisco 4.0 permanent uncounted \\
	VENDOR_STRING=<Count>32</Count><OrigMacId>000BCD112233</OrigMacId><LicFileVersion>1.0</LicFileVersion> \\
`,
    'licenses/connection.lic': `INCREMENT LicSrsvCuceSubscribersMax cisco 4.0 permanent uncounted \\
	VENDOR_STRING=<Count>500</Count><OrigMacId>000BCD112233</OrigMacId><LicFileVersion>1.0</LicFileVersion> \\
	HOSTID=000bcd112233 NOTICE="<LicFileID>20060301140539162</LicFileID><LicLineID>1</LicLineID> \\
	<PAK></PAK>" SIGN=0123456789AB
`,
  },
  good: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - name: SYD-UNITY1
    version: 4.0(5)
    ports: [{ count: 32, does: [answer] }]
    nics: [{ name: nic1, mac: 00-0B-CD-11-22-33 }]
    licenses:
      - { kind: file, path: licenses/syd-unity1.lic }
`,
  ],
  bad: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - name: SYD-UNITY1
    version: 4.0(5)
    nics: [{ name: nic1, mac: 00-0B-CD-11-22-33 }]
    licenses:
      - { kind: file, path: licenses/syd-unity2.lic } # <- \`licenses/syd-unity2.lic\` cannot be read: there is no such file
      - { kind: file, path: licenses/cut-off.lic } # <- licenses/cut-off.lic:2: \`\\\` continues this line, but nothing follows
      - { kind: file, path: licenses/connection.lic } # <- licenses/connection.lic:1: \`LicSrsvCuceSubscribersMax\` belongs to Cisco Unity Connection, so this is no licence file of Cisco Unity
`,
  ],
} satisfies Rule
