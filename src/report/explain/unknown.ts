/** What no source at hand says, as topics: who asks for it is told so, and what is known instead. */
import unknowns from '../../knowledge/unknowns.json' with { type: 'json' }
import { said, section, type Topic } from './explanation.ts'

export const unknownTopics = (): readonly Topic[] =>
  unknowns.map(({ id, question, names = [], exactly, known, so, see }) => ({
    name: id,
    kind: 'unknown',
    title: question,
    names,
    ...(exactly && { exactly }),
    about: `${known ?? ''} ${so}`,
    explain: () => ({
      sections: [
        ...section('unknown', 'What is not known', said('No source at hand answers this question, and cuspec does not guess.')),
        ...section('known', 'What is known', said(known)),
        ...section('so', 'What cuspec does instead', said(so)),
      ],
      rules: [],
      see,
    }),
  }))
