/** Licence texts that did not survive their way: lines broken, quotes lost, encodings left on. One cause, one fault. */
import { describe, expect, test } from 'vitest'
import { faults, groups, increment, isGrant, line, read, short, whole } from './licenses.ts'

const again = 'fetch the attachment again another way'

describe('what mail programs and browsers do', () => {
  test.each([
    [
      'quoted-printable',
      whole.replaceAll('=', '=3D'),
      '3:15 =3D',
      'the text is still encoded for mail (quoted-printable), with `=3D` for every `=`',
    ],
    [
      'quoted-printable without quotes or elements',
      line({}).replaceAll('=', '=3D'),
      '1:63 =3D',
      'the text is still encoded for mail (quoted-printable), with `=3D` for every `=`',
    ],
    [
      'soft line breaks',
      line({}).replaceAll('=', '=3D').replace(' uncounted', '=\n uncounted'),
      '2:18 =3D',
      'the text is still encoded for mail (quoted-printable), with `=3D` for every `=`',
    ],
    ['an answer', whole.replace(/^/gm, '> '), '2:1 >', 'the text is quoted with `>`, as mail programs do in an answer'],
    ['an answer to an answer', `\n>>${line({})}`, '2:1 >', 'the text is quoted with `>`, as mail programs do in an answer'],
    [
      'HTML entities',
      whole.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
      '3:16 &lt;Count&gt;',
      'the text is written as HTML, with `&lt;` and the like for its characters',
    ],
    [
      'curly quotes',
      line({ more: ' NOTICE=“x y”' }),
      '1:75 “',
      'a curly quote stands where FLEXlm has a double quote (`"`), as word processors and mail programs change it',
    ],
  ])('%s', (_, text, place, message) => {
    expect(faults(text)).toEqual([`${place}: ${message}; ${again}`])
    expect(read(text).lines).toEqual([])
  })

  test('curly quotes of windows-1252', () => {
    const bytes = Buffer.from(line({ more: ' NOTICE=\x93x y\x94' }), 'latin1')
    expect(faults(bytes)).toEqual([
      `1:75 \x93: a curly quote stands where FLEXlm has a double quote (\`"\`), as word processors and mail programs change it; ${again}`,
    ])
  })

  test('a curly quote that should close', () => {
    expect(faults(line({ more: ' NOTICE="x y”' }))).toEqual([
      '1:68 NOTICE=": the double quote that opens here is never closed; a curly quote, as word processors write it, closes nothing',
    ])
  })

  test('a page in place of the file', () => {
    const text = '\n<!DOCTYPE html>\n<html><body>Please log in</body></html>\n'
    expect(faults(text)).toEqual(['2:1 <!DOCTYPE html: an HTML page, not a licence file; download the file itself'])
    expect(faults(`<html><pre>${whole}</pre></html>`)).toEqual(['1:1 <html: an HTML page, not a licence file; download the file itself'])
  })

  test('no-break spaces', () => {
    const text = whole.replaceAll(' cisco ', '\u00A0cisco\u00A0')
    expect(faults(text)).toEqual([`2:27 \u00A0: a no-break space stands between words, as mail programs and browsers put it; ${again}`])
    expect(read(text).lines.length).toBe(4)
    expect(faults(Buffer.from(text, 'latin1')).length).toBe(1)
  })

  test.each([
    ['in comments', `# > =3D"x" &lt;b&gt; “x” a=3Db NOTICE=“x”\n${whole}`],
    ['in quotes', line({ more: ' NOTICE="“we” & you > they\u00A0; AT&amp;T 1 = 3D"' })],
    ['a host id that begins so', line({ host: ' HOSTID=3D0BCD112235' })],
  ])('the same characters %s are none', (_, text) => expect(faults(text)).toEqual([]))

  test.each([
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${whole}`, 'utf16le')],
    ['UTF-16 without', Buffer.from(whole, 'utf16le')],
  ])('%s', (_, bytes) => {
    expect(read(bytes)).toEqual({
      shown: '',
      lines: [],
      faults: [
        {
          start: 0,
          end: 0,
          message: 'the text is UTF-16, but a licence file has one byte a character; save it so, or fetch the file again another way',
        },
      ],
    })
  })

  test.each([
    ['a null byte', Buffer.from(`${whole}\0`)],
    ['control characters', Buffer.from(Array.from({ length: 200 }, (_, index) => (index % 5 === 0 ? 0x03 : 0x41)))],
  ])('%s', (_, bytes) => {
    expect(read(bytes).faults.map(({ message }) => message)).toEqual([
      'these bytes are no text, so that this is no licence file; fetch the file again another way',
    ])
  })

  test('a file that is far too large', () => {
    expect(read(Buffer.alloc(1024 * 1024 + 1, 'a')).faults.map(({ message }) => message)).toEqual([
      'more than 1 MiB, but a licence file has a few KiB',
    ])
  })
})

// `\` continues a line and is obligatory for libraries before 7.0 (p. 105): later ones can do without, so that a text which
// still reads well gets a warning; one that is torn within a value does not.
describe('lines without the `\\` that continues them', () => {
  const message = (times = '') => `the line before goes on here, but does not end in \`\\\`${times}; mail programs break lines so: ${again}`

  test('in front of an attribute', () => {
    const text = line({}).replace(' HOSTID', '\nHOSTID')
    expect(faults(text)).toEqual([`warning 2:1 HOSTID=: ${message()}`])
    expect(read(text).lines.filter(isGrant)).toMatchObject([{ hostIds: ['ANY'], signature: 'short' }])
  })

  test('everywhere, and said once', () => {
    const text = whole.replaceAll(' \\\n', '\n')
    expect(faults(text)).toEqual([`3:2 VENDOR_STRING=: ${message(', the first of 24 such places')}`])
    expect(
      read(text)
        .lines.filter(isGrant)
        .map(({ signature, hostIds }) => [signature, hostIds]),
    ).toEqual(Array(4).fill(['long', ['020bcd112235']]))
  })

  test('wrapped between words at some seventy columns', () => {
    const one = increment('LicVoicePortsMax', 32).replaceAll(' \\\n\t', ' ')
    const text = one.replace(/(.{40,72}) /g, '$1\n')
    expect(text.split('\n').length).toBeGreaterThan(4)
    expect(faults(text)).toEqual([
      expect.stringMatching(/^2:1 .*: the line before goes on here, but does not end in `\\`, the first of \d+ such places/),
    ])
    expect(read(text).lines.filter(isGrant)).toMatchObject([{ feature: 'LicVoicePortsMax', count: 'uncounted', signature: 'long' }])
  })

  test('between the fixed fields', () => {
    expect(faults(line({}).replace(' permanent', '\npermanent'))).toEqual([`warning 2:1 permanent: ${message()}`])
  })

  test('within an element, where what is left does not read well', () => {
    const sample = increment('LicVoicePortsMax', 32)
    expect(faults(sample.replace('</LicFileVersion>', '</L\nicFileVersion>'))).toEqual([`3:1 icFileVersion>: ${message()}`])
    expect(faults(sample.replace('permanent', 'perma\nnent'))).toEqual([`2:1 nent: ${message()}`])
  })

  test('an empty line between each two, as where line ends were doubled', () => {
    const text = increment('LicVoicePortsMax', 32).replaceAll('\n', '\n\n')
    expect(faults(text)).toEqual([`3:2 VENDOR_STRING=: ${message(', the first of 6 such places')}`])
    expect(faults(increment('LicVoicePortsMax', 32).replaceAll('\n', '\r\r\n')).length).toBe(1)
  })
})

describe('lines that break off', () => {
  test.each([
    ['at the end', line({}).replace('\n', ' \\'), '1:86 \\: `\\` continues this line, but nothing follows'],
    ['at the end, with empty lines behind', line({}).replace('\n', '\\\n\n  \n'), '1:85 \\: `\\` continues this line, but nothing follows'],
    ['before a comment', line({}).replace('\n', ' \\\n# more\n'), '1:86 \\: `\\` continues this line, but a comment follows'],
    [
      'before another line',
      `${line({}).replace('\n', ' \\\n')}${increment('LicVoicePortsMax', 32)}`,
      '1:86 \\: `\\` continues this line, but `INCREMENT` begins a line of its own',
    ],
    [
      'with all its attributes lost',
      `INCREMENT LicLanguagesMax cisco 4.0 permanent uncounted \\\n${increment('LicVoicePortsMax', 32)}`,
      '1:57 \\: `\\` continues this line, but `INCREMENT` begins a line of its own',
    ],
  ])('%s', (_, text, fault) => expect(faults(text)).toEqual([fault]))

  test('the lines around it are read', () => {
    const text = `${line({}).replace('\n', ' \\\n')}${increment('LicVoicePortsMax', 32)}`
    expect(
      read(text)
        .lines.filter(isGrant)
        .map(({ feature, signature }) => [feature, signature]),
    ).toEqual([
      ['LicLanguagesMax', 'short'],
      ['LicVoicePortsMax', 'long'],
    ])
  })

  test('quotes that do not close', () => {
    const torn = increment('LicVoicePortsMax', 32).replace(/"\n$/, '\n')
    expect(faults(torn)).toEqual(['5:15 SIGN=": the double quote that opens here is never closed'])
    expect(faults(`${torn}${increment('LicSubscribersMax', 500)}`)).toEqual([
      '5:15 SIGN=": the double quote that opens here is never closed',
    ])
    expect(read(`${torn}${increment('LicSubscribersMax', 500)}`).lines.length).toBe(2)
  })

  test('quotes that do not close on a line that goes on', () => {
    const torn = `${line({ more: ' NOTICE="x' }).replace('\n', ' \\\n')}${increment('LicSubscribersMax', 500)}`
    expect(faults(torn)).toEqual(['1:68 NOTICE=": the double quote that opens here is never closed'])
    expect(read(torn).lines.length).toBe(2)
  })

  test('text in quotes may look like a keyword', () => {
    expect(faults(line({ more: ' NOTICE="the \\\nFEATURE film"' }))).toEqual([])
  })
})

describe('other text around it', () => {
  test('a mail', () => {
    const text = `Dear customer,\n\nyour licence is below.\n\n${whole}\nRegards\n-- \nThe team\n`
    expect(faults(text)).toEqual(['1:1 Dear: this line begins with no FLEXlm keyword, nor do 4 more'])
    expect(read(text).lines.length).toBe(4)
  })

  test('an attribute on its own', () => {
    expect(faults(`${whole}\nHOSTID=ANY\n`)).toEqual([
      expect.stringContaining('HOSTID=ANY: this attribute begins a line, but it belongs to none; it does not continue the one before'),
    ])
  })

  test('what a line leaves behind where a comment cuts it', () => {
    expect(faults(line({}).replace(' HOSTID', ' \\\n# for any host\n HOSTID'))).toEqual([
      '1:57 \\: `\\` continues this line, but a comment follows',
    ])
  })

  test('base64', () => {
    const text = Buffer.from(whole)
      .toString('base64')
      .replace(/(.{76})/g, '$1\n')
    expect(read(text).faults.length).toBe(1)
  })

  test('a faulty server line does not make counted lines faulty', () => {
    const text = `SERVR unity1 020bcd112235\n${line({ fields: 'LicLanguagesMax cisco 4.0 permanent 5' })}`
    expect(faults(text)).toEqual(['1:1 SERVR: `SERVR` is no FLEXlm keyword; did you mean `SERVER`?'])
  })

  test('at most fifty faults', () => {
    const text = Array.from({ length: 500 }, (_, index) => line({ fields: `F${index} cisco 4.0 never uncounted` })).join('')
    expect(read(text).faults.length).toBe(50)
  })

  test('faults stand in the order of the text', () => {
    const text = `${line({ fields: 'A cisco 4.0 never uncounted' })}\nfoo\n${line({ fields: 'B cisco 4.0 permanent 5', sign: ` SIGN="${groups[0]} ${short}"` })}`
    const starts = read(text).faults.map(({ start }) => start)
    expect(starts.length).toBe(3)
    expect(starts).toEqual([...starts].sort((a, b) => a - b))
  })
})
