/** Colour, where it belongs. */
import { styleText } from 'node:util'

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'blue' | 'green' | 'cyan'
export type Paint = (style: Style, text: string) => string

export const plain: Paint = (_, text) => text
export const coloured: Paint = (style, text) => styleText(style, text, { validateStream: false })

/** Whether to colour, by flag first, then `NO_COLOR` and `FORCE_COLOR`, then whether a person is looking. */
export function wantsColour(
  flag: 'auto' | 'always' | 'never',
  env: Readonly<Record<string, string | undefined>>,
  terminal: boolean,
): boolean {
  if (flag !== 'auto') return flag === 'always'
  if (env.NO_COLOR) return false
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false'
  return terminal && env.TERM !== 'dumb'
}
