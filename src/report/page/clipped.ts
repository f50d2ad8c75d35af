/** Text that is cut where a picture has no room for it. */
import { width } from '../visible.ts'

/** At most so many columns of it, with what says that it is cut. */
export function clipped(text: string, columns: number): string {
  if (width(text) <= columns) return text
  let shown = ''
  for (const character of text) {
    if (width(shown) + width(character) > columns - 1) break
    shown += character
  }
  return `${shown}…`
}
