/** What rules ask of the number of ports, of what ports do, and of the length of messages. FAQ is the Cisco Unity Licensing FAQ, document 23277. */
import { describe, expect, test } from 'vitest'
import { check } from '../../src/check.ts'
import { deployment, expectMarked } from '../model/judged.ts'

/** A server whose ports are on the line of the mark. */
const server = (ports: string, more = '', mark = '', name = 'SYD-UNITY1', version = '4.0(5)'): string =>
  `  - name: ${name}\n    version: ${version}\n    ports: ${ports}${mark}\n${more ? `    ${more}\n` : ''}`

const group = (count: number, ...does: string[]): string => `{ count: ${count}${does.length > 0 ? `, does: [${does.join(', ')}]` : ''} }`

describe('ports for users', () => {
  const sized = (ports: string, more: string, mark = '') =>
    expectMarked('ports-sized', deployment(`servers:\n${server(ports, more, mark)}`))

  // Forum thread "Unity", which quotes a Cisco Press book: 550 users, so 28 ports, and 2 and 2: 32.
  test('are as many as the rule of thumb gives', async () => {
    await sized('[{ count: 32 }]', 'users: { voiceMail: 550 }')
    await sized('[{ count: 31 }]', 'users: { voiceMail: 550 }', ' # <- note advice 31 550 32 27.5 28')
    await sized('[{ count: 32 }]', 'users: { voiceMail: 561 }', ' # <- note advice 32 561 33 29')
    await sized('[{ count: 4 }]', 'users: { voiceMail: 1 }', ' # <- note advice 4 1 5')
  })

  // The book speaks of users; that their kinds count alike is inferred.
  test('count users of all kinds', async () => {
    await sized('[{ count: 32 }]', 'users: { voiceMail: 300, unifiedMessaging: 200, inbox: 60 }')
    await sized('[{ count: 32 }]', 'users: { voiceMail: 300, unifiedMessaging: 200, inbox: 61 }', ' # <- note advice 32 561 33')
  })

  // What a spec leaves out is unknown, and a server without users has no use for a rule by users.
  test('are not asked for where nothing is known of users or ports', async () => {
    await sized('[{ count: 2 }]', '')
    await sized('[{ count: 2 }]', 'users: {}')
    await sized('[{ count: 2 }]', 'users: { voiceMail: 0 }')
    await expectMarked('ports-sized', deployment('servers: [{ name: A, version: 4.0(5), users: { voiceMail: 550 } }]'))
  })

  // Ports are paid for each, but no source says how many are too many.
  test('may be more', () => sized('[{ count: 400 }]', 'users: { voiceMail: 20 }'))

  // The book leaves 28 of 32 to answer, a guide quoted in "unity licenes" 75 %, which is 24; a server that keeps either is fine.
  test('answer as either rule of thumb has it', async () => {
    const users = 'users: { voiceMail: 550 }'
    const split = (answering: number, all = 32): string => `[${group(answering, 'answer')}, ${group(all - answering, 'mwi')}]`
    await sized(split(28), users)
    await sized(split(24), users)
    await sized(split(23), users, ' # <- note advice 23 32 28 550 24')
    await sized(split(28, 60), users)
    await sized(split(27, 60), users, ' # <- note advice 27 60 28 550 45')
    // Ports that both answer and dial out answer; of those that do not say, it is not known.
    await sized(`[${group(12, 'answer')}, ${group(20, 'answer', 'mwi')}]`, users)
    await sized(`[${group(12, 'mwi')}, ${group(20)}]`, users, ' # <- note advice at most 20 32')
    await sized(`[${group(8, 'mwi')}, ${group(24)}]`, users)
  })
})

describe('ports for traffic', () => {
  const sized = (ports: string, traffic: string, mark = '', more = '') =>
    expectMarked('ports-sized', deployment(`servers:\n${server(ports, `traffic: { ${traffic} }${more}`, mark)}`))
  const busy = 'busyHourCalls: 420, averageCallSeconds: 75'

  // 420 calls of 75 s are 8.75 erlangs; Erlang B by scipy: 0.0169 on 15 ports, 0.00902 on 16.
  test('are as many as Erlang B gives for the stated share', async () => {
    await sized('[{ count: 16 }]', `${busy}, blocking: 0.01`)
    await sized('[{ count: 15 }]', `${busy}, blocking: 0.01`, ' # <- note advice at most 15 0.01 16 8.75')
    await sized('[{ count: 15 }]', `${busy}, blocking: 0.02`)
  })

  test('are those that answer', async () => {
    await sized(`[${group(16, 'answer', 'mwi')}]`, `${busy}, blocking: 0.01`)
    await sized(`[${group(15, 'answer')}, ${group(9, 'mwi')}]`, `${busy}, blocking: 0.01`, ' # <- note advice 15 answer 16')
    await sized(`[${group(15, 'answer')}, ${group(1)}]`, `${busy}, blocking: 0.01`)
  })

  // No source gives a share, so the one that results is shown and not judged; then users count.
  test('without a stated share are not judged', async () => {
    await sized(
      '[{ count: 12 }]',
      `${busy} } # ?? SYD-UNITY1: may be blocked; at best, 420 × 75 s / 3,600 s = 8.75 erlangs; by Erlang B 12 ports block 7.46 %\n    users: { voiceMail: 160`,
    )
    await sized('[{ count: 12 }]', `${busy} } # ?? SYD-UNITY1: 7.46 %\n    users: { voiceMail: 161`, ' # <- note advice 12 161 13')
  })

  // What is measured says more than a rule of thumb.
  test('go before ports for users', () => sized('[{ count: 16 }]', `${busy}, blocking: 0.01`, '', '\n    users: { voiceMail: 5000 }'))

  test('are worked out within bounds', async () => {
    const heavy = 'averageCallSeconds: 3600, busyHourCalls'
    for (const calls of ['10001', '1.0e+6', '1.0e+300'])
      await sized(
        '[{ count: 2147483647 }]',
        `${heavy}: ${calls}, blocking: 0.01 } # ?? SYD-UNITY1: traffic that a server can carry\n    users: { inbox: 20`,
      )
    await sized('[{ count: 2147483647 }, { count: 2147483647 }]', `${heavy}: 10000, blocking: 1.0e-300`)
    await sized('[{ count: 16 }]', 'busyHourCalls: 0, averageCallSeconds: 0, blocking: 0.01')
  })
})

// "About License Requirements for Failover" and the forum's answer on 7.0: a pair has the capacity of one server.
test('a secondary is not sized beside its primary', async () => {
  const pair = 'failover: [{ primary: SYD-UNITY1, secondary: SYD-UNITY2 }]\n'
  const users = 'users: { voiceMail: 550 }'
  const both = (mark: string): string =>
    `servers:\n${server('[{ count: 32 }]', users)}${server('[{ count: 24 }]', users, mark, 'SYD-UNITY2')}`
  await expectMarked('ports-sized', deployment(`${both('')}${pair}`))
  await expectMarked('ports-sized', deployment(both(' # <- note advice 24 550 32')))
})

describe('the work of ports', () => {
  const work = (ports: string, more = '', mark = '', version = '4.0(5)') =>
    expectMarked('ports-do-their-work', deployment(`servers:\n${server(ports, more, mark, 'SYD-UNITY1', version)}`))

  // Troubleshooting Guide 4.0(4): calls that are sent to ports which do not answer.
  test('some port answers', async () => {
    await work(`[${group(1, 'answer', 'mwi')}, ${group(4, 'notification')}]`)
    await work(`[${group(4, 'mwi', 'notification', 'trap')}]`, '', ' # <- error degraded 4 none')
    await work(`[${group(0, 'answer')}, ${group(4, 'mwi')}]`, '', ' # <- error degraded 4 none')
    await work(`[${group(4, 'mwi')}, ${group(4)}]`, '', ' # ?? SYD-UNITY1: what its voice ports do')
    await work('[]')
  })

  // Toshiba guide for 4.0: the setting for AMIS delivery limits what goes out, and all ports take what comes in.
  test('some port delivers AMIS messages', async () => {
    const amis = 'features: [vpim, amis]'
    await work(`[${group(4, 'answer', 'amis')}]`, amis)
    await work(`[${group(4, 'answer')}]`, 'features: [vpim]')
    await work(`[${group(4, 'answer')}, ${group(0, 'amis')}]`, amis, ' # <- warning degraded AMIS 4 none (inferred)')
    await work(`[${group(4, 'answer')}, ${group(4)}]`, amis, ' # ?? SYD-UNITY1: what its voice ports do')
    await work(`[${group(4, 'answer')}]`, amis, ' # ?? SYD-UNITY1: whether 4.1(1) delivers AMIS messages', '4.1(1)')
    await work(`[${group(4, 'answer')}]`, amis, ' # ?? SYD-UNITY1: a known release', '4.0(6)')
  })

  // SIP integration guides of 5.x, with Unified CM and with its Express edition: Answer Calls is checked for every port.
  test('over SIP every port of 5.x answers', async () => {
    const sip = 'phoneSystems: [{ name: ccm1, integration: sip }, { name: ccm2, integration: sip }]'
    const mixed = sip.replace('sip', 'sccp')
    const ports = `[${group(8, 'answer')}, ${group(1, 'mwi')}, ${group(2, 'notification')}]`
    await work(`[${group(8, 'answer')}, ${group(2, 'answer', 'mwi')}, ${group(2)}]`, sip, '', '5.0(1)')
    await work(ports, sip, ' # <- error degraded 3 5.0(1)', '5.0(1)')
    await work(`[${group(8, 'answer')}, ${group(1, 'mwi')}]`, sip, ' # <- error degraded 1 port does', '5.0(1)')
    await work(ports, mixed, ' # ?? SYD-UNITY1: those over SIP', '5.0(1)')
    await work(ports, sip.replaceAll('sip', 'sccp'), '', '5.0(1)')
    // One mistake, one finding.
    await work(`[${group(1, 'mwi')}]`, sip, ' # <- error degraded none', '5.0(1)')
  })

  // Those guides are of 5.x alone.
  test.each(['4.2(1)', '7.0(2)', '"8.0"'])('over SIP in %s is not checked', async (version) => {
    const sip = 'phoneSystems: [{ name: ccm1, integration: sip }]'
    await work(
      `[${group(8, 'answer')}, ${group(1, 'mwi')}]`,
      sip,
      ` # ?? SYD-UNITY1: has to answer in ${version.replaceAll('"', '')}`,
      version,
    )
    await work(`[${group(8, 'answer')}]`, sip, '', version)
  })

  // "Unity: PIMG integration": eight ports a unit, from 4.0(4) on; units add up.
  test('over PIMG come in units', async () => {
    const pimg = 'phoneSystems: [{ name: pbx, integration: pimg }]'
    await work(`[${group(16, 'answer')}]`, pimg)
    await work(`[${group(9, 'answer')}]`, pimg, ' # <- note advice 9 8 1.13 2 16')
    await work(`[${group(9, 'answer')}]`, pimg, ' # <- note advice 9 8 1.13 2 16', '4.0(4)')
    // Which ports go to which phone system is not stated; and PIMG before its release is for another rule.
    await work(`[${group(9, 'answer')}]`, 'phoneSystems: [{ name: pbx, integration: pimg }, { name: ccm1, integration: sccp }]')
    await work(`[${group(9, 'answer')}]`, pimg, '', '4.0(3)')
  })
})

describe('the length of messages', () => {
  const length = (seconds: string, licenses: string, version = '4.0(5)', rest = '') =>
    expectMarked(
      'message-length-licensed',
      deployment(
        `servers:\n  - name: SYD-UNITY1\n    version: ${version}\n    maxMessageSeconds: ${seconds}\n${licenses && `    licenses: ${licenses}\n`}${rest}`,
      ),
    )
  const granted = '[{ kind: declared, expires: permanent, entitlements: { unlimitedMessageLength: true } }]'
  const withheld = granted.replace('true', 'false')

  // FAQ "Are there any demo license files supported on Cisco Unity 4.0?": the default file allows 30 seconds.
  test('is 30 seconds without a licence', async () => {
    await length('30', '[{ kind: default }]')
    // Of the default licence its own rule says so.
    await length('31', '[{ kind: default }]')
    await length('31 # <- error unlicensed 31 30', withheld)
    await length('300', granted)
    const expired = granted.replace('permanent', '2006-12-31')
    await length('300 # <- error unlicensed 300 30 2006-12-31', expired)
  })

  // The FAQ speaks of releases up to 4.x; and no licence for length is known of 3.x.
  test('is inferred after 4.x, and unknown before', async () => {
    await length('31 # <- error unlicensed 31 30 (inferred)', withheld, '5.0(1)')
    await length('31 # ?? SYD-UNITY1: default licence', '[{ kind: default }]', '5.0(1)')
    await length('300', '[{ kind: dongle, entitlements: { voicePorts: 8 } }]', '3.1(5)')
  })

  test('is not checked where the licences or the release are not known', async () => {
    await length('30', '')
    await length('300 # ?? SYD-UNITY1: licences', '')
    await length('300 # ?? SYD-UNITY1: what a licence file grants that is not sound', '[{ kind: file, path: a.lic }]')
    await length('300 # ?? SYD-UNITY1: a known release', granted, '4.0(6)')
  })

  // BulkEdit help, Messages: 0 to 1200 seconds for outside callers. The tool serves 3.1 to 8.x.
  test('can be set up to 1200 seconds', async () => {
    await length('1200', granted)
    await length('1201 # <- error degraded 201 200', granted)
    await length('1201 # <- error degraded 201 200', granted, '"8.0"')
    await length('1201 # <- error degraded 201 200', '', '3.1(1)')
    await length('1201 # ?? SYD-UNITY1: can be set in 3.0(1)', '', '3.0(1)')
    await length('0', withheld)
  })

  // "About License Requirements for Failover": a secondary lives on the licences of its primary.
  test('of a secondary is licensed on its primary', async () => {
    const pair = (seconds: string): string =>
      `  - name: SYD-UNITY2\n    version: 4.0(5)\n    maxMessageSeconds: ${seconds}\nfailover: [{ primary: SYD-UNITY1, secondary: SYD-UNITY2 }]\n`
    await length('300', granted, '4.0(5)', pair('300'))
    await length('30', granted, '4.0(5)', pair('300'))
    await length('30', withheld, '4.0(5)', pair('300 # <- error unlicensed 300 SYD-UNITY1 30'))
    await length('30 # ?? SYD-UNITY1: licences', '', '4.0(5)', pair('300'))
    // One licence is missing, and it is missing on the primary.
    await length('300 # <- error unlicensed 300 30', withheld, '4.0(5)', pair('300'))
  })

  // The pair may stand in a document that could not be read; ports that wait for it are for another rule.
  test('is not checked where the pair may not have been read', () => {
    const use = 'ports: [{ count: 8 }], maxMessageSeconds: 300'
    return expectMarked('message-length-licensed', [
      deployment(`servers:\n  - { name: SYD-UNITY2, version: 4.0(5), ${use}, licenses: ${withheld} } # ?? SYD-UNITY2: failover pairs\n`),
      `${deployment('failover: [{ primary: SYD-UNITY1, secondry: SYD-UNITY2 }]\n')}# unread\n`,
    ])
  })

  test('is said by one rule', async () => {
    const text = deployment(`servers:\n  - { name: A, version: 4.0(5), maxMessageSeconds: 300, licenses: ${withheld} }\n`)
    const { findings } = await check([{ file: 'a.cuspec.yaml', bytes: Buffer.from(text) }], { today: '2007-03-01' })
    expect(findings.map(({ rule }) => rule)).toEqual(['message-length-licensed'])
  })
})
