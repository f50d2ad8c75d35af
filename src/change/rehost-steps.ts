/** How a licence is tied to another host, where the order has no request for it: because the spec does not say which licence, or lists it elsewhere. */

import type { Step } from '../licensing/order/order.ts'
import { pairOf } from '../licensing/order/request/asking.ts'
import { askByMail, keepOld } from '../licensing/order/request/rehost-mail.ts'
import { lookInFile } from '../licensing/order/request/step.ts'
import { installFiles, lookAtSecondary, lookInViewer, runFailoverWizard } from '../licensing/order/request/wizard.ts'
import type { Fleet } from '../model/fleet.ts'
import { licenseMac } from '../model/license-mac.ts'
import type { Host, Machine } from './host.ts'

export function rehostSteps(fleet: Fleet, machine: Machine, from: Host, to: Host): Step[] {
  const { owner } = to
  if (to.kind === 'dongle') return [onDongle(owner.name, from, to)]
  const old = [{ digits: from.id ?? '', place: from.place ?? machine, adapter: undefined }]
  const pair = 'role' in owner ? pairOf(fleet, owner) : undefined
  const inFile = [...askByMail(old), lookInFile({ mac: licenseMac(owner), failover: pair !== undefined, ordered: false })]
  if (!('role' in owner)) return [...inFile, onBridge(owner)]
  // Whoever leads the pair now has not led it before.
  const led = pair && owner.release && machine !== owner ? runFailoverWizard(pair, owner.release) : []
  return [
    ...inFile,
    ...installFiles(owner.name, 'the licence file that came', { keep: keepOld(old) }),
    lookInViewer(owner.name, 'It must show what the licence for the old MAC granted'),
    ...led,
    ...(pair ? [lookAtSecondary(pair)].flat() : []),
  ]
}

const onDongle = (on: string, from: Host, to: Host): Step => ({
  phase: 'request',
  on: undefined,
  says: `Ask the licensing team how the licences of the dongle ${from.id ?? ''} come to the dongle ${to.id ?? 'that is there now'} of ${on}: no source at hand says it.`,
  facts: ['host-is-dongle'],
})

const onBridge = ({ name, spec }: Machine): Step => ({
  phase: 'install',
  on: name,
  says: `Install the licence on ${name}, as the guide of Bridge ${spec.version} tells.`,
  facts: [],
})
