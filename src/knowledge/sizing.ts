/** What was published about sizing a server. */
import type { Fact, RangedFact } from './fact.ts'
import sizing from './sizing.json' with { type: 'json' }

export { sizing }

/** How many bits a second of a message takes. */
export interface CodecFact extends Fact {
  readonly codec: 'g711' | 'g729a'
  readonly bitsPerSecond: number
}

export interface Sizing {
  readonly byUsers: Fact & { readonly usersPerPort: number; readonly indicatorPorts: number; readonly notificationPorts: number }
  readonly split: Fact & { readonly answeringPercent: number }
  readonly byTraffic: Fact
  readonly answering: Fact
  readonly sip: RangedFact
  readonly amisDelivery: RangedFact
  readonly amisQueue: RangedFact & { readonly messagesPerCall: number }
  readonly amisLength: RangedFact & { readonly minutes: number }
  readonly pimg: RangedFact & { readonly portsPerUnit: number }
  readonly codecs: readonly CodecFact[]
  readonly storage: RangedFact & { readonly leastMinutes: number; readonly mostMinutes: number }
  readonly outsideMessage: RangedFact & { readonly mostSeconds: number }
}

/** How many bits a second of a message takes in a codec. Throws for a codec that has no fact, which is a fault of ours. */
export function codecRate(codec: CodecFact['codec']): CodecFact {
  const found = sizing.codecs.find((fact) => fact.codec === codec)
  if (!found) throw new Error(`no fact is about the codec ${codec}`)
  return found
}
