import { byFile } from '../knowledge/knowledge.ts'
import type { FailoverPair, Fleet } from '../model/fleet.ts'
import { noRelease } from '../model/missing.ts'
import { at } from '../model/part.ts'
import type { Gap, Problem, Rule } from './rule.ts'

function* checkPair(fleet: Fleet, pair: FailoverPair): Iterable<Problem | Gap> {
  const { primary, secondary, spec } = pair
  if (!primary || !secondary) {
    const role = primary ? 'secondary' : 'primary'
    yield { at: at(pair, role), missing: `the server that is named as ${role}`, of: spec[role] }
    return
  }
  if (!primary.release) {
    yield { at: at(pair, 'primary'), ...noRelease(primary.name) }
    return
  }
  // One server twice is no pair, which another rule says.
  if (primary === secondary || !byFile(primary.release)) return
  const { wizardRunOn } = spec
  const lacking = [primary, secondary].filter(({ name }) => !wizardRunOn?.includes(name)).map(({ name }) => name)
  if (!wizardRunOn) {
    yield { at: pair, missing: 'the servers on which the failover wizard has run', of: secondary.name }
    return
  }
  const place = at(pair, 'wizardRunOn')
  const strangers = wizardRunOn.filter((name) => name !== primary.name && name !== secondary.name)
  if (lacking.length > 0 && strangers.some((name) => !fleet.serverNamed.has(name))) {
    yield { at: place, missing: 'every server on which the failover wizard has run', of: secondary.name }
  } else if (lacking.length > 0) {
    const ran = wizardRunOn.length > 0 ? `on ${wizardRunOn.join(' and ')}` : 'on no server'
    yield {
      at: place,
      message: `the failover wizard has run ${ran}, but not on ${lacking.join(' and ')}; until it has run on both, ${secondary.name} is not enabled`,
      server: secondary.name,
    }
  } else {
    for (const name of strangers) {
      if (!fleet.serverNamed.has(name)) continue
      const message = `the failover wizard has run on ${name}, which is not a server of this pair`
      yield { at: at(pair, 'wizardRunOn', wizardRunOn.indexOf(name)), message, severity: 'warning', consequence: 'advice', server: name }
    }
  }
}

export default {
  id: 'failover-wizard-run',
  title: 'From 4.0 on the failover wizard has run on both servers of a pair',
  severity: 'error',
  consequence: 'unlicensed',
  rationale:
    'The wizard is what brings the licences of the primary to the secondary. Where it has run on one server alone the secondary shows no licensed feature, which comes to light when the primary fails.',
  parts: ['failoverPairs'],
  cites: ['failover-wizard-on-both', 'failover-replicates'],

  *check(fleet) {
    for (const pair of fleet.pairs) yield* checkPair(fleet, pair)
  },

  good: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - { name: SYD-UNITY1, version: 4.0(5) }
  - { name: SYD-UNITY2, version: 4.0(5) }
failover:
  - { primary: SYD-UNITY1, secondary: SYD-UNITY2, wizardRunOn: [SYD-UNITY2, SYD-UNITY1] }
`,
  ],
  bad: [
    `
apiVersion: cuspec/v1
kind: Deployment
metadata: { name: sydney }
servers:
  - { name: SYD-UNITY1, version: 4.0(5) }
  - { name: SYD-UNITY2, version: 4.0(5) }
failover:
  - primary: SYD-UNITY1
    secondary: SYD-UNITY2
    wizardRunOn: [SYD-UNITY1] # <- the failover wizard has run on SYD-UNITY1, but not on SYD-UNITY2; until it has run on both, SYD-UNITY2 is not enabled
`,
  ],
} satisfies Rule
