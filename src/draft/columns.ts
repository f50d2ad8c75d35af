/** What the columns of an inventory are called. */
import { didYouMean } from '../source/suggest.ts'
import type { Saying } from './said.ts'

export interface Column {
  readonly saying: Saying
  /** What stands before the text of its cells, where several columns say one thing. */
  readonly prefix?: string
}

/** The first spelling is the one that is suggested. */
const known: readonly (readonly [Column, readonly string[]])[] = [
  [{ saying: 'name' }, ['name', 'server', 'server name', 'host', 'host name']],
  [{ saying: 'role' }, ['role', 'server role']],
  [{ saying: 'primary' }, ['primary', 'primary server', 'failover of', 'stands in for']],
  [{ saying: 'version' }, ['version', 'release', 'unity version', 'unity release', 'software version']],
  [{ saying: 'platform' }, ['platform', 'model', 'server model', 'hardware']],
  [{ saying: 'store' }, ['message store', 'store', 'message store type', 'store type']],
  [{ saying: 'store' }, ['message store version', 'store version']],
  [{ saying: 'store' }, ['message store location', 'store location']],
  [{ saying: 'store' }, ['message store mode', 'store mode']],
  [{ saying: 'phone' }, ['phone systems', 'phone system']],
  [{ saying: 'codec' }, ['codec']],
  [{ saying: 'ports' }, ['ports', 'voice ports']],
  [{ saying: 'users' }, ['users']],
  [{ saying: 'users', prefix: 'voiceMail=' }, ['voice mail users', 'voice mail', 'vm users']],
  [{ saying: 'users', prefix: 'unifiedMessaging=' }, ['unified messaging users', 'unified messaging', 'um users']],
  [{ saying: 'users', prefix: 'inbox=' }, ['inbox users', 'inbox', 'vmi users']],
  [{ saying: 'ttsSessions' }, ['tts sessions', 'tts']],
  [{ saying: 'languages' }, ['languages', 'language']],
  [{ saying: 'features' }, ['features']],
  [{ saying: 'maxMessageSeconds' }, ['max message seconds', 'message seconds']],
  [{ saying: 'mac' }, ['mac', 'mac address', 'mac addresses', 'macs', 'mac 1', 'nic 1']],
  [{ saying: 'mac' }, ['mac 2', 'nic 2']],
  [{ saying: 'teamMac' }, ['team mac', 'virtual mac']],
  [{ saying: 'dongle' }, ['dongle', 'dongle serial']],
]

const fold = (name: string): string => name.toLowerCase().replace(/[\s_.:()/-]/g, '')
const byName: ReadonlyMap<string, Column> = new Map(
  known.flatMap(([column, names]) => names.map((name): [string, Column] => [fold(name), column])),
)

/** The columns by the names that are suggested, each once. */
export const columnNames: readonly string[] = known.flatMap(([, [name]]) => name ?? [])

/** The column that a name stands for, whatever its capitals, blanks, hyphens and dots. */
export const columnOf = (name: string): Column | undefined => byName.get(fold(name))

/** The column that a name may have been meant to be, as the end of a message. */
export const meant = (name: string): string => didYouMean(name.trim(), columnNames)

/** Whether a cell says that nothing is known: empty, a dash, or one of the words for it. */
export const isUnknown = (text: string): boolean => /^(?:|-+|–|—|\?+|n\/?a|unknown|not known|tbd|tba)$/i.test(text.trim())
