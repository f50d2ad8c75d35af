/** Where the examples of the pages are run: a repository made of files in `examples`, a fresh one for every line. */
import { cpSync, readFileSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { bash, folderOf } from '../commands/program.ts'
import { filesBelow } from './files-below.ts'

/** The files of the repository, and what they are copies of. */
export const place: Readonly<Record<string, string>> = {
  'sites/melbourne.cuspec.yaml': 'examples/clean/pooled-fleet/melbourne.cuspec.yaml',
  'sites/perth.cuspec.yaml': 'examples/clean/dongle-era.cuspec.yaml',
  'sites/sydney.cuspec.yaml': 'examples/clean/pooled-fleet/sydney.cuspec.yaml',
  'sites/tasmania.cuspec.yaml': 'examples/order/tasmania.cuspec.yaml',
  'shared/pools.cuspec.yaml': 'examples/clean/pooled-fleet/pools.cuspec.yaml',
  'prices-2007.cuspec.yaml': 'examples/order/prices-2007.cuspec.yaml',
  'quote.csv': 'examples/order/quote.csv',
  'hob-unity1.lic': 'examples/order/delivered/hob-unity1.lic',
  'unity.lic': 'examples/licenses/syd-unity1.lic',
  'demo.lic': 'examples/licenses/syd-unity1-demo.lic',
  'licenses/syd-unity1.lic': 'examples/licenses/syd-unity1.lic',
  'syd-unity1.xml': 'examples/kinds/observed/syd-unity1.effective-license.xml',
  'inventory.csv': 'examples/inventory.csv',
}

/** Folders that would disturb the other lines; they are there for a line that names them. */
const beside: Readonly<Record<string, string>> = {
  'old-specs/tasmania.cuspec.yaml': 'examples/order/tasmania.cuspec.yaml',
  'new-specs/tasmania.cuspec.yaml': 'examples/order/tasmania.cuspec.yaml',
  'new-specs/perth.cuspec.yaml': 'examples/clean/dongle-era.cuspec.yaml',
  'next/tasmania.cuspec.yaml': 'examples/order/tasmania.cuspec.yaml',
  'policies/house-rules.cuspec.yaml': 'examples/policies/house-rules.cuspec.yaml',
  'ci/strict.yaml': 'examples/configured/ci/strict.yaml',
}

/** The day on which everything is judged. */
const day = '2007-03-01'

/** What has happened in the repository: a release, a branch on a server, two branches that are open, and a change that is staged. */
const history = `set -e
spec=sites/tasmania.cuspec.yaml
edit() { sed "s/$1/$2/" $spec > edited && cat edited > $spec && rm edited; }
keep() { git add --all && git commit --quiet --message "$1"; }
git init --quiet --template= --initial-branch main
git config user.name Example
git config user.email voice-team@example.com
edit 'voiceMail: 420' 'voiceMail: 280'
edit 'voiceMail: 170' 'voiceMail: 150'
keep 'First specs'
git tag v1.4
edit 'voiceMail: 150' 'voiceMail: 170'
keep 'More users in Launceston'
git update-ref refs/remotes/origin/main main
git switch --quiet --create branch-a
edit 'voiceMail: 280' 'voiceMail: 310'
keep 'More users in Hobart'
git switch --quiet --create branch-b main
edit 'voiceMail: 170' 'voiceMail: 195'
keep 'Still more users in Launceston'
git switch --quiet main
edit 'voiceMail: 280' 'voiceMail: 420'
git add --all
git gc --quiet`

/** Made once, and copied for every run. Hashes depend on nothing but the files. */
const original = folderOf(Object.fromEntries(Object.entries(place).map(([file, from]) => [file, readFileSync(from)])))
const dates = { GIT_AUTHOR_DATE: `${day}T09:00:00Z`, GIT_COMMITTER_DATE: `${day}T09:00:00Z` }
const past = bash(history, { cwd: original, env: dates })
if (past.status !== 0) throw new Error(`the repository of the examples cannot be made: ${past.stderr}`)

export interface Run {
  readonly line: string
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
  /** Files that were not there before, with what is in them. */
  readonly made: ReadonlyMap<string, Uint8Array>
}

/** Runs a line of the shell. Where the command takes a day and none is given, that of the examples is, and shown. */
export function run(line: string, takesDay: boolean): Run {
  const dated = takesDay && !line.includes('--as-of') ? `${line} --as-of ${day}` : line
  const there = Object.entries(beside).filter(([file]) => dated.includes(`${dirname(file)}/`))
  const folder = folderOf(Object.fromEntries(there.map(([file, from]) => [file, readFileSync(from)])))
  cpSync(original, folder, { recursive: true })
  if (/--(?:baseline|prune|update)\b/.test(dated)) bash(`cuspec baseline sites/ -o cuspec-baseline.json --as-of ${day}`, { cwd: folder })
  const piped = / - .*--stdin-filename (\S+)/.exec(dated)?.[1]
  const input = piped ? Object.entries(place).find(([file]) => basename(file) === piped)?.[1] : undefined
  const { status, stdout, stderr } = bash(dated, { cwd: folder, input: input ? readFileSync(input) : '' })
  const files = filesBelow(folder).filter((file) => !(file in place || file in beside))
  const made = new Map(files.map((file) => [file, readFileSync(join(folder, file))]))
  // So many repositories take their time to be removed in the end.
  rmSync(folder, { recursive: true })
  return { line: dated, status, stdout, stderr, made }
}

/** Whether the line is one that can be run: of cuspec alone, for any shell. */
export const isForHere = ({ line }: Run): boolean => /^cuspec [^|]+$/.test(line)

/** Whether it did what it was asked for. */
export const isDone = ({ status }: Run): boolean => status !== null && status !== 2

/** The files of the place, for a reader who wants to try. */
export const placeRows: readonly (readonly string[])[] = Object.entries(place).map(([file, from]) => [
  `\`${file}\``,
  `[\`${from}\`](${join('..', from)})`,
])
