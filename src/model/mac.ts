/** MAC addresses and host ids as people write them. */

export type Mac =
  /** Twelve upper-case hexadecimal digits, as the licence form wants them. */
  { readonly digits: string } | { readonly fault: string }

const spellings = [
  /^(?:[0-9A-Fa-f]{2}-){5}[0-9A-Fa-f]{2}$/,
  /^(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}$/,
  /^(?:[0-9A-Fa-f]{4}\.){2}[0-9A-Fa-f]{4}$/,
  /^[0-9A-Fa-f]{12}$/,
]

/** Reads a MAC address in any of the four spellings that specs allow, and says what is wrong with any other. */
export function readMac(written: string): Mac {
  const digits = written.replace(/[-:.]/g, '').toUpperCase()
  const stray = /[^0-9A-F]/.exec(digits)?.[0]
  if (stray !== undefined) return { fault: `\`${stray}\` is no hexadecimal digit` }
  if (digits.length !== 12)
    return { fault: `${digits.length} hexadecimal digit${digits.length === 1 ? '' : 's'}, but a MAC address has 12` }
  if (!spellings.some((spelling) => spelling.test(written))) {
    return { fault: 'its separators are out of place; write 00-0B-CD-11-22-33, 00:0b:cd:11:22:33, 000b.cd11.2233 or 000BCD112233' }
  }
  if (/^0+$/.test(digits)) return { fault: 'all zeros belong to no adapter' }
  if (Number.parseInt(digits.slice(1, 2), 16) % 2 === 1)
    return { fault: `its first octet ${digits.slice(0, 2)} is odd, which marks a group address; no adapter has one` }
  return { digits }
}

/** The digits of a MAC address that is well formed. */
export function macDigits(written: string | undefined): string | undefined {
  const mac = written === undefined ? undefined : readMac(written)
  return mac && 'digits' in mac ? mac.digits : undefined
}

export interface HostId {
  /** Digits of the MAC addresses named. */
  readonly macs: readonly string[]
  /** Whether it ties the licence to no machine. */
  readonly any: boolean
  /** Host ids of other kinds, such as `ID=1234`, which no spec can be held against. */
  readonly others: readonly string[]
  /** What is wrong with it. */
  readonly faults: readonly string[]
}

const otherKinds = /^(?:COMPOSITE|DISPLAY|HOSTNAME|ID|USER|INTERNET|VDH|FLEXID)=./i

/** Reads a host id: a MAC address, several separated by blanks, `ANY`, `DEMO`, or a kind named before `=`. */
export function readHostId(written: string): HostId {
  const macs: string[] = []
  const others: string[] = []
  const faults: string[] = []
  let any = false
  const words = written.split(/\s+/).filter(Boolean)
  if (words.length === 0) faults.push('it names no host')
  for (const word of words) {
    if (word === 'ANY' || word === 'DEMO') any = true
    else if (/^(?:any|demo)$/i.test(word)) faults.push(`write ${word.toUpperCase()} in capitals`)
    else if (word.includes(',')) faults.push('host ids are separated by blanks, not by commas')
    else if (otherKinds.test(word)) others.push(word)
    else {
      const mac = readMac(word)
      if ('digits' in mac) macs.push(mac.digits)
      else faults.push(mac.fault)
    }
  }
  return { macs, any, others, faults }
}
