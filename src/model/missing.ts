/** What is often missing, in one wording for every rule. */
import type { Bridge, Server } from './fleet.ts'
import { at, type Doubt, type Gap } from './part.ts'

/** That nothing is known of the release of a server. */
export const noRelease = (of: string): Doubt => ({ missing: 'a known release', of })

/** The same, where the server says its version. */
export const unknownRelease = (server: Server): Gap => ({ at: at(server, 'version'), ...noRelease(server.name) })

/** What keeps it from being known which release a Bridge works with. */
export const noBridgehead = ({ bridgehead, spec }: Bridge): Doubt =>
  bridgehead ? noRelease(bridgehead.name) : { missing: 'the server that is named as bridgehead', of: spec.bridgehead }

export const listedTwice = (of: string): Doubt => ({ missing: 'whether a licence that is listed twice is held twice', of })
