/** Completion for bash: a function of words that are known, which starts no program and evaluates nothing that was typed. */
import { type Offer, quoted } from './offer.ts'

export function bashCompletion(offers: readonly Offer[]): string {
  const flags = offers.flatMap(({ command, flags }) =>
    flags.flatMap(({ name, takes }) =>
      takes === 'nothing'
        ? []
        : [`    ${quoted(`${command} --${name}`)}) ${typeof takes === 'string' ? 'return' : `offer ${list(takes)}; return`} ;;`],
    ),
  )
  const commands = offers.map(
    ({ command, flags, takes }) =>
      `    ${command})
      if [[ $cur == -* ]]; then offer ${list(flags.map(({ name }) => `--${name}`))} --help; ${typeof takes === 'string' ? 'fi' : `else offer ${list(takes)}; fi`} ;;`,
  )
  return `# Completion of cuspec for bash. In ~/.bashrc: source <(cuspec completion bash)
_cuspec() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]}
  # bash cuts --flag=value into three words.
  if [[ $cur == = ]]; then cur=''; elif [[ $prev == = ]]; then prev=\${COMP_WORDS[COMP_CWORD - 2]}; fi
  COMPREPLY=()
  offer() {
    local word
    for word; do
      printf -v word %q "$word"
      if [[ $word == "$cur"* ]]; then COMPREPLY+=("$word"); fi
    done
  }
  if ((COMP_CWORD == 1)); then
    offer ${list(offers.map(({ command }) => command))} help
    return
  fi
  case "\${COMP_WORDS[1]} $prev" in
${flags.join('\n')}
  esac
  case \${COMP_WORDS[1]} in
${commands.join('\n')}
  esac
}
complete -o default -o bashdefault -F _cuspec cuspec
`
}

const list = (words: readonly string[]): string => words.map(quoted).join(' ')
