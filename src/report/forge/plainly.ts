/** Text for SARIF's plain messages. */
import { visible } from '../visible.ts'

/** Text in which nothing is a link or a place for an argument, which SARIF knows in plain messages, too. */
export const plainly = (text: string): string =>
  visible(text)
    .replace(/\](?=\()/g, '] ')
    .replace(/\{(?=\d+\})/g, '{ ')
