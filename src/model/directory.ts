/** The corporate directory of a server, as it is compared. */
import type { Server } from './fleet.ts'

/** Directories are domain names, which do not tell capitals from small letters. */
export const directoryOf = ({ directory }: Pick<Server, 'directory'>): string | undefined => directory?.trim().toLowerCase()
