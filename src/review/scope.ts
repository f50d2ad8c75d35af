/** Which findings lie in the scope of a waiver. */
import type { Report } from '../check.ts'
import type { Finding, Path } from '../finding.ts'
import type { Frozen, Place } from '../model/part.ts'
import type { WaiversSpec } from '../source/spec/waivers.ts'
import { pathsByName } from './identity.ts'

/** Whether nothing is there of which waivers could speak: a run of their documents alone, as hooks of changed files make it. */
export const isBare = ({ servers, bridges, pools }: Report['fleet']): boolean => servers.length + bridges.length + pools.length === 0

export type Scope = Frozen<WaiversSpec>['waivers'][number]['scope']

/** Makes of a scope the question whether a finding lies in it. Of several things that it says all must hold. */
export function scopes(report: Report, nameOf: (file: string) => string): (scope: Scope) => (finding: Finding) => boolean {
  const { fleet } = report
  const named = pathsByName(fleet)
  const documents = new Map([...fleet.documentNames].map(([{ file, number }, name]) => [JSON.stringify([file, number]), name]))
  const namingsOf = new Map([...fleet.namings].map(([{ file }, namings]) => [file, namings]))
  const machinesOf = (finding: Finding) => namingsOf.get(finding.file)?.map(({ machine }) => machine.name)
  // A licence file belongs to the documents that name it.
  const documentsOf = (finding: Finding) =>
    namingsOf.get(finding.file)?.map(({ license }) => fleet.documentNames.get(license.document)) ?? [
      documents.get(JSON.stringify([finding.file, finding.document])),
    ]

  const isIn = (finding: Finding, part: Place | undefined): boolean =>
    part !== undefined &&
    finding.file === part.document.file &&
    finding.document === part.document.number &&
    part.path.every((step, index) => finding.path[index] === step)
  /** Of a file that several name, a finding is about a machine where it says so, or where no other names it. */
  const concerns = (finding: Finding, name: string, part: Place | undefined): boolean =>
    finding.server === name || isIn(finding, part) || (finding.server === undefined && sameAll(machinesOf(finding), name))

  return ({ server, bridge, pool, document, file, path }) => {
    const part = [server, bridge, pool].some((name) => name !== undefined)
    return (finding) =>
      (server === undefined || concerns(finding, server, fleet.serverNamed.get(server))) &&
      (bridge === undefined || concerns(finding, bridge, fleet.bridgeNamed.get(bridge))) &&
      (pool === undefined || isIn(finding, fleet.poolNamed.get(pool))) &&
      (document === undefined || sameAll(documentsOf(finding), document)) &&
      (file === undefined || nameOf(finding.file) === file) &&
      (path === undefined || begins(named(finding).slice(part ? 2 : 0), path))
  }
}

const sameAll = (names: readonly (string | undefined)[] | undefined, name: string): boolean =>
  names?.every((each) => each === name) ?? false

const begins = (path: Path, start: readonly string[]): boolean => start.every((step, index) => String(path[index]) === step)
