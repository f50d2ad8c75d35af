/** Lists and amounts of features, as they are said in a sentence. */
import type { FeatureName } from '../knowledge/fact.ts'
import { feature } from '../knowledge/knowledge.ts'
import { counted } from './figure.ts'

/** `a`, `a and b`, `a, b and c`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`

/** `24 voice ports and AMIS networking`. */
export const inWords = (units: readonly { readonly feature: FeatureName; readonly units: number }[]): string =>
  listed(units.map(({ feature: name, units }) => (feature(name).counted ? counted(units, feature(name).title) : asOne(name))))

const asOne = (name: FeatureName): string => (name === 'secondaryServer' ? `a ${feature(name).title}` : feature(name).title)
