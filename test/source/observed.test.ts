/** What a server reports, saved to a file. Lines of walks are as net-snmp 5.9.3 wrote them for an agent with these objects. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Observation, readObservation } from '../../src/source/observed/observation.ts'

const read = (text: string): Observation => readObservation(Buffer.from(text))

/** Every reading as `name=value`. */
const readings = (observation: Observation): string[] => observation.readings.map(({ name, value }) => `${name}=${value}`)

/** Every fault with the text that it stands at. */
const faults = ({ text, faults }: Observation): string[] => faults.map(({ start, end, message }) => `${text.slice(start, end)}: ${message}`)

const page = (content: string): string => `<AvXmlLicData><Licenses>${content}</Licenses></AvXmlLicData>`
const ports = page('<LicVoicePortsMax>48</LicVoicePortsMax>')
const expected = '; expected the page avxml/effectivelicense.asp, or an snmpwalk of .1.3.6.1.4.1.9.9.385'

describe('the page of effective licences', () => {
  test('the example has every tag once, in order', () => {
    const { form, text, readings, faults } = readObservation(readFileSync('examples/kinds/observed/syd-unity1.effective-license.xml'))
    expect([form, faults]).toEqual(['effective-license-page', []])
    const written = [...text.matchAll(/<(\w+)>([^<\s]+)</g)].map((match) => [match[1], match[2]])
    expect(readings.map(({ name, value }) => [name, value])).toEqual(written)
    expect(readings).toHaveLength(16)
    for (const { name, value, at, nameAt } of readings) expect([text.slice(...nameAt), text.slice(...at)]).toEqual([name, value])
  })

  // PoshCode 750 takes a first line of one character off the page before it parses it; `.` matches a carriage return there, too.
  test.each([
    ['an empty first line', '\r\n'],
    ['a first line of one character', '?\n'],
    ['a byte order mark', '\uFEFF'],
    ['both', '\uFEFF\r\n'],
    ['blanks', ' \n\n'],
  ])('may begin with %s', (_, start) => {
    const observation = read(`${start}<?xml version="1.0"?>\r\n${ports}`)
    expect([observation.form, readings(observation), observation.faults]).toEqual(['effective-license-page', ['LicVoicePortsMax=48'], []])
    const [reading] = observation.readings
    expect(reading && observation.text.slice(...reading.at)).toBe('48')
  })

  test.each([
    ['UTF-16, little end first', Buffer.from(`\uFEFF${ports}`, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\uFEFF${ports}`, 'utf16le').swap16()],
    ['UTF-16 without a mark', Buffer.from(ports, 'utf16le')],
    ['UTF-16 with a byte too many', Buffer.concat([Buffer.from(`\uFEFF${ports}`, 'utf16le').swap16(), Buffer.from('x')])],
    ['windows-1252', Buffer.from(`<!-- Z\xFCrich \x96 -->${ports}`, 'latin1')],
  ])('may be in %s', (_, bytes) => {
    const observation = readObservation(bytes)
    expect([readings(observation), observation.faults]).toEqual([['LicVoicePortsMax=48'], []])
  })

  test('values are taken without what stands around them', () => {
    const text = page('<A>\r\n  4<!-- not 5 -->8 </A><B/><C><![CDATA[1]]></C><D a="9">&#50;</D><E>\u{1F600} 7</E>')
    const observation = read(text)
    expect(readings(observation)).toEqual(['A=48', 'B=', 'C=1', 'D=2', 'E=\uFFFD\uFFFD 7'])
    expect(observation.readings.map(({ at }) => text.slice(...at))).toEqual([
      '4<!-- not 5 -->8',
      '',
      '<![CDATA[1]]>',
      '&#50;',
      '\u{1F600} 7',
    ])
  })

  test('a tag that stands twice is read twice', () => {
    expect(readings(read(page('<A>1</A><A>2</A>')))).toEqual(['A=1', 'A=2'])
  })

  test('other parts of the page are passed over', () => {
    expect(readings(read('<AvXmlLicData><Server>S</Server><Licenses><A>1</A></Licenses></AvXmlLicData>'))).toEqual(['A=1'])
  })

  test.each([
    ['<AvXmlLicData/>', '<AvXmlLicData: `AvXmlLicData` has no tags under `Licenses`, so the page does not say what is licensed'],
    [
      '<AvXmlLicData><Error>Access denied</Error></AvXmlLicData>',
      '<AvXmlLicData: `AvXmlLicData` has no tags under `Licenses`, so the page does not say what is licensed',
    ],
    [page(''), '<AvXmlLicData: `AvXmlLicData` has no tags under `Licenses`, so the page does not say what is licensed'],
    [page('<A><B>1</B></A>'), 'A: `A` holds other tags, but a value was expected'],
    ['<AvXmlLicData><Licenses>', ': the page is not XML as it should be: missing end tag for element Licenses'],
    [page('<A>1 & 2</A>'), '2: the page is not XML as it should be: unterminated reference (a reference must end with `;`)'],
    [page('<A>\u0001</A>'), '\u0001: the page is not XML as it should be: invalid character'],
  ])('%s', (text, fault) => expect(faults(read(text))).toEqual([fault]))

  test('a document type is refused, with all that it declares', () => {
    const bomb = `<!DOCTYPE AvXmlLicData [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><AvXmlLicData><Licenses><A>&b;</A></Licenses></AvXmlLicData>`
    expect(faults(read(bomb))).toEqual(["<!DOCTYPE: a document type is declared here; a server's page has none"])
  })

  test('tags beyond number are refused before they nest', () => {
    expect(faults(read(`<AvXmlLicData>${'<a>'.repeat(100_000)}`))).toEqual([
      "<: the page has more than 2000 tags; a server's has some forty",
    ])
    expect(faults(read(`<AvXmlLicData>${'<a>'.repeat(990)}${'</a>'.repeat(990)}</AvXmlLicData>`))).toEqual([
      '<AvXmlLicData: `AvXmlLicData` has no tags under `Licenses`, so the page does not say what is licensed',
    ])
    expect(faults(read(page(`<A>${' '.repeat(1024 * 1024)}</A>`)))).toEqual([
      "<: the page is longer than 1048576 characters; a server's has a few thousand",
    ])
  })
})

describe('a walk', () => {
  test('the example has every object', () => {
    const { form, text, readings, faults } = readObservation(readFileSync('examples/kinds/observed/per-unity1.snmpwalk.txt'))
    expect([form, faults]).toEqual(['snmp-walk', []])
    expect(readings).toHaveLength(text.trim().split('\n').length)
    for (const { name, value, at, nameAt } of readings) {
      expect(text.slice(...nameAt)).toBe(name.replace(/^1/, 'iso'))
      expect(text.slice(...at)).toBe(value)
    }
  })

  const number = '1.3.6.1.4.1.9.9.385.1.2.13.0'
  const path = 'enterprises.cisco.ciscoMgmt.ciscoUnityMIB.ciscoUnityMIBObjects.ciscoUnityGlobalInfo'
  test.each([
    // Without any MIB, and with -On, -Oq, -OQ, -Of.
    ['iso.3.6.1.4.1.9.9.385.1.2.13.0 = Gauge32: 48', number, '48'],
    ['.1.3.6.1.4.1.9.9.385.1.2.13.0 = Gauge32: 48', number, '48'],
    ['iso.3.6.1.4.1.9.9.385.1.2.13.0 48', number, '48'],
    ['.1.3.6.1.4.1.9.9.385.1.2.13.0 48', number, '48'],
    ['iso.3.6.1.4.1.9.9.385.1.2.13.0 = 48', number, '48'],
    ['.iso.3.6.1.4.1.9.9.385.1.2.13.0 = Gauge32: 48', number, '48'],
    ['iso.3.6.1.4.1.9.9.385.1.2.15.0 = INTEGER: 1', '1.3.6.1.4.1.9.9.385.1.2.15.0', '1'],
    // With SNMPv2-SMI alone, then with -Os; with CISCO-SMI, but not the module itself.
    ['SNMPv2-SMI::enterprises.9.9.385.1.2.13.0 = Gauge32: 48', number, '48'],
    ['enterprises.9.9.385.1.2.13.0 = Gauge32: 48', number, '48'],
    ['CISCO-SMI::ciscoMgmt.385.1.2.13.0 = Gauge32: 48', number, '48'],
    // With the module, and with -Os, -OQ, -Oq, -Of, -Ou.
    ['CISCO-UNITY-MIB::ciscoUnityLicVoicePortsMax.0 = Gauge32: 48', 'ciscoUnityLicVoicePortsMax.0', '48'],
    ['ciscoUnityLicVoicePortsMax.0 = Gauge32: 48', 'ciscoUnityLicVoicePortsMax.0', '48'],
    ['CISCO-UNITY-MIB::ciscoUnityLicVoicePortsMax.0 = 48', 'ciscoUnityLicVoicePortsMax.0', '48'],
    ['CISCO-UNITY-MIB::ciscoUnityLicVoicePortsMax.0 48', 'ciscoUnityLicVoicePortsMax.0', '48'],
    [`.iso.org.dod.internet.private.${path}.ciscoUnityLicVoicePortsMax.0 = Gauge32: 48`, 'ciscoUnityLicVoicePortsMax.0', '48'],
    [`${path}.ciscoUnityLicVoicePortsMax.0 = Gauge32: 48`, 'ciscoUnityLicVoicePortsMax.0', '48'],
    // Yes and no: with the module, with -Oq, with -Oe, and numbers with the module.
    ['CISCO-UNITY-MIB::ciscoUnityLicAMISIsLicensed.0 = INTEGER: true(1)', 'ciscoUnityLicAMISIsLicensed.0', 'true(1)'],
    ['CISCO-UNITY-MIB::ciscoUnityLicAMISIsLicensed.0 true', 'ciscoUnityLicAMISIsLicensed.0', 'true'],
    ['CISCO-UNITY-MIB::ciscoUnityLicAMISIsLicensed.0 = INTEGER: 1', 'ciscoUnityLicAMISIsLicensed.0', '1'],
    ['.1.3.6.1.4.1.9.9.385.1.2.17.0 = INTEGER: false(2)', '1.3.6.1.4.1.9.9.385.1.2.17.0', 'false(2)'],
    // An agent that sends another type than the module says, with and without -Oq.
    [
      'CISCO-UNITY-MIB::ciscoUnityLicBridgeSessionsMax.0 = Wrong Type (should be Gauge32 or Unsigned32): INTEGER: 8',
      'ciscoUnityLicBridgeSessionsMax.0',
      '8',
    ],
    ['.1.3.6.1.4.1.9.9.385.1.2.14.0 Wrong Type (should be Gauge32 or Unsigned32): 8', '1.3.6.1.4.1.9.9.385.1.2.14.0', '8'],
    // Tables, with -OX and without; strings with and without the module.
    ['CISCO-UNITY-MIB::ciscoUnityName[1] = STRING: SYD-UNITY1', 'ciscoUnityName.1', 'SYD-UNITY1'],
    ['CISCO-UNITY-MIB::ciscoUnityPortEnabled.12 = INTEGER: true(1)', 'ciscoUnityPortEnabled.12', 'true(1)'],
    ['iso.3.6.1.4.1.9.9.385.1.1.1.1.2.1 = STRING: "SYD-UNITY1"', '1.3.6.1.4.1.9.9.385.1.1.1.1.2.1', '"SYD-UNITY1"'],
  ])('%s', (line, name, value) => {
    for (const text of [line, `${line}\r\n`, `\uFEFF${line}\n`, `$ snmpwalk -v2c 10.0.0.5\n\n${line}   \n`]) {
      const observation = read(text)
      expect([observation.form, readings(observation), observation.faults]).toEqual(['snmp-walk', [`${name}=${value}`], []])
      const [reading] = observation.readings
      expect(reading && observation.text.slice(...reading.at)).toBe(value)
      expect(reading && line.startsWith(observation.text.slice(...reading.nameAt))).toBe(true)
    }
  })

  test('from a Windows console, in UTF-16', () => {
    const line = '.1.3.6.1.4.1.9.9.385.1.2.13.0 = Gauge32: 48\r\n'
    expect(readings(readObservation(Buffer.from(`\uFEFF${line}`, 'utf16le')))).toEqual([`${number}=48`])
  })

  test('what else is in the file is passed over', () => {
    const text = [
      'iso.3.6.1.2.1.1.1.0 = STRING: "Hardware: x86',
      '.1.3.6.1.4.1.9.9.385.1.2.10.0 = Gauge32: 1',
      'with a \\"quote\\" and no end of it',
      '.1.3.6.1.4.1.9.9.385.1.2.11.0 = Gauge32: 2"',
      'iso.3.6.1.2.1.1.2.0 = OID: iso.3.6.1.4.1.311.1.1.3.1.2',
      'iso.3.6.1.2.1.1.3.0 = Timeticks: (437) 0:00:04.37',
      'iso.3.6.1.2.1.2.2.1.6.2 = Hex-STRING: 00 0B CD 11 22 33 ',
      'sysDescr.0 = STRING: "two',
      '.1.3.6.1.4.1.9.9.385.1.2.12.0 = Gauge32: 3"',
      '.1.3.6.1.4.1.9.9.3850.1.2.13.0 = Gauge32: 4',
      '.1.3.6.1.4.1.9.9.385.1.2.13.0 = Gauge32: 48',
      '.1.3.6.1.4.1.9.9.385.1.2.24.0 = No Such Object available on this agent at this OID',
      '.1.3.6.1.4.1.9.9.385.1.2.25.0 = No Such Instance currently exists at this OID',
      'iso.3.6.1.6.3.16.1.5.2.1.6.6 = No more variables left in this MIB View (It is past the end of the MIB tree)',
    ].join('\n')
    const observation = read(text)
    expect([readings(observation), observation.faults]).toEqual([[`${number}=48`], []])
  })

  test('a string that is never closed swallows nothing', () => {
    expect(readings(read('iso.3.6.1.2.1.1.1.0 = STRING: "open\n.1.3.6.1.4.1.9.9.385.1.2.13.0 = Gauge32: 48\n'))).toEqual([`${number}=48`])
  })

  test('one that broke off is read as far as it goes', () => {
    const observation = read('.1.3.6.1.4.1.9.9.385.1.2.13.0 = Gauge32: 48\nTimeout: No Response from 10.0.0.5\n')
    expect(readings(observation)).toEqual([`${number}=48`])
    expect(faults(observation)).toEqual([
      'Timeout: No Response from 10.0.0.5: the server stopped answering here, so that objects may be missing',
    ])
    expect(observation.faults.map(({ severity }) => severity)).toEqual(['warning'])
  })

  test.each([
    ['Timeout: No Response from 127.0.0.1:16161\n', 'the server did not answer the snmpwalk'],
    [
      'iso.3.6.1.4.1.9.9.385 = No Such Object available on this agent at this OID',
      'this is an snmpwalk of objects that the server does not have',
    ],
    ['iso.3.6.1.2.1.1.4.0 = STRING: "root"', 'this is an snmpwalk without an object of CISCO-UNITY-MIB; walk .1.3.6.1.4.1.9.9.385'],
    ['Gauge32: 60\nGauge32: 48\nINTEGER: 1\n', 'these are values without names, as snmpwalk writes them with -Ov or -Oqv; leave out the v'],
    ['60\n48\ntrue\n', 'these are values without names, as snmpwalk writes them with -Ov or -Oqv; leave out the v'],
  ])('without a reading: %s', (text, message) => {
    const observation = read(text)
    expect([observation.form, faults(observation)]).toEqual(['snmp-walk', [`${text.split('\n')[0]}: ${message}`]])
  })
})

describe('a file that is neither', () => {
  test.each([
    ['', 'the file is empty'],
    [' \r\n', 'the file is empty'],
    ['MZ\u0000\u0001', 'the file is binary'],
    ['<!DOCTYPE html>\n<html><head>', 'this is an HTML page, such as one to log in or one that reports an error'],
    [
      '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2//EN">\n<HTML>',
      'this is an HTML page, such as one to log in or one that reports an error',
    ],
    ['<html><body>401', 'this is an HTML page, such as one to log in or one that reports an error'],
    ['<LicenseStatusCounts total="6">', 'this is markup whose first tag is `LicenseStatusCounts`, not `AvXmlLicData`'],
    ['<<<<', 'this begins like XML, but has no tag'],
    ['SERVER this_host ANY\nINCREMENT LicVoicePortsMax cisco 4.0 permanent uncounted', 'this is the text of a licence file'],
    ['apiVersion: cuspec/v1\n', 'this is neither XML nor the output of snmpwalk'],
    ['10.0.0.5 answers', 'this is neither XML nor the output of snmpwalk'],
  ])('%j', (text, message) => {
    const { form, readings, faults } = read(text)
    expect([form, readings, faults.map((fault) => fault.message)]).toEqual([undefined, [], [`${message}${expected}`]])
  })

  test('one too large is not looked at', () => {
    expect(faults(readObservation(Buffer.alloc(10 * 1024 * 1024 + 1, 'a')))).toEqual([`: the file is larger than 10 MiB${expected}`])
  })
})

const large = 10 * 1024 * 1024
test.each([
  ['angle brackets', '<'],
  ['line breaks', '\nx'],
  ['blanks', ' '],
  ['digits', '1'],
  ['open strings', '.1.3.6 = STRING: "x\n'],
  ['escaped quotes', '.1.3.6 = STRING: "\\"'],
  ['document types', '<!DOCTYPE    '],
  ['comments', '<!--'],
  ['numbers', '.1.3.6.1.4.1.9.9.385.1.2.13.0 = Gauge32: 48\n'],
])('10 MiB of %s take no long time', (_, piece) => {
  const bytes = Buffer.alloc(large, piece)
  const start = performance.now()
  readObservation(bytes)
  expect(performance.now() - start).toBeLessThan(5000)
})

test('a page of line breaks takes no long time', () => {
  const text = page(`<A>${'\r\n'.repeat(500_000)}</A>`)
  const start = performance.now()
  expect(readings(read(text))).toEqual(['A='])
  expect(performance.now() - start).toBeLessThan(2000)
})

/** Pieces that mean something, in any order. */
const pieces = fc
  .array(
    fc.constantFrom(
      ...['<AvXmlLicData>', '</AvXmlLicData>', '<Licenses>', '</Licenses>', '<LicAMISIsLicensed>', '</LicAMISIsLicensed>', '<!--', '-->'],
      ...[
        '<![CDATA[',
        ']]>',
        '<!DOCTYPE ',
        '&amp;',
        '&x;',
        '&#0;',
        '<?xml version="1.0"?>',
        '48',
        'true',
        ' ',
        '\r\n',
        '"',
        '\\',
        '\uD800',
      ],
      ...['.1.3.6.1.4.1.9.9.385.1.2.13.0', 'ciscoUnityLicVoicePortsMax.0', ' = ', 'Gauge32: ', 'STRING: "', '\u{1F600}', '\0', '\uFEFF'],
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''))

test('whatever the bytes, it answers, and every offset lies within the text', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array)),
    pieces.map((text) => Buffer.from(text)),
    pieces.map((text) => Buffer.from(`<AvXmlLicData><Licenses>${text}</Licenses></AvXmlLicData>`)),
    pieces.map((text) => Buffer.from(`\uFEFF${text}`, 'utf16le')),
  )
  fc.assert(
    fc.property(bytes, (input) => {
      const before = Buffer.from(input)
      const { form, text, readings, faults } = readObservation(input)
      expect(input.equals(before)).toBe(true)
      const spans = [...readings.flatMap(({ at, nameAt }) => [at, nameAt]), ...faults.map(({ start, end }) => [start, end] as const)]
      for (const [start, end] of spans) expect(0 <= start && start <= end && end <= text.length).toBe(true)
      if (form === undefined) expect([readings.length, faults.length]).toEqual([0, 1])
      if (readings.length === 0) expect(faults.length).toBeGreaterThan(0)
    }),
    { numRuns: 2000 },
  )
})
