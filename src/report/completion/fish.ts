/** Completion for fish, with a line on each command and flag. */
import { brief, type Offer, type OfferedFlag } from './offer.ts'

export function fishCompletion(offers: readonly Offer[]): string {
  const lines = offers.flatMap(({ command, summary, flags, takes }) => {
    const here = `complete -c cuspec -n ${quoted(`__fish_seen_subcommand_from ${command}`)}`
    return [
      `complete -c cuspec -n __fish_use_subcommand -f -a ${command} -d ${quoted(brief(summary))}`,
      ...(takes === 'files' ? [] : [`${here} -f${typeof takes === 'string' ? '' : ` -a ${words(takes)}`}`]),
      ...flags.map((flag) => `${here} -l ${flag.name}${taking(flag)} -d ${quoted(brief(flag.summary))}`),
    ]
  })
  return `# Completion of cuspec for fish. In ~/.config/fish/config.fish: cuspec completion fish | source
${lines.join('\n')}
`
}

const taking = ({ takes }: OfferedFlag): string =>
  takes === 'nothing' ? '' : takes === 'files' ? ' -r' : takes === 'text' ? ' -x' : ` -x -a ${words(takes)}`

/** A list in one argument: fish reads it as a command line of its own, so that each word is quoted in it once more. */
const words = (all: readonly string[]): string => quoted(all.map((word) => (/^[\w-]+$/.test(word) ? word : quoted(word))).join(' '))

/** fish knows two escapes between single quotes. */
const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`
