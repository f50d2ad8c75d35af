/** FLEXlm licence texts, rule by rule. Pages are those of the FLEXnet Licensing End User Guide (§1c gives them for two editions). */
import { describe, expect, test } from 'vitest'
import { everything, faults, grants, groups, increment, isGrant, line, read, short, whole } from './licenses.ts'

const only = (text: string) => {
  const [first, ...others] = grants(text)
  if (!first || others.length > 0) throw new Error('not one line')
  return first
}

describe('the shape of a Cisco voice file (CUPS, CUCM 5 and 6)', () => {
  test('a file of four lines', () => {
    const lines = grants(whole)
    expect(lines.map(({ feature, vendor, version }) => [feature, vendor, version])).toEqual([
      ['LicVoicePortsMax', 'cisco', '4.0'],
      ['LicSubscribersMax', 'cisco', '4.0'],
      ['LicUMSubscribersMax', 'cisco', '4.0'],
      ['LicSecondaryServerIsLicensed', 'cisco', '4.0'],
    ])
    expect(lines[1]).toMatchObject({
      keyword: 'INCREMENT',
      expires: 'permanent',
      count: 'uncounted',
      hostIds: ['020bcd112235'],
      vendorString: [
        { name: 'Count', value: '500' },
        { name: 'OrigMacId', value: '020BCD112235' },
        { name: 'LicFileVersion', value: '1.0' },
      ],
      notice: [
        { name: 'LicFileID', value: '20070301093015250' },
        { name: 'LicLineID', value: '2' },
        { name: 'PAK', value: '' },
      ],
      signature: 'long',
      counts: true,
    })
    expect(lines[1]?.options.size).toBe(0)
  })

  test('every place is that of the very text', () => {
    const { shown, lines } = read(whole)
    const first = lines.find(isGrant)
    const text = (span: readonly [number, number] | undefined) => span && shown.slice(...span)
    const place = (name: string) => text(first?.places.get(name))
    expect(['keyword', 'feature', 'vendor', 'version', 'expires', 'count', 'HOSTID'].map(place)).toEqual([
      'INCREMENT',
      'LicVoicePortsMax',
      'cisco',
      '4.0',
      'permanent',
      'uncounted',
      '020bcd112235',
    ])
    expect(place('NOTICE')).toBe('<LicFileID>20070301093015250</LicFileID><LicLineID>1</LicLineID> \\\n\t<PAK></PAK>')
    expect(place('SIGN')).toBe([8, 12, 10].map((size) => Array(size).fill('****').join(' ')).join(' \\\n\t'))
    expect(first?.vendorString.map(({ span }) => text(span))).toEqual(['32', '020BCD112235', '1.0'])
    expect(first?.notice.map(({ span }) => text(span))).toEqual(['20070301093015250', '1', '<PAK></PAK>'])
    expect(text(first?.span)?.split('\n').length).toBe(7)
    expect(text(first?.span)).toMatch(/^INCREMENT[\s\S]*\*"$/)
  })

  // The sample in the CUPS guide is broken within `</LicFileVersion>`; there a `\` would stand with no blank before it.
  test('an element that runs over a continuation', () => {
    const text = increment('LicVoicePortsMax', 32).replace('</LicFileVersion>', '</L\\\nicFileVersion>')
    const { vendorString } = only(text)
    expect(vendorString.map(({ name, value }) => [name, value])).toEqual([
      ['Count', '32'],
      ['OrigMacId', '020BCD112235'],
      ['LicFileVersion', '1.0'],
    ])
    const noted = increment('LicVoicePortsMax', 32).replace('<LicFileID>2007', '<LicFileID>20\\\n07')
    expect(only(noted).notice[0]?.value).toBe('20070301093015250')
    expect(noted.slice(...(only(noted).notice[0]?.span ?? [0, 0]))).toBe('20\\\n070301093015250')
  })

  test('OVERDRAFT', () => expect(only(line({ more: ' OVERDRAFT=50' })).overdraft).toBe(50))

  // The live sample of another Cisco product [VMT].
  test('a line that expires, for any host', () => {
    const text = `INCREMENT LicTTSSessionsMax cisco 1 15-jan-2022 uncounted VENDOR_STRING=<Count>50</Count> HOSTID=ANY NOTICE="<PAK></PAK>" SIGN="${groups.join(' ')}"`
    expect(only(text)).toMatchObject({ version: '1', expires: '2022-01-15', hostIds: ['ANY'], signature: 'long' })
  })

  // Nexus and MDS [NEXUS]: SERVER and VENDOR lines, another host id, NOTICE without quotes, a short signature.
  test('the shape of switches', () => {
    const text = `SERVER this_host ANY\nVENDOR cisco\n${line({
      host: ' VENDOR_STRING=<SKU>N7K-ADV1K9=</SKU> HOSTID=VDH=TBM14404807',
      more: ' NOTICE=<LicFileID>20070301093015250</LicFileID><LicLineID>1</LicLineID><PAK></PAK>',
    })}`
    const { lines } = read(text)
    expect(faults(text)).toEqual([])
    expect(lines.map(({ span, ...rest }) => rest)).toMatchObject([
      { keyword: 'SERVER', host: 'this_host', hostIds: ['ANY'] },
      { keyword: 'VENDOR', vendor: 'cisco' },
      { hostIds: ['VDH=TBM14404807'], vendorString: [{ name: 'SKU', value: 'N7K-ADV1K9=' }], signature: 'short' },
    ])
  })

  test('several INCREMENT lines of one feature add up', () => {
    expect(grants(increment('LicSubscribersMax', 500, 1) + increment('LicSubscribersMax', 100, 2)).map(({ counts }) => counts)).toEqual([
      true,
      true,
    ])
  })

  test('no two lines may be the same, however they are laid out', () => {
    const again = increment('LicSubscribersMax', 500).replaceAll(' \\\n\t', '  ').replaceAll('\n', '\r\n')
    expect(faults(`${increment('LicSubscribersMax', 500)}${again}`)).toEqual([
      '8:1 INCREMENT LicSubscribersMax: this line says the same as another, signature and all, and no two may; 1:1 INCREMENT LicSubscribersMax: the other',
    ])
  })

  test('another signature makes another line', () => {
    const other = increment('LicSubscribersMax', 500).replace('1A2B', '1A2C')
    const [a, b] = grants(increment('LicSubscribersMax', 500) + other)
    expect(a?.identity).not.toBe(b?.identity)
  })

  test('attributes in another order, and what an administrator noted, make none', () => {
    const [a] = grants(line({ more: ' SN=1 ISSUER="Cisco"' }))
    const [b] = grants(line({ more: ' ISSUER="Cisco" asset_info="rack 4" SN=1' }))
    expect(a?.identity).toBe(b?.identity)
  })
})

describe('the fixed fields (p. 109/112)', () => {
  test.each([
    ['LicLanguagesMax', '1:1 INCREMENT: 1 field after INCREMENT, which has five: feature, vendor, version, expiry and number of licences'],
    [
      'LicLanguagesMax cisco permanent uncounted',
      '1:1 INCREMENT: 4 fields after INCREMENT, which has five: feature, vendor, version, expiry and number of licences',
    ],
    ['LicLanguagesMax cisco four permanent uncounted', '1:33 four: `four` is no version number'],
    ['LicLanguagesMax cisco 4.0 permanent lots', '1:47 lots: `lots` is neither a number of licences nor `uncounted`'],
    ['LicLanguagesMax cisco 4.0 permanent 1,000', '1:47 1,000: `1,000` is neither a number of licences nor `uncounted`'],
    [
      'LicLanguagesMax cisco permanent uncounted TS_OK',
      '1:33 permanent: `permanent` is no version number; a word before it seems to be lost',
    ],
  ])('%s', (fields, fault) => expect(faults(line({ fields }))).toEqual([fault]))

  test('two mistakes of their own are two faults', () => {
    expect(faults(line({ fields: 'LicLanguagesMax cisco four 31-apr-2007 uncounted' }))).toEqual([
      '1:33 four: `four` is no version number',
      '1:38 31-apr-2007: `31-apr-2007` is not in the calendar: April has 30 days',
    ])
  })

  test('what could not be read is undefined', () => {
    const { lines } = read(line({ fields: 'LicLanguagesMax cisco 4.0 31-apr-2007 uncounted' }))
    expect(lines.filter(isGrant).map(({ expires }) => expires)).toEqual([undefined])
    const [counted] = read(line({ fields: 'LicLanguagesMax cisco 4.0 permanent lots' })).lines.filter(isGrant)
    expect(counted?.count).toBeUndefined()
  })
})

// p. 110/112/116
describe('the day on which a line expires', () => {
  const expiring = (day: string) => line({ fields: `LicLanguagesMax cisco 4.0 ${day} uncounted` })
  test.each([
    ['permanent', 'permanent'],
    ['1-jan-0', 'permanent'],
    ['1-jan-00', 'permanent'],
    ['01-jan-000', 'permanent'],
    ['01-Jan-0000', 'permanent'],
    ['07-may-2005', '2005-05-07'],
    ['7-MAY-2005', '2005-05-07'],
    ['29-feb-2004', '2004-02-29'],
    ['29-feb-2000', '2000-02-29'],
    ['31-dec-9999', '9999-12-31'],
  ])('%s is %s', (day, expires) => expect(only(expiring(day)).expires).toBe(expires))

  test.each([
    ['29-feb-2005', 'is not in the calendar: February 2005 has 28 days'],
    ['29-feb-1900', 'is not in the calendar: February 1900 has 28 days'],
    ['30-feb-0', 'is not in the calendar: February has 29 days'],
    ['31-jun-2005', 'is not in the calendar: June has 30 days'],
    ['32-jan-2005', 'is not in the calendar: January has 31 days'],
    ['0-jan-2005', 'is no day: months begin with day 1'],
    ['2005-05-07', 'is no day in the form dd-mmm-yyyy, such as 07-may-2005'],
    ['07/05/2005', 'is no day in the form dd-mmm-yyyy, such as 07-may-2005'],
    ['07-05-2005', 'is no day in the form dd-mmm-yyyy, such as 07-may-2005'],
    ['07-mai-2005', 'has the month `mai`, but FLEXlm writes jan, feb, mar and so on'],
    ['07-sept-2005', 'has the month `sept`, but FLEXlm writes jan, feb, mar and so on'],
    ['07-may-05', 'has a year of 2 digits, but dd-mmm-yyyy has 4'],
    ['never', 'is no day in the form dd-mmm-yyyy, such as 07-may-2005'],
  ])('%s %s', (day, fault) => expect(faults(expiring(day))).toEqual([`1:37 ${day}: \`${day}\` ${fault}`]))

  // p. 111/114
  test('ISSUED and START', () => {
    expect(only(line({ more: ' ISSUED=01-mar-2007 START=2-mar-2007' }))).toMatchObject({ issued: '2007-03-01', start: '2007-03-02' })
    expect(faults(line({ more: ' ISSUED=31-nov-2006' }))).toEqual([
      '1:75 31-nov-2006: `31-nov-2006` is not in the calendar: November has 30 days',
    ])
  })
})

describe('counted and uncounted', () => {
  const counted = (count: string, rest: Parameters<typeof line>[0] = {}) =>
    line({ fields: `LicLanguagesMax cisco 4.0 permanent ${count}`, ...rest })
  const served = 'SERVER unity1 020bcd112235 27000\nVENDOR cisco\n'

  // p. 110/112
  test.each([
    ['uncounted', 'uncounted'],
    ['0', 'uncounted'],
    ['00', 'uncounted'],
  ])('%s is uncounted', (count, expected) => expect(only(counted(count)).count).toBe(expected))
  test('a number is', () => expect(grants(served + counted('25', { host: '' }))[0]?.count).toBe(25))

  test.each(['', ' HOSTID=""'])('an uncounted line needs a host id (p. 110/112):%s', (host) => {
    expect(faults(counted('uncounted', { host }))).toEqual(['1:47 uncounted: an uncounted line needs a HOSTID, and this one has none'])
    expect(faults(counted('0', { host }))).toEqual(['1:47 0: an uncounted line needs a HOSTID, and this one has none'])
  })

  test('a misspelt host id is pointed out', () => {
    expect(faults(counted('uncounted', { host: ' HOSTIDS=ANY' }))).toEqual([
      '1:47 uncounted: an uncounted line needs a HOSTID, and this one has none; is `HOSTIDS` meant to be one?',
    ])
  })

  test('without a SERVER line all are uncounted (p. 106), and that is said once', () => {
    expect(faults(counted('5') + counted('6'))).toEqual([
      '1:47 5: counted licences need a license server, but no SERVER line names one; without one, lines are uncounted',
    ])
    expect(faults(served + counted('5'))).toEqual([])
  })

  test('DEMO is for uncounted lines (p. 103)', () => {
    expect(faults(served + counted('5', { host: ' HOSTID=DEMO' }))).toEqual([
      '3:56 DEMO: the host id DEMO is for uncounted lines alone, and this one counts 5',
    ])
    expect(only(counted('uncounted', { host: ' HOSTID=DEMO' })).hostIds).toEqual(['DEMO'])
  })
})

// p. 103, 111/114 and [REV]
describe('host ids that are none of our business', () => {
  test.each([
    ['ANY', ['ANY']],
    ['020bcd112235', ['020bcd112235']],
    ['"020BCD112235 020BCD112236"', ['020BCD112235', '020BCD112236']],
    ['"020BCD112235 \\\n\t020BCD112236"', ['020BCD112235', '020BCD112236']],
    ['ID=1234-5678', ['ID=1234-5678']],
    ['COMPOSITE=0123456789AB', ['COMPOSITE=0123456789AB']],
    ['DISPLAY=console', ['DISPLAY=console']],
    ['HOSTNAME=unity1', ['HOSTNAME=unity1']],
    ['USER=joe', ['USER=joe']],
    ['INTERNET=195.186.*.*', ['INTERNET=195.186.*.*']],
    ['"12345678 000BCD445566 ID=12345678"', ['12345678', '000BCD445566', 'ID=12345678']],
  ])('%s', (host, hostIds) => expect(only(line({ host: ` HOSTID=${host}` })).hostIds).toEqual(hostIds))
})

// p. 109/112 and the order of p. 114/116
describe('FEATURE lines', () => {
  const feature = (more: string, { version = '4.0', sign = short } = {}) =>
    line({ fields: `LicLanguagesMax cisco ${version} permanent uncounted`, more, sign: ` SIGN=${sign}` }).replace('INCREMENT', 'FEATURE')
  const counting = (text: string) =>
    read(text)
      .lines.filter(isGrant)
      .map(({ counts }) => counts)

  test('only the first of a feature counts', () => {
    const text = feature(' SN=1') + feature(' SN=2') + line({})
    expect(counting(text)).toEqual([true, false, true])
    expect(faults(text)).toEqual([
      'warning 2:1 FEATURE LicLanguagesMax: only the FEATURE line of `LicLanguagesMax` that is read first counts, and this is another; INCREMENT lines add up; 1:1 FEATURE LicLanguagesMax: the one that counts',
    ])
  })

  test.each([
    ['the higher version', feature(''), feature('', { version: '5.0' })],
    ['the newer one', feature(' ISSUED=01-mar-2006'), feature(' ISSUED=01-mar-2007')],
    ['the one that starts later', feature(' START=01-mar-2006'), feature(' START=01-mar-2007')],
    ['the one sorted to the front', feature(''), feature(' sort=99')],
  ])('%s is read first', (_, later, first) => expect(counting(later + first)).toEqual([false, true]))

  test('other features are others', () => {
    expect(grants(feature('') + feature('').replace('LicLanguagesMax', 'LicVoicePortsMax')).length).toBe(2)
  })

  test('the same line twice is one fault', () => {
    expect(faults(feature('') + feature(''))).toEqual([
      '2:1 FEATURE LicLanguagesMax: this line says the same as another, signature and all, and no two may; 1:1 FEATURE LicLanguagesMax: the other',
    ])
    expect(counting(feature('') + feature(''))).toEqual([true, false])
  })
})

describe('attributes (p. 110/113, 111/114)', () => {
  test('others are kept as they are, in capitals or not, with a value or alone', () => {
    const { options } = only(
      line({ more: ' ISSUER="Cisco Systems" SN=123 PLATFORMS=i86_n FROM_NOBODY=x sort=50 TS_OK', sign: ` SIGN=${short} ck=85` }),
    )
    expect([...options].map(([name, { value }]) => [name, value])).toEqual([
      ['ISSUER', 'Cisco Systems'],
      ['SN', '123'],
      ['PLATFORMS', 'i86_n'],
      ['FROM_NOBODY', 'x'],
      ['sort', '50'],
      ['TS_OK', ''],
      ['ck', '85'],
    ])
  })

  test('SUPERSEDE', () => {
    expect(only(line({ more: ' SUPERSEDE' })).supersede).toBe(true)
    expect(only(line({ more: ' SUPERSEDE="LicVoicePortsMax LicLanguagesMax"' })).supersede).toEqual(['LicVoicePortsMax', 'LicLanguagesMax'])
    expect(only(line({})).supersede).toBeUndefined()
  })

  test('text that is no element stays as text', () => {
    const { options, notice, vendorString } = only(line({ more: ' NOTICE="Licensed to A < B & Co." VENDOR_STRING=MDS' }))
    expect([options.get('NOTICE')?.value, options.get('VENDOR_STRING')?.value]).toEqual(['Licensed to A < B & Co.', 'MDS'])
    expect([notice, vendorString]).toEqual([[], []])
  })

  test('an attribute twice', () => {
    expect(faults(line({ more: ' HOSTID=020BCD112235' }))).toEqual([
      '1:68 HOSTID: HOSTID stands twice in this line; 1:57 HOSTID: the first one',
    ])
  })

  test('an attribute that should be in capitals is read and pointed out', () => {
    const text = line({ host: ' hostid=ANY' })
    expect(faults(text)).toEqual(['warning 1:57 hostid: `hostid` is read as HOSTID, which FLEXlm writes in capitals'])
    expect(read(text).lines.filter(isGrant)[0]?.hostIds).toEqual(['ANY'])
  })

  test.each([
    [' NOTICE=Licensed to Sydney', 'warning 1:84 to: this word is no attribute; a value with blanks in it needs double quotes'],
    [' NOTICE="the "blue" one"', '1:81 blue": a double quote stands within a value, which may hold anything else'],
    [' OVERDRAFT=some', '1:78 some: OVERDRAFT is no number of licences'],
  ])('%s', (more, fault) => expect(faults(line({ more }))).toEqual([fault]))
})

describe('pseudo-XML', () => {
  test.each([
    ['<Count>50', '1:82 <Count>: `<Count>` is not closed'],
    ['<Count>50</Cont>', '1:91 </Cont>: `</Cont>` does not close `<Count>`'],
    ['<Count>50<Count>', '1:82 <Count>: `<Count>` is not closed before `<Count>` begins'],
    ['50</Count>', '1:84 </Count>: `</Count>` closes nothing'],
    ['<Count>50</Count', '1:82 <Count>: `<Count>` is not closed'],
  ])('%s', (value, fault) => {
    expect(faults(line({ more: ` VENDOR_STRING=${value}` }))).toEqual([fault])
    expect(faults(line({ more: `        NOTICE="${value}"` }))).toEqual([
      `warning ${fault.replace(/\d+ /, (column) => `${Number(column) + 1} `)}`,
    ])
  })

  test('a LicFileID that is no time is none of our business', () => {
    expect(only(line({ more: ' NOTICE="<LicFileID>7</LicFileID>"' })).notice).toMatchObject([{ name: 'LicFileID', value: '7' }])
  })
})

// Long ones in [CUPS] and [VMT], short ones in [NEXUS], bare keys on p. 114/116.
describe('signatures', () => {
  const shape = (text: string) =>
    read(text)
      .lines.filter(isGrant)
      .map(({ signature }) => signature)

  test.each([
    ['short', ` SIGN=${short}`],
    ['short', ` SIGN="${short.toLowerCase()}"`],
    ['long', ` SIGN="${groups.join(' ')}"`],
    ['long', ` SIGN="${groups.slice(0, 8).join(' ')} \\\n${groups.slice(8).join(' ')}"`],
    ['long', ` SIGN="${groups.slice(0, 8).join(' ')}\\\n${groups.slice(8).join(' ')}"`],
  ])('%s', (signature, sign) => expect(grants(line({ sign })).map((one) => one.signature)).toEqual([signature]))

  test.each(['BC157229299924342EB7', '9BFAC0316462'])('a bare key stands before all attributes: %s', (key) => {
    const text = `INCREMENT LicLanguagesMax cisco 4.0 permanent uncounted ${key} HOSTID=ANY\n`
    expect(only(text).signature).toBe('bare-key')
    expect(text.slice(...(only(text).places.get('key') ?? [0, 0]))).toBe(key)
    // Libraries 7.1 to 8.0 may find both.
    expect(only(text.replace('ANY', `ANY SIGN=${short}`)).signature).toBe('short')
    expect(faults(text.replace(key, `${key}h3`))).toEqual([
      `1:${57 + key.length} *: a licence key is of hexadecimal digits, and this character is none`,
    ])
  })

  test.each([
    ['', '1:1 INCREMENT: no SIGN= signs this line'],
    [` SIGM="${groups.join(' ')}"`, '1:1 INCREMENT: no SIGN= signs this line; is `SIGM` meant to be it?'],
    [' SIGN=', '1:68 SIGN=: SIGN has no value, so that nothing signs this line'],
    [' SIGN=""', '1:68 SIGN="": SIGN has no value, so that nothing signs this line'],
    [' SIGN=9A8B7C6D5E4G', '1:84 *: a signature is of hexadecimal digits, and this character is none'],
    [' SIGN="9A8B <..> 5E4F"', '1:79 *: a signature is of hexadecimal digits, and this character is none'],
    [
      ' SIGN=9A8B7C6D5E',
      'warning 1:73 **********: the signature is neither 12 hexadecimal digits nor groups of 4, as all signatures seen; compare it with the original',
    ],
    [
      ' SIGN="9A8B 7C6 D5E4"',
      'warning 1:74 **** *** ****: the signature is neither 12 hexadecimal digits nor groups of 4, as all signatures seen; compare it with the original',
    ],
    [' SIGN="9A8B 7C6D"', 'warning 1:74 **** ****: a signature of 2 groups, but all long ones seen have 30; compare it with the original'],
    [' SIGN=9A8B 7C6D 5E4F', '1:68 SIGN=**** **** ****: the signature has blanks in it, but no double quotes around it'],
  ])('%s', (sign, fault) => expect(faults(line({ sign }))).toEqual([fault]))

  test('the shape goes with it', () => {
    expect(shape(line({ sign: '' }))).toEqual(['none'])
    expect(shape(line({ sign: ' SIGN="9A8B 7C6 D5E4"' }))).toEqual(['odd'])
    expect(shape(line({ sign: ' SIGN=9A8B 7C6D 5E4F' }))).toEqual(['odd'])
    expect(shape(line({ sign: ' SIGN="9A8B 7C6D"' }))).toEqual(['long'])
  })
})

describe('signatures are kept nowhere', () => {
  const long = groups.join(' ')
  const key = 'BC157229299924342EB7'
  test.each([
    ['a whole file', whole],
    ['a short one', line({})],
    ['lower case', line({ sign: ` sign=${short}` })],
    ['a second one', line({ sign: ` SIGN="${long}" SIGN2="${long}"` })],
    ['no quotes', line({ sign: ` SIGN=${long}` })],
    ['no closing quote', `${line({ sign: ` SIGN="${long}` })}${increment('LicVoicePortsMax', 1)}`],
    ['no closing quote, with another attribute behind', line({ sign: ` SIGN="${long} NOTICE="x"` })],
    ['no opening quote', line({ sign: ` SIGN=${long}"` })],
    ['a misspelt keyword', line({ sign: ` SIGM="${long}"` })],
    ['an unknown line', line({ sign: ` SIGN="${long}"` }).replace('INCREMENT', 'INCREMNT')],
    ['a comment', `# ${line({ sign: ` SIGN="${long}"` })}`],
    ['comments over several lines', increment('LicVoicePortsMax', 1).replace(/^/gm, '# ')],
    ['a bare key', line({ fields: `LicLanguagesMax cisco 4.0 permanent uncounted ${key}`, sign: '' })],
    ['a bare key in a comment', `#${line({ fields: `LicLanguagesMax cisco 4.0 permanent uncounted ${key}`, sign: '' })}`],
    ['a bare key in an unknown line', line({ fields: `LicLanguagesMax cisco 4.0 permanent uncounted ${key}`, sign: '' }).replace('I', 'J')],
    ['a bare key with a field lost', line({ fields: `LicLanguagesMax cisco 4.0 uncounted ${key}`, sign: '' })],
    ['a bare key behind a day that is none', line({ fields: `LicLanguagesMax cisco 4.0 2007 uncounted ${key}`, sign: '' })],
    ['curly quotes', line({ sign: ` SIGN=“${long}”` })],
    ['HTML', increment('LicVoicePortsMax', 1).replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')],
    ['quoted-printable', increment('LicVoicePortsMax', 1).replaceAll('=', '=3D').replaceAll(' \\\n', ' \\=20\n')],
    ['soft line breaks', increment('LicVoicePortsMax', 1).replaceAll('=', '=3D').replaceAll(' \\\n\t', ' =\n')],
    ['an answer to a mail', whole.replace(/^/gm, '> ')],
    ['lines broken without `\\`', whole.replaceAll(' \\\n\t', '\n')],
    ['another attribute at the same place', line({ more: ` DESIGN="${long}"` })],
  ])('%s', (_, text) => {
    const result = read(text)
    expect(result.shown.length).toBe(text.length)
    const told = everything(result)
    for (const secret of [...groups.filter((group) => !/^\d+$/.test(group)), short, key, ...groups.map((group) => ` ${group} `)]) {
      expect(told.toUpperCase()).not.toContain(secret)
    }
  })

  test('all else is shown', () => {
    expect(read(whole).shown.replace(/"[*\s\\]*"/g, '')).toBe(whole.replace(/"[0-9A-F\s\\]*"/g, ''))
    const hosts = line({ host: ' HOSTID="12345678 000BCD445566"', more: ' NOTICE="Order 4711, 2007"' })
    expect(read(hosts).shown).toBe(hosts.replace(short, '************'))
    expect(read(line({ fields: 'LicLanguagesMax cisco 4.0 permanent uncounted', host: ' HOSTID="020BCD112235"' })).shown).toContain(
      '020BCD112235',
    )
  })
})

describe('lines', () => {
  test.each([
    ['LF', '\n'],
    ['CR LF', '\r\n'],
    ['CR', '\r'],
  ])('end with %s', (_, newline) => {
    expect(grants(whole.replaceAll('\n', newline)).map(({ hostIds, signature }) => [hostIds, signature])).toEqual(
      Array(4).fill([['020bcd112235'], 'long']),
    )
  })

  test.each([
    ['blanks behind `\\` (p. 105)', whole.replaceAll('\\\n', '\\ \t \n')],
    ['a byte order mark', `\uFEFF${whole}`],
    ['Ctrl-Z', `${whole}\x1A`],
    ['Ctrl-Z on a line of its own', `${whole}\r\n\x1A\r\n`],
    ['no line break at the end', whole.trimEnd()],
    ['tabs', whole.replaceAll(' ', '\t')],
    ['indented lines', whole.replace(/^/gm, '  ')],
    ['everything in lower-case digits', whole.replaceAll('020BCD112235', '020bcd112235')],
  ])('%s', (_, text) => expect(grants(text).length).toBe(4))

  test('a quote ends a word', () => {
    expect(only(line({ host: ' HOSTID="ANY"NOTICE="x"\\\nSUPERSEDE' }))).toMatchObject({ hostIds: ['ANY'], supersede: true })
  })

  test('Latin-1 (p. 105 knows eight-bit characters)', () => {
    const text = line({ more: ' NOTICE="Zürich"' })
    expect(grants(Buffer.from(text, 'latin1'))[0]?.options.get('NOTICE')?.value).toBe('Zürich')
    expect(grants(Buffer.from(text, 'utf8'))[0]?.options.get('NOTICE')?.value).toBe('Zürich')
  })

  test('the other kinds', () => {
    const text = [
      'SERVER unity1 020bcd112235 27000',
      'DAEMON cisco /opt/cisco',
      'USE_SERVER',
      `PACKAGE suite cisco 1.0 SIGN=${short} COMPONENTS="LicVoicePortsMax:1.5:2 LicLanguagesMax"`,
      `UPGRADE LicLanguagesMax cisco 4.0 5.0 permanent 2 SIGN=${short}`,
    ].join('\n')
    expect(faults(text)).toEqual([])
    expect(read(text).lines).toMatchObject([
      { keyword: 'SERVER', host: 'unity1', hostIds: ['020bcd112235'], port: 27000 },
      { keyword: 'DAEMON', vendor: 'cisco' },
      { keyword: 'USE_SERVER' },
      { keyword: 'PACKAGE', name: 'suite', vendor: 'cisco', version: '1.0', components: ['LicVoicePortsMax:1.5:2', 'LicLanguagesMax'] },
      { keyword: 'UPGRADE', feature: 'LicLanguagesMax', fromVersion: '4.0', toVersion: '5.0', count: 2, signature: 'short' },
    ])
    expect(faults('SERVER unity1\nVENDOR\nPACKAGE suite\n')).toEqual([
      '1:1 SERVER: SERVER needs a host and its host id',
      '2:1 VENDOR: VENDOR needs the name of a vendor',
      '3:1 PACKAGE: PACKAGE needs a name and a vendor',
    ])
  })

  test('a keyword that is none', () => {
    expect(faults(`${line({})}INCREMNT LicVoicePortsMax cisco 4.0 permanent 9\n`)).toEqual([
      '2:1 INCREMNT: `INCREMNT` is no FLEXlm keyword; did you mean `INCREMENT`?',
    ])
  })

  test('a keyword that should be in capitals is read and pointed out', () => {
    const text = line({}).replace('INCREMENT', 'Increment')
    expect(faults(text)).toEqual(['warning 1:1 Increment: `Increment` is read as INCREMENT, which FLEXlm writes in capitals'])
    expect(read(text).lines.length).toBe(1)
  })

  test.each(['', '\n\n', '# nothing here\n# but words\n', 'USE_SERVER\n'])('no licence: %j', (text) => {
    expect(read(text).faults.map(({ message }) => message)).toEqual(['no licence in this file: it has no FEATURE or INCREMENT line'])
  })
})
