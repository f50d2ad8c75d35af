/** The revision with which `cuspec lint --changed` compares: what was named, or where the branch has left the one that it goes back to. */
import { commits, deepen, hint, mergeBase, type Repository } from '../git/repository.ts'
import { Refusal } from '../refusal.ts'

export interface Base {
  readonly id: string
  /** What it is, for standard error: `where HEAD left origin/main`. */
  readonly words: string
}

/** Throws `Refusal`, with what to do, where it cannot be told: never everything or nothing instead. */
export function baseOf(repository: Repository, named: string, env: Readonly<Record<string, string | undefined>> = process.env): Base {
  if (named !== '') return parting(repository, named)
  const merge = mergedByGithub(repository, env)
  if (merge) return merge
  for (const name of candidates(env)) if (commits(repository, [name])[0] !== undefined) return parting(repository, name)
  const wanted = candidates(env)
  throw new Refusal(
    `--changed cannot tell what to compare with: there is no ${wanted.join(', no ')}; name it (--changed=REF)${repository.shallow ? `, or fetch it: ${deepen}` : ''}`,
  )
}

/** What runners say of the branch that a request goes to; else the branch that a clone begins with. */
function candidates(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  if (env.GITHUB_BASE_REF) return [`refs/remotes/origin/${env.GITHUB_BASE_REF}`]
  if (env.CI_MERGE_REQUEST_DIFF_BASE_SHA) return [env.CI_MERGE_REQUEST_DIFF_BASE_SHA]
  return ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master']
}

/** GitHub checks out the branch merged into the one that it goes to, which then is the first parent. */
function mergedByGithub(repository: Repository, env: Readonly<Record<string, string | undefined>>): Base | undefined {
  if (!env.GITHUB_BASE_REF || !/^refs\/pull\/\d+\/merge$/.test(env.GITHUB_REF ?? '')) return undefined
  const [first, second] = commits(repository, ['HEAD^1', 'HEAD^2'])
  return first !== undefined && second !== undefined
    ? { id: first, words: `${env.GITHUB_BASE_REF}, into which GitHub has merged` }
    : undefined
}

function parting(repository: Repository, name: string): Base {
  const [id, head] = commits(repository, [name, 'HEAD'])
  if (id === undefined) throw new Refusal(`--changed=${name}: it is no revision of this repository${hint(repository, name)}`)
  if (head === undefined) throw new Refusal('--changed: there is no commit yet to compare with')
  const base = mergeBase(repository, id, head)
  return { id: base, words: base === id ? name : `where HEAD left ${name}` }
}
