/** The commit that a pull request is to be merged into, brought here where the checkout left it out. */
import { spawnSync } from 'node:child_process'
import type { Event } from './inputs.ts'

/**
 * The revision with which the pull request is compared: the first parent of the merge that GitHub made for it, else where the branch
 * left the commit of the base that the event names. A checkout of one commit has neither, so it is fetched. Undefined where it cannot be had, which is told.
 */
export function revisionBefore(
  { sha, pull }: Event,
  directory: string,
  tell: (level: 'warning', message: string) => void,
): string | undefined {
  const git = (...args: readonly string[]): string | undefined => {
    const { status, stdout } = spawnSync('git', args, {
      cwd: directory,
      encoding: 'utf8',
      env: { ...process.env, GIT_TERMINAL_PROMPT: '0' },
    })
    return status === 0 ? stdout.trim() : undefined
  }
  const has = (revision: string): boolean => git('cat-file', '-e', `${revision}^{tree}`) !== undefined
  const isMerge = git('rev-parse', 'HEAD') === sha && git('cat-file', '-p', 'HEAD')?.match(/^parent /gm)?.length === 2
  if (isMerge) {
    if (!has('HEAD^1')) git('fetch', '--no-tags', '--quiet', '--depth=2', 'origin', sha)
    if (has('HEAD^1')) return git('rev-parse', 'HEAD^1')
  }
  if (!pull) return undefined
  if (!has(pull.base)) git('fetch', '--no-tags', '--quiet', '--depth=1', 'origin', pull.base)
  // The branch may have left the base long ago: a commit by itself does not say where.
  const parting = (): string | undefined => git('merge-base', 'HEAD', pull.base) || undefined
  if (has(pull.base) && !parting()) git('fetch', '--no-tags', '--quiet', '--unshallow', 'origin', pull.base)
  const left = has(pull.base) ? parting() : undefined
  if (left !== undefined) return left
  tell(
    'warning',
    `the commit ${pull.base}, which the pull request is to be merged into, cannot be had with the history up to it, so all findings are reported; fetch-depth: 0 of actions/checkout brings it`,
  )
  return undefined
}
