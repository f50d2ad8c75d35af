/** The files in a folder. */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Every file below a folder, by its path in it, in order; without what git keeps. */
export const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => !file.startsWith('.git/') && statSync(join(folder, file)).isFile())
    .sort()
