/** Words that reports print, as topics. */
import { meanings } from '../text.ts'
import { said, section, type Topic } from './explanation.ts'

/** Who asks for `shutdown` means the mode of the product, which is a word of the field. */
const elsewhere = 'shutdown'

export const wordTopics = (): readonly Topic[] => [
  {
    name: 'consequence',
    kind: 'term',
    title: 'Consequence',
    brief: 'what happens if the spec is deployed as it is, by the word that reports have for it',
    names: Object.entries(meanings).flatMap(([word, meaning]) => (word === elsewhere ? [meaning] : [word, meaning])),
    about: '',
    explain: () => ({
      sections: [
        ...section('says', 'What it is', said('What happens if the spec is deployed as it is. A finding has one, or none.')),
        ...section('words', 'What the words mean', said(...Object.entries(meanings).map(([word, meaning]) => `\`${word}\`: ${meaning}`))),
      ],
      rules: [],
      see: ['shutdown-mode', 'severity', 'finding', 'order-help'],
    }),
  },
]
