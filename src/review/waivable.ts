/** Which rules may be waived, and why the others may not. */
import type { Settings } from './settings.ts'

/** Why no one may waive a rule, or put its findings into a baseline, wherever they stand. */
const never: ReadonlyMap<string, string> = new Map([
  ...['yaml-syntax', 'schema'].map((rule) => [rule, 'a document that is not read must not look clean'] as const),
  ...['waiver-sound', 'waiver-unexpired', 'waiver-used'].map((rule) => [rule, 'mend or remove the waiver that it is about'] as const),
])

/** Why a rule cannot be waived; undefined where it can. */
export const refusal = (rule: string, { locked }: Settings): string | undefined =>
  never.get(rule) ?? (locked.has(rule) ? 'it is locked in the configuration' : undefined)
