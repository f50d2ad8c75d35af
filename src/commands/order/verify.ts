/** `cuspec order --verify`: what came back, held against the order. */
import { openDeliveries } from '../../licensing/order/delivery/open.ts'
import type { Order } from '../../licensing/order/order.ts'
import { verify } from '../../licensing/order/verify.ts'
import type { Fleet } from '../../model/fleet.ts'
import { verifiedText } from '../../report/order/verified.ts'
import { verifiedJson } from '../../report/order/verified-json.ts'
import type { Paint } from '../../report/paint.ts'
import { openAll } from '../../source/typed.ts'
import { exits } from '../exits.ts'
import { type Output, put } from '../outputs.ts'
import { say } from '../print.ts'

export const verifyFormats = ['text', 'json'] as const
export type VerifyFormat = (typeof verifyFormats)[number]

export interface Returned {
  readonly files: readonly string[]
  /** The name that standard input stands for. */
  readonly standard: string
  /** The day on which it is judged, as YYYY-MM-DD. */
  readonly asOf: string
}

/** Reads the files that came back, reports, and returns the exit code: 1 where something is short. */
export async function verifyReturned(
  order: Order,
  fleet: Fleet,
  { files, standard, asOf }: Returned,
  outputs: readonly Output<VerifyFormat>[],
  paint: (output: Output<string>) => Paint,
): Promise<number> {
  const { inputs, failures } = openAll(files, standard)
  for (const { path, reason } of failures) say(`${path}: ${reason}`)
  if (inputs.length === 0) return exits.notDone
  const verification = verify(order, fleet, await openDeliveries(inputs, asOf))
  for (const output of outputs)
    put(output, output.format === 'json' ? verifiedJson(verification) : verifiedText(verification, paint(output)))
  if (failures.length > 0) return exits.notDone
  return verification.short ? exits.findings : exits.clean
}
