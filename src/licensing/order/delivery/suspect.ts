/** What looks wrong in a licence line that counts all the same: no source tells that it is refused. */
import { macDigits } from '../../../model/mac.ts'
import type { Remark } from './delivery.ts'
import type { DeliveredLine } from './share.ts'

/** Beside the line, once more, what is told of its file: there only the first of several lines is named. */
export function suspicions({ grant, host, remark, warnings }: DeliveredLine): readonly Remark[] {
  const { line } = grant
  if (!line) return []
  const found = warnings
    .filter(({ cites }) => cites.some(({ fact }) => fact === 'license-signatures'))
    .map(({ message }) => remark('suspect', message, 'license-signatures'))
  if (line.vendor !== 'cisco')
    found.push(
      remark(
        'suspect',
        `the vendor \`${line.vendor.slice(0, longest)}\`, but a licence file of Cisco names \`cisco\` (inferred)`,
        'license-vendor',
      ),
    )
  const origin = macDigits(line.vendorString.find(({ name }) => name === 'OrigMacId')?.value)
  if (origin !== undefined && host && !host.any && host.macs.length > 0 && !host.macs.includes(origin)) {
    const message = `the host id is ${host.macs.join(', ')}, but OrigMacId beside it is ${origin}; in the files at hand both are one MAC (inferred)`
    found.push(remark('suspect', message, 'license-names-one-mac'))
  }
  if (!/^\d+(?:\.\d+)*$/.test(line.version)) {
    const message = `\`${line.version.slice(0, longest)}\` is no version that can be read, so that its release class is not judged`
    found.push(remark('not-understood', message, 'license-version-reaches-release'))
  }
  return found
}

const longest = 40
