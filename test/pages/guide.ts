/** Guides as a test reads them: blocks of code in order, and output that may leave things out. */

export interface Block {
  readonly language: string
  /** The file that the block shows, where a name stands after its language. */
  readonly file: string | undefined
  readonly text: string
}

export const blocksOf = (page: string): readonly Block[] =>
  [...page.matchAll(/^```([a-z]*)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map(([, language = '', file, text = '']) => ({ language, file, text }))

/** The exit code that a block of commands says it ends with. */
export const exitOf = (commands: string): number => Number(/# exit code (\d+)\s*$/.exec(commands)?.[1] ?? 0)

/** Whether an output is what a page says of it: a line of `…` stands for any lines, `…` in a line for any text. */
export function fits(output: string, said: string): boolean {
  const lines = said.trimEnd().split('\n')
  const pattern = lines.map((line) => (line === '…' ? '(?:.*\\n)*?' : `${line.split('…').map(escaped).join('.*')}\\n`)).join('')
  const plain = output.replace(/[ \t]+$/gm, '').trimEnd()
  return new RegExp(`^${pattern}$`).test(`${plain}\n`)
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')
