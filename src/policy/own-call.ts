/** Whether a function of ours is called as it is meant to be. */
import { findRelease, versionLine } from '../knowledge/release.ts'
import { didYouMean } from '../source/suggest.ts'
import { any, type Kind, named } from './kind.ts'
import { flaw, type Reading, spanOf } from './reading.ts'
import type { Signature } from './signatures.ts'
import { type Call, literal, type Tree } from './tree.ts'

/** What a call of one of our functions yields. */
export function kindOfOwn(reading: Reading, node: Tree, call: Call, { takes, gives, usage }: Signature, inner: (node: Tree) => Kind): Kind {
  const kinds = call.args.map(inner)
  if (call.args.length !== takes.length)
    return flaw(
      reading,
      `\`${call.function}\` takes ${takes.length} value${takes.length === 1 ? '' : 's'}, as in ${usage}`,
      spanOf(reading, node),
    )
  for (const [index, wanted] of takes.entries()) {
    const argument = call.args[index] ?? node
    const kind = kinds[index] ?? any
    if (wanted === 'machine') {
      if (kind.of !== 'any' && !(kind.of === 'mapping' && ['server', 'Bridge'].includes(kind.title)))
        flaw(reading, `\`${call.function}\` is asked of a server or a Bridge, as in ${usage}`, spanOf(reading, argument))
    } else if ('of' in wanted) {
      if (kind.of !== 'any' && wanted.of !== 'any' && kind.of !== wanted.of)
        flaw(reading, `\`${call.function}\` takes ${named(wanted)}, as in ${usage}, and this is ${named(kind)}`, spanOf(reading, argument))
    } else {
      const word = literal(argument)
      if (typeof word !== 'string' || !wanted.includes(word))
        flaw(
          reading,
          `one of ${wanted.join(', ')} belongs here${typeof word === 'string' ? didYouMean(word, wanted) : ', written out'}`,
          spanOf(reading, argument),
        )
    }
  }
  if (call.function === 'release') knownRelease(reading, call.args[0])
  if (call.function === 'distinct') return kinds[0] ?? any
  return gives
}

function knownRelease(reading: Reading, argument: Tree | undefined): void {
  const value = argument && literal(argument)
  if (typeof value !== 'string' || findRelease(value)) return
  flaw(
    reading,
    `\`${value}\` is no known release${didYouMean(
      value,
      versionLine.map(({ id }) => id),
    )}`,
    argument && spanOf(reading, argument),
  )
}
