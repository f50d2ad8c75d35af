import { dirname } from 'node:path'
import { Command, Flags } from '@oclif/core'
import { exampleNames, exampleOf } from '../draft/examples.ts'
import { exits } from './exits.ts'
import { fileFor, taken, type Words } from './init/asked.ts'
import { completed } from './init/completed.ts'
import { conclude } from './init/conclude.ts'
import { readSources } from './init/sources.ts'
import { put } from './outputs.ts'
import { say } from './print.ts'
import { Refusal } from './refusal.ts'

const text = (summary: string, helpValue: string) => Flags.string({ summary, helpValue })

const isSaid = (words: Words): boolean => Object.values(words).some((text) => text !== undefined)

/** `cuspec init`. */
export class Init extends Command {
  static override summary = 'Draft a spec, from what you say and from files that are there.'
  static override description = `Writes NAME.cuspec.yaml: what the flags say, and what the files tell. On a terminal
it asks for what it cannot do without, and for the rest where no flag is given;
elsewhere, in CI and with --no-input it never asks. What nobody says is left out,
which means not known, and is listed at the end.

--from takes licence files, a server's page of effective licences saved as XML, an
snmpwalk of CISCO-UNITY-MIB, or an inventory as CSV, a row for each server, with
columns such as name, role, primary, version, platform, message store, phone
systems, ports, voice mail users, unified messaging users, inbox users, languages,
features, mac, team mac and dongle. They are joined by server name and MAC
address. Licence files and reports are named by the spec, not copied.

Exit codes: 0 written, and it lints without errors; 1 written, but with errors or
with a file left aside; 2 not written.`
  static override examples = [
    'cuspec init',
    "cuspec init --server HBA-UNITY1 --version '4.0(5)' --ports answer=6,mwi=1,notification=1 --users voiceMail=80",
    "cuspec init --server SYD-UNITY1 --version '4.0(5)' --from licenses/syd-unity1.lic --from syd-unity1.xml",
    'cuspec init --name fleet --from inventory.csv --from unity.lic -o sites/fleet.cuspec.yaml',
    'cuspec init --example pair > pair.cuspec.yaml',
  ]
  static override flags = {
    from: Flags.string({
      summary: 'A file to draft from. May be given several times.',
      helpValue: 'FILE',
      multiple: true,
      multipleNonGreedy: true,
    }),
    example: Flags.string({ summary: 'Print a commented spec to start from, with made-up values.', options: [...exampleNames] }),
    output: Flags.string({
      char: 'o',
      summary: 'Where to write it; - is standard output. Left out: NAME.cuspec.yaml here.',
      helpValue: 'FILE',
    }),
    force: Flags.boolean({ summary: 'Replace the file if it is there already.' }),
    'no-input': Flags.boolean({ summary: 'Never ask.' }),
    name: text('The name of the deployment. Left out: that of its one server or pair, in small letters.', 'NAME'),
    organization: text('The organization in whose name licences are ordered.', 'NAME'),
    contact: text('The address to which new licences are sent.', 'ADDRESS'),
    directory: text('The Active Directory forest or Domino domain of the servers.', 'NAME'),
    server: text('The name of the server.', 'NAME'),
    version: text('The release that it runs, such as 4.0(5).', 'RELEASE'),
    role: text('The part that it plays in failover: standalone, primary or secondary.', 'ROLE'),
    secondary: text('The name of a second server, of the same release, that stands in for it.', 'NAME'),
    platform: text('The server model.', 'MODEL'),
    store: text('The message store, as far as known: exchange,2003,off-box,unified.', 'STORE'),
    'phone-system': text('The phone systems, as in ccm1=sccp, or "ccm1=sccp 4.1(3)".', 'NAME=KIND'),
    ports: text('The voice ports: 32, or answer=28,mwi=2,notification=2.', 'PORTS'),
    users: text('The users of each kind: voiceMail=400,unifiedMessaging=150,inbox=60.', 'USERS'),
    mac: text('The MAC addresses of the adapters, in the order of ipconfig /all.', 'MAC[,MAC]'),
    'team-mac': text('The virtual MAC address of a fault-tolerant team of those adapters.', 'MAC'),
    dongle: text('The serial number of the dongle, up to 3.x.', 'SERIAL'),
  }

  override async run(): Promise<number> {
    const { from = [], example, output, force = false, 'no-input': noInput = false, ...words } = (await this.parse(Init)).flags
    const occupied = output === undefined ? undefined : taken(output, force)
    if (occupied !== undefined) throw new Refusal(occupied)
    if (output === '') throw new Refusal('--output names no file')
    if (example !== undefined) {
      if (from.length > 0 || isSaid(words))
        throw new Refusal('--example prints a spec as it is; give no flag beside it but --output and --force')
      put({ format: 'yaml', file: output === '-' ? undefined : output }, exampleOf(example) ?? '')
      return exits.clean
    }
    const folder = output === undefined || output === '-' ? '.' : dirname(output)
    const read = await readSources(from, folder)
    for (const fault of read.faults) say(fault)
    if (read.faults.length > 0) return exits.notDone
    const whole = await completed(words, read, from.length === 0 && !isSaid(words), { output, force, noInput })
    if (!whole) {
      say('stopped; nothing was written')
      return exits.notDone
    }
    const usual = fileFor(whole.draft.heading.name)
    const file = output ?? usual
    return await conclude(whole.draft, whole.aside, file, file === '-' ? usual : file, force)
  }
}
