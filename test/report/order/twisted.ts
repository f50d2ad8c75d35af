/** Orders in which every text that comes from a spec or a price book is another one. */
import type { Because, LicenseRequest, OpenItem, Order } from '../../../src/licensing/order/order.ts'
import type { Where } from '../../../src/report/address.ts'
import { visible } from '../../../src/report/visible.ts'
import { realistic, where } from './orders.ts'

type Twist = (text: string) => string

const optional = (twist: Twist, text: string | undefined): string | undefined => (text === undefined ? undefined : twist(text))

/** Places stay the same objects, so that `whereTwisted` knows them. */
export function twisted(order: Order, twist: Twist): Order {
  const because = (all: readonly Because[]): Because[] => all.map((each) => ({ ...each, of: twist(each.of) }))
  const open = (items: readonly OpenItem[]): OpenItem[] =>
    items.map((item) => ({ ...item, of: twist(item.of), missing: twist(item.missing), find: optional(twist, item.find) }))
  const request = (each: LicenseRequest): LicenseRequest => ({
    ...each,
    of: twist(each.of),
    title: twist(each.title),
    why: twist(each.why),
    fields: each.fields.map((field) => ({
      ...field,
      label: twist(field.label),
      value: optional(twist, field.value),
      why: optional(twist, field.why),
    })),
    steps: each.steps.map((step) => ({ ...step, on: optional(twist, step.on), says: twist(step.says) })),
    open: open(each.open),
  })
  return {
    ...order,
    growth: order.growth.map(twist),
    ledger: order.ledger.map((line) => ({
      ...line,
      of: twist(line.of),
      ...(line.shared && { shared: { ...line.shared, name: twist(line.shared.name) } }),
      because: because(line.because),
      doubts: line.doubts.map((doubt) => ({ missing: twist(doubt.missing), of: twist(doubt.of) })),
    })),
    proofs: order.proofs.map((proof) => ({ ...proof, pool: twist(proof.pool) })),
    lines: order.lines.map((line) => ({
      ...line,
      holder: twist(line.holder),
      pool: optional(twist, line.pool),
      item: line.item && {
        ...line.item,
        partNumber: twist(line.item.partNumber),
        description: optional(twist, line.item.description),
        book: twist(line.item.book),
      },
      expiring: line.expiring.map(twist),
      because: because(line.because),
    })),
    blocked: order.blocked.map((each) => ({ ...each, of: twist(each.of), reason: twist(each.reason) })),
    totals: order.totals.map((total) => (total.kind === 'fleet' ? total : { ...total, of: twist(total.of) })),
    requests: order.requests.map(request),
    open: open(order.open),
    optimality: { ...order.optimality, unproven: order.optimality.unproven.map(twist) },
  }
}

const whereTwisted =
  (twist: Twist): Where =>
  (place) => {
    const found = where(place)
    return { ...found, file: twist(found.file), path: found.path.map((step) => (typeof step === 'string' ? twist(step) : step)) }
  }

/** What has been used to break out of one format or another. */
const evils: readonly string[] = [
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-2+3',
  '@SUM(1)',
  '\t=1+1',
  '\r\n=1+1',
  '＝1+1',
  ' \u00A0=1+1',
  'a;=1+1',
  '";=1+1',
  "'=1+1",
  'a"b,c\nd',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '<b>bold</b> <!-- away',
  '<!-- away',
  '<?x <script ',
  ']]>',
  '&lt;b&gt; &amp; &#64;x',
  '| a | b |',
  'a\\|b \\\\| c',
  'http://evil.example\\|x|y',
  '`code` ``two`` ` one',
  '```',
  '~~~',
  '[x](javascript:alert(1)) ![x](http://evil.example/x.png) [y]: http://evil.example',
  'ask @everyone #1 !2 gh-3 a/b#4 $5x ~bug %1 :tada: https://evil.example www.evil.example me@evil.example',
  '<https://evil.example>',
  '- [x] done',
  '# head',
  '1. one',
  '2) two',
  '+ three',
  '---',
  '> quoted',
  '    indented',
  'line\n\n# head\n\n- [x] done\n',
  '/close',
  '**bold** _slant_ ~~gone~~ $x$ {{x}}',
  'end\\',
  '\u001B[31mred\u001B]8;;http://evil.example\u0007',
  '\u202Egnp.exe\u2066',
  'a\u0000b\u0085c\u2028d',
  '\uD800 alone \uDC00',
  '\uFFFE \uFEFF\u200B',
  '_x0041_ _x000D_',
  '\u00E9\u4E2D\u{1F600}',
  'A'.repeat(5000),
  `${'A '.repeat(2500)}end`,
]

export interface Hostile {
  /** The text as it can be shown in the name of a test. */
  readonly name: string
  readonly evil: string
  readonly order: Order
  readonly where: Where
}

/** The realistic order once for each. Texts stay different from each other, as names have to. */
export const hostile: readonly Hostile[] = evils.map((evil) => {
  const twist: Twist = (text) => `${evil}${text}`
  return { name: visible(evil).slice(0, 40), evil, order: twisted(realistic, twist), where: whereTwisted(twist) }
})

/** What neither a terminal nor a page may get, new lines apart. */
export const unseen = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u
