/** Completion for zsh, with a line on each command and flag. */
import { brief, type Offer, type OfferedFlag, quoted } from './offer.ts'

export function zshCompletion(offers: readonly Offer[]): string {
  const commands = offers.map(({ command, summary }) => quoted(`${command}:${brief(summary).replaceAll(':', '\\:')}`))
  const cases = offers.map(
    ({ command, flags, takes }) => `    ${command}) _arguments ${[...flags.map(flagOf), restOf(takes)].flat().map(quoted).join(' ')} ;;`,
  )
  return `#compdef cuspec
# Completion of cuspec for zsh. In ~/.zshrc, after compinit: source <(cuspec completion zsh)
_cuspec() {
  local -a commands=(${commands.join(' ')})
  if ((CURRENT == 2)); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  ((CURRENT--))
  case $command in
${cases.join('\n')}
  esac
}
compdef _cuspec cuspec
`
}

const flagOf = ({ name, summary, takes }: OfferedFlag): string =>
  `*--${name}${takes === 'nothing' ? '' : '='}[${escaped(brief(summary))}]${takes === 'nothing' ? '' : `:${name}:${values(takes)}`}`

const restOf = (takes: Offer['takes']): string[] => (takes === 'nothing' ? [] : [`*:argument:${values(takes)}`])

const values = (takes: readonly string[] | 'files' | 'text'): string =>
  takes === 'files' ? '_files' : takes === 'text' ? ' ' : `(${takes.map((word) => word.replace(/[\s()\\"'$`]/g, '\\$&')).join(' ')})`

const escaped = (text: string): string => text.replace(/[[\]:\\]/g, '\\$&')
