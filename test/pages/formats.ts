/** Which command writes which formats, as its own flags say. */
import type { CommandClass } from './commands.ts'

export interface Writer {
  readonly command: string
  readonly flag: string
  readonly shape: CommandClass
}

/** Every format with the commands that write it: those of `lint` first, in its order. */
export function writersOf(commands: Readonly<Record<string, CommandClass>>): ReadonlyMap<string, readonly Writer[]> {
  const writers = new Map<string, Writer[]>()
  for (const [command, shape] of Object.entries(commands))
    for (const [flag, formats] of choicesOf(shape))
      for (const format of formats) writers.set(format, [...(writers.get(format) ?? []), { command, flag, shape }])
  return writers
}

/** The summary of `--report` begins with the formats that it takes; `--format` lists them. */
function choicesOf({ flags = {} }: CommandClass): readonly (readonly [string, readonly string[]])[] {
  const { report, format } = flags
  const reports = /^([a-z]+(?:, [a-z]+)*);/.exec(report?.summary ?? '')?.[1]?.split(', ') ?? []
  return [
    ['report', reports],
    ['format', format?.options ?? []],
  ]
}
