/** Flags that several commands have, and what follows from them. */
import { Flags } from '@oclif/core'
import { coloured, type Paint, plain, wantsColour } from '../report/paint.ts'
import { lintFlags } from './lint/flags.ts'
import type { Choice } from './lint/settled.ts'
import type { Output } from './outputs.ts'
import { onTerminal } from './surroundings.ts'

/** Which configuration holds. */
export const configFlags = {
  config: Flags.string({ summary: lintFlags.config.summary, helpValue: lintFlags.config.value }),
  'no-config': Flags.boolean({ summary: lintFlags['no-config'].summary }),
}

/** What those flags say. */
export const choiceOf = (flags: { readonly config?: string | undefined; readonly 'no-config': boolean }): Choice => ({
  config: flags.config,
  without: flags['no-config'],
})

/** Which specs, on which day, in which colours. */
export const specFlags = {
  'as-of': Flags.string({ summary: lintFlags['as-of'].summary, helpValue: lintFlags['as-of'].value }),
  'stdin-filename': Flags.string({ summary: lintFlags['stdin-filename'].summary, helpValue: lintFlags['stdin-filename'].value }),
  ...configFlags,
  color: Flags.string({ summary: lintFlags.color.summary, options: [...lintFlags.color.options], default: 'auto' }),
}

/** The formats in which a report can be had. */
export const reportFlag = (formats: readonly string[]) =>
  Flags.string({
    summary: `${formats.join(', ')}; FORMAT=FILE writes to a file. May be given several times.`,
    helpValue: 'FORMAT[=FILE]',
    multiple: true,
    multipleNonGreedy: true,
  })

/** How an output is coloured: where `--color` says so, or a person looks at it. */
export async function painter(color: string): Promise<(output: Output<string>) => Paint> {
  const mode = lintFlags.color.options.find((each) => each === color) ?? 'auto'
  const colour = wantsColour(mode, process.env, await onTerminal())
  return ({ file }) => (colour && file === undefined ? coloured : plain)
}
