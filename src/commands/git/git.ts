/** git, run so that nothing in a repository can run: no hooks, helpers, filters, drivers or network, whatever its configuration says. */
import { spawnSync } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { devNull } from 'node:os'
import { resolve } from 'node:path'
import { within } from '../../source/named.ts'
import { codeOf, reasonOf } from '../../source/trouble.ts'
import { Refusal } from '../refusal.ts'

export interface Ran {
  readonly status: number
  readonly out: Buffer
  /** What it said on standard error. */
  readonly complaint: string
}

/** Runs git in the current folder. `most` is how many bytes its output may have. */
export type Git = (args: readonly string[], input?: string, most?: number) => Ran

/** Each is a key by which a repository's own configuration could have a program run, or something fetched, by a command that only reads. */
const disarmed = [
  'core.fsmonitor=false',
  `core.hooksPath=${devNull}`,
  'core.pager=cat',
  'core.sshCommand=false',
  'core.gitProxy=',
  'core.askPass=',
  'core.alternateRefsCommand=false',
  'credential.helper=',
  'protocol.allow=never',
  'submodule.recurse=false',
  'gc.auto=0',
  'maintenance.auto=false',
].flatMap((setting) => ['-c', setting])

/** What the user or a runner has settled for finding repositories and trusting them. Everything else is what a hook left there. */
const kept = /^GIT_(?:CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+)|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM)$/

/** Where a hook keeps what it is about: they are followed only into the repository itself. */
const ofHooks = ['GIT_INDEX_FILE', 'GIT_OBJECT_DIRECTORY', 'GIT_ALTERNATE_OBJECT_DIRECTORIES'] as const

const fixed = {
  GIT_NO_LAZY_FETCH: '1',
  // It goes before every `protocol.*.allow`, which git knows since long before it knew the setting above.
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  GIT_PAGER: 'cat',
  LC_ALL: 'C',
} as const

const mostOutput = 1024 * 1024 * 1024

function runner(env: NodeJS.ProcessEnv): Git {
  return (args, input = '', most = mostOutput) => {
    const { status, stdout, stderr, error } = spawnSync('git', ['--no-pager', ...disarmed, ...args], {
      env,
      input,
      maxBuffer: most,
      windowsHide: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    if (error && codeOf(error) === 'ENOENT') throw new Refusal('git is not on this machine; without it, compare two folders')
    if (error) throw new Refusal(`git could not be run: ${reasonOf(error)}`)
    return { status: status ?? 1, out: stdout, complaint: stderr.toString('utf8').trim() }
  }
}

/** The git that reads the repository of the current folder; `look` is how it is found. Throws `Refusal` where there is none, or it is not trusted. */
export function openGit(look: readonly string[]): { readonly git: Git; readonly found: string } {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_') || kept.test(name)))
  const environment = { ...inherited, ...fixed }
  // A folder is trusted by the configuration of the machine, too, which is asked only then.
  const settled = { GIT_CONFIG_NOSYSTEM: '1', ...environment }
  const first = runner(settled)
  const tried = first(look)
  const trusted = /dubious ownership/.test(tried.complaint)
  const env: NodeJS.ProcessEnv = trusted ? environment : settled
  const { status, out, complaint } = trusted ? runner(env)(look) : tried
  if (status !== 0) throw new Refusal(unfound(complaint))
  return { git: runner({ ...env, ...hooked(runner(env)) }), found: out.toString('utf8') }
}

/** What a hook has set, where it lies in the repository that was found. */
function hooked(git: Git): NodeJS.ProcessEnv {
  const set = ofHooks.flatMap((name) => (process.env[name] ? [[name, process.env[name]] as const] : []))
  if (set.length === 0) return {}
  const folder = git(['rev-parse', '--git-common-dir']).out.toString('utf8').trimEnd()
  const place = realpathSync(folder)
  return Object.fromEntries(set.filter(([, path]) => within(place, resolve(path))))
}

function unfound(complaint: string): string {
  const [, folder] = /dubious ownership in repository at '([^']*)'/.exec(complaint) ?? []
  if (folder !== undefined)
    return `the repository belongs to somebody else, so that git does not trust it; if you do: git config --global --add safe.directory ${folder}`
  if (/not a git repository/i.test(complaint)) return 'the current folder is in no git repository'
  return `git says: ${saying(complaint)}`
}

/** The first line of what git says, which may quote what stands in the repository. */
export const saying = (complaint: string): string => (complaint.split('\n')[0] ?? '').replace(/^(?:fatal|error): /, '')
