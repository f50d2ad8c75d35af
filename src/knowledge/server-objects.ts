/** Objects of CISCO-UNITY-MIB (2005-12-12) by which a server tells what it is called, and what each of its ports is set to do. */

const infos = '1.3.6.1.4.1.9.9.385.1.1'

/** By the name of the object, its number in the module. */
const columns = {
  ciscoUnityName: `${infos}.1.1.2`,
  ciscoUnityVersion: `${infos}.1.1.3`,
  ciscoUnityPortEnabled: `${infos}.2.1.5`,
  ciscoUnityPortAnswerCalls: `${infos}.2.1.6`,
  ciscoUnityPortMessageNotif: `${infos}.2.1.7`,
  ciscoUnityPortDialoutMWI: `${infos}.2.1.8`,
  ciscoUnityPortAMISDelivery: `${infos}.2.1.9`,
  ciscoUnityPortTRAPConnection: `${infos}.2.1.10`,
} as const

export type ServerObject = keyof typeof columns

/** The work of a port, and the object that says whether it does it. */
export const portWork = [
  ['answer', 'ciscoUnityPortAnswerCalls'],
  ['notification', 'ciscoUnityPortMessageNotif'],
  ['mwi', 'ciscoUnityPortDialoutMWI'],
  ['amis', 'ciscoUnityPortAMISDelivery'],
  ['trap', 'ciscoUnityPortTRAPConnection'],
] as const satisfies readonly (readonly [string, ServerObject])[]

/** The row of a table that a name such as `ciscoUnityPortEnabled.12` stands for, of one object; undefined where it is another. */
export function rowOf(name: string, object: ServerObject): string | undefined {
  for (const prefix of [`${object}.`, `${columns[object]}.`]) if (name.startsWith(prefix)) return name.slice(prefix.length)
  return undefined
}
