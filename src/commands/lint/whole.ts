/** Whether a job could be done: all that was named was read, and there was something. */
import type { Selection } from '../../source/files.ts'
import { say } from '../print.ts'

/** Whether everything that was named could be read, and something was. Says on standard error what could not. */
export function isWhole({ failures, passedOver, spared }: Selection, files: number): boolean {
  for (const { path, reason } of failures) say(`${path}: ${reason}`)
  if (spared.length > 0) say(`${listed(spared)}: ignored by the configuration, but checked, since named`)
  if (files === 0 && failures.length === 0) say(`no spec found${noSpec(passedOver)}`)
  return failures.length === 0 && files > 0
}

const mostNames = 3

const listed = (files: readonly string[]): string =>
  files.slice(0, mostNames).join(', ') + (files.length > mostNames ? ` and ${files.length - mostNames} more` : '')

function noSpec({ foreign, links, ignored = 0 }: Selection['passedOver']): string {
  const others = [
    ...(foreign > 0 ? [`${foreign} other YAML`] : []),
    ...(links > 0 ? [`${links} by links, which are not followed`] : []),
    ...(ignored > 0 ? [`${ignored} ignored`] : []),
  ]
  const seen = others.length > 0 ? ` (passed over: ${others.join(', ')})` : ''
  return `${seen}; folders are searched for *.cuspec.yaml and for YAML files that say apiVersion: cuspec/v1`
}
