/** The repository of the current folder: its revisions, and what they hold. */
import { yamlName } from '../../source/files.ts'
import { Refusal } from '../refusal.ts'
import { type Git, openGit, saying } from './git.ts'

export interface Repository {
  readonly git: Git
  readonly bare: boolean
  readonly shallow: boolean
  /** The current folder from the root: empty, or ending in `/`. */
  readonly prefix: string
}

/** A file of a revision, or what stands in its place. */
export interface Entry {
  /** `100644`, `100755`, `120000` for a link, `160000` for a submodule. */
  readonly mode: string
  readonly id: string
}

/** By their names from the root. */
export type Entries = ReadonlyMap<string, Entry>

/** Throws `Refusal` where the current folder is in no repository, or git cannot be run. */
export function openRepository(): Repository {
  // The name of a folder may have line ends in it, and so comes last.
  const { git, found } = openGit(['rev-parse', '--is-bare-repository', '--is-shallow-repository', '--show-prefix'])
  const [bare, shallow, ...prefix] = found.split('\n')
  return { git, bare: bare === 'true', shallow: shallow === 'true', prefix: prefix.join('\n').replace(/\n$/, '') }
}

const sayable = /^[^\p{Cc}\u2028\u2029]+$/u

/** The commits that names mean, each undefined where it means none. They are asked for on standard input, where no name is an option. */
export function commits({ git }: Repository, names: readonly string[]): (string | undefined)[] {
  const asked = names.map((name) => (sayable.test(name) ? `${name}^{commit}` : '^{commit}'))
  const { out } = git(['cat-file', '--batch-check'], `${asked.join('\n')}\n`)
  const answers = out.toString('utf8').split('\n')
  return names.map((_, index) => /^([0-9a-f]{40,64}) commit \d+$/.exec(answers[index] ?? '')?.[1])
}

/** The commit that a name means. Throws `Refusal`, with what may help. */
export function commit(repository: Repository, name: string): string {
  const [found] = commits(repository, [name])
  if (found === undefined) throw new Refusal(`${name || '""'} is no revision of this repository${hint(repository, name)}`)
  return found
}

/** What to do about a revision that there is not. */
export function hint({ shallow }: Repository, name: string): string {
  if (/\.\./.test(name)) return '; name both ends by themselves: cuspec diff BASE HEAD'
  return shallow ? `; the clone is shallow: ${deepen}` : ''
}

export const deepen = 'git fetch --unshallow, or in GitHub Actions fetch-depth: 0, in GitLab GIT_DEPTH: 0'

/** Where two commits parted. Throws `Refusal` where it is not to be seen. */
export function mergeBase(repository: Repository, one: string, other: string): string {
  const { status, out, complaint } = repository.git(['merge-base', one, other])
  const [base = ''] = out.toString('utf8').split('\n')
  if (status === 0 && base !== '') return base
  if (complaint !== '') throw new Refusal(`git says: ${saying(complaint)}`)
  throw new Refusal(
    `no common ancestor of ${one.slice(0, 12)} and ${other.slice(0, 12)} is to be seen${repository.shallow ? `; the clone is shallow: ${deepen}` : ''}`,
  )
}

/** Everything that a commit holds. */
export function entriesOf({ git }: Repository, id: string): Entries {
  const { status, out, complaint } = git(['ls-tree', '-r', '-z', '--full-tree', id])
  if (status !== 0) throw new Refusal(`git says: ${saying(complaint)}`)
  return read(out, /^(\d{6}) \w+ ([0-9a-f]+)\t([\s\S]+)$/)
}

/** Everything that is staged. Throws `Refusal` in the middle of a merge. */
export function staged({ git, bare }: Repository): Entries {
  if (bare) throw new Refusal('a bare repository has nothing staged')
  const { status, out, complaint } = git(['ls-files', '-s', '-z', '--full-name', '--', ':/'])
  if (status !== 0) throw new Refusal(`git says: ${saying(complaint)}`)
  const [torn] = /(?:^|\0)\d{6} [0-9a-f]+ [1-3]\t[^\0]+/.exec(out.toString('utf8')) ?? []
  if (torn !== undefined) throw new Refusal(`what is staged is not merged yet: ${torn.slice(torn.indexOf('\t') + 1)}`)
  return read(out, /^(\d{6}) ([0-9a-f]+) 0\t([\s\S]+)$/)
}

/** Whether git knows a file, by its name from the current folder. */
export const isTracked = ({ git }: Repository, file: string): boolean =>
  git(['--literal-pathspecs', 'ls-files', '--error-unmatch', '--', file]).status === 0

/** Throws `Refusal` for a sparse working tree: what it leaves out would look as if it were taken away. */
export function wholeTree({ git }: Repository): void {
  const { out } = git(['ls-files', '-t', '-z', '--full-name', '--', ':/'])
  const left = out
    .toString('utf8')
    .split('\0')
    .filter((line) => line.startsWith('S ') && yamlName.test(line))
  if (left.length > 0)
    throw new Refusal(
      `the working tree is sparse, and leaves out ${left.length} YAML files, such as ${left[0]?.slice(2)}: compare two revisions, or git sparse-checkout disable`,
    )
}

function read(out: Buffer, form: RegExp): Entries {
  return new Map(
    out
      .toString('utf8')
      .split('\0')
      .flatMap((line) => {
        const [, mode = '', id = '', path = ''] = form.exec(line) ?? []
        return path === '' ? [] : [[path, { mode, id }] as const]
      }),
  )
}
