/** Files made to break a reader, or to be read in two ways. Positions are counted by hand. */
import { describe, expect, test } from 'vitest'
import { decode } from '../../src/source/decode.ts'
import { limits } from '../../src/source/limits.ts'
import { locator, parse, type Source } from '../../src/source/parse.ts'
import { lineStarts, lineText, positionAt, rangeAt } from '../../src/source/text.ts'

const values = (text: string): unknown[] => read(text).documents.map(({ value }) => value)

function read(text: string): Source {
  return parse('spec.yaml', text)
}

/** Every fault as `line:column text: message`, with the places it relates to. */
function faults(text: string): string[] {
  const { documents, faults } = read(text)
  const starts = lineStarts(text)
  const at = (start: number, end: number): string => {
    const { line, column } = positionAt(starts, start)
    return `${line}:${column} ${text.slice(start, end)}`
  }
  return [...faults, ...documents.flatMap(({ faults }) => faults)].map(({ start, end, message, related }) =>
    [`${at(start, end)}: ${message}`, ...(related ?? []).map((one) => `${at(one.start, one.end)}: ${one.message}`)].join('; '),
  )
}

describe('aliases', () => {
  test('a bomb is refused at the alias that is too many', () => {
    const levels = ['a0: &a0 [x, x, x, x, x, x, x, x, x]']
    for (let level = 1; level < 9; level++)
      levels.push(
        `a${level}: &a${level} [${Array(9)
          .fill(`*a${level - 1}`)
          .join(', ')}]`,
      )
    const [only, ...others] = faults(levels.join('\n'))
    // An alias to a4 stands for some 74,000 nodes and the lists before it for as many, so that the second one in a5 is too many.
    expect(only).toMatch(/^6:\d+ \*a4: aliases and merge keys add more than 250000 nodes to this document$/)
    expect(others).toEqual([])
  })

  test('many honest uses of one anchor are none', () => {
    const text = `base: &base {a: [1, 2], b: {c: 3}}\nuses:\n${'- *base\n'.repeat(200)}`
    expect(faults(text)).toEqual([])
    expect(values(text)).toEqual([{ base: { a: [1, 2], b: { c: 3 } }, uses: Array(200).fill({ a: [1, 2], b: { c: 3 } }) }])
  })

  test('merge keys count too', () => {
    const keys = Array.from({ length: 1000 }, (_, index) => `k${index}: ${index}`).join(', ')
    expect(faults(`base: &base {${keys}}\nuses:\n${'- <<: *base\n'.repeat(300)}`)).toEqual([
      expect.stringMatching(/^\d+:7 \*base: aliases and merge keys add more than 250000 nodes to this document$/),
    ])
  })

  test('an alias within its own anchor', () => {
    expect(faults('a: &a\n  b: [*a]\n')).toEqual(['2:7 *a: the alias `*a` stands inside what it stands for'])
    expect(faults('&a [*a]')).toEqual(['1:5 *a: the alias `*a` stands inside what it stands for'])
  })

  test('an alias to nothing', () => {
    expect(faults('a: &defaults 1\nb: *default\n')).toEqual([
      '2:4 *default: no anchor `&default` stands before the alias `*default`; did you mean `*defaults`?',
    ])
    expect(faults('a: *later\nb: &later 1\n')).toEqual(['1:4 *later: no anchor `&later` stands before the alias `*later`'])
  })

  test('an anchor ends with its document, and the last of two counts', () => {
    expect(faults('a: &a 1\n---\nb: *a\n')).toEqual(['3:4 *a: no anchor `&a` stands before the alias `*a`'])
    expect(values('- &a 1\n- &a 2\n- *a\n')).toEqual([[1, 2, 2]])
  })
})

describe('nesting', () => {
  const tooDeep = 'collections are nested more than 100 deep; is an indentation or a closing bracket missing?'
  const block = (depth: number): string => Array.from({ length: depth }, (_, level) => `${' '.repeat(level)}a:\n`).join('')

  test.each([
    ['brackets', '['.repeat(5000) + ']'.repeat(5000)],
    ['open brackets', '['.repeat(200_000)],
    ['braces', '{a: '.repeat(5000) + '}'.repeat(5000)],
    ['block mappings', block(2000)],
    ['dashes', `${'- '.repeat(5000)}x`],
    ['question marks', `${'? '.repeat(5000)}x`],
  ])('%s', (_, text) => {
    const { documents, faults } = read(`a: 1\n---\n${text}\n---\nb: 2\n`)
    expect(faults.map(({ message }) => message)).toEqual([tooDeep])
    expect(documents.map(({ value }) => value)).toEqual([{ a: 1 }, { b: 2 }])
  })

  test('`a: b: c`, line for line', () => {
    const { documents, faults } = read('a: b: c\n'.repeat(1200))
    expect(documents).toEqual([])
    expect(faults).toHaveLength(1)
  })

  test('what a spec needs is far from the limit', () => {
    expect(faults(`a: ${'['.repeat(90)}1${']'.repeat(90)}\n`)).toEqual([])
    expect(faults(block(90))).toEqual([])
  })
})

describe('keys', () => {
  test('a mapping of many keys', () => {
    const keys = Array.from({ length: 40_000 }, (_, index) => `key${index}`)
    const text = keys.map((key) => `${key}: 1\n`).join('')
    expect(faults(text)).toEqual([])
    expect(values(text)).toEqual([Object.fromEntries(keys.map((key) => [key, 1]))])
    const last = locator(read(text), read(text).documents[0]).keyRange(['key39999'])
    expect(last).toEqual({ start: { line: 40_000, column: 1 }, end: { line: 40_000, column: 9 } })
    expect(faults(text + text)).toHaveLength(limits.faults)
  })

  test('a key that stands twice, with both places', () => {
    expect(faults('a:\n  b: 1\n  c: 2\n  "b": 3\n')).toEqual([
      '4:3 "b": the key `b` stands twice in one mapping; 2:3 b: it stands here first',
    ])
    expect(values('a: 1\na: 2\n')).toEqual([{ a: 1 }])
    expect(faults('1: x\n"1": y\n')).toEqual(['2:1 "1": the key `1` stands twice in one mapping; 1:1 1: it stands here first'])
    expect(faults('__proto__: 1\n__proto__: 2\n')).toHaveLength(1)
  })

  test('merge keys that stand twice, and one in quotes', () => {
    expect(faults('a: &a {x: 1}\nb:\n  <<: *a\n  <<: {y: 2}\n')).toEqual([
      '4:3 <<: the key `<<` stands twice in one mapping; to merge several, write <<: [*one, *two]; 3:3 <<: it stands here first',
    ])
    expect(values('"<<": {a: 1}\n<<: {b: 2}\n')).toEqual([{ '<<': { a: 1 }, b: 2 }])
    expect(values('"\\0<<": {a: 1}\n')).toEqual([{ '\0<<': { a: 1 } }])
  })

  test('keys stay as they are written', () => {
    const text = '3.10: a\n010: b\n1e3: c\ntrue: d\n~: e\nnull: f\n0x1F: g\n'
    expect(values(text)).toEqual([{ '3.10': 'a', '010': 'b', '1e3': 'c', true: 'd', '~': 'e', null: 'f', '0x1F': 'g' }])
    expect(read(text).documents[0]?.ambiguous).toBe(false)
  })

  test('a second key in a line, behind an anchor or a tag', () => {
    const message = 'this value holds a colon and a blank, so that it reads as a second key in the same line; put it in quotes'
    expect(faults('a: &b c: d\n')).toEqual([`1:4 &: ${message}`])
    expect(faults('- a: !!str c: d\n')).toEqual([`1:6 !: ${message}`])
    expect(faults('- &a b: c\n- a: &b\n    c: d\n- a: &c {d: e}\n- ? a\n  : b: c\n')).toEqual([])
  })

  test('keys that are no text', () => {
    const message = 'a key must be plain text, not a list, a mapping or an alias'
    expect(faults('? [a, b]\n: 1\n')).toEqual([`1:3 [: ${message}`])
    expect(faults('a: {{ x }}\n')).toEqual([`1:5 {: ${message}`])
    expect(faults('a: &a k\n*a : 1\n')).toEqual([`2:1 *a: ${message}`])
    expect(faults('a: 1\n: 2\n')).toEqual(['2:1 : a key is missing here; write one before the colon'])
  })

  test('names that JavaScript knows are data', () => {
    const text = 'a: &a\n  __proto__: {polluted: true}\n  constructor: 1\n  toString: 2\n  hasOwnProperty: 3\nb:\n  <<: *a\n'
    const { documents } = read(text)
    const [document] = documents
    expect(faults(text)).toEqual([])
    expect(JSON.stringify(document?.value)).toBe(
      '{"a":{"__proto__":{"polluted":true},"constructor":1,"toString":2,"hasOwnProperty":3},' +
        '"b":{"__proto__":{"polluted":true},"constructor":1,"toString":2,"hasOwnProperty":3}}',
    )
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
    const { written, range } = locator(read(text), document)
    expect(written(['a', '__proto__', 'polluted'])).toBe('true')
    expect(range(['b', 'toString'])).toEqual({ start: { line: 4, column: 13 }, end: { line: 4, column: 14 } })
    expect(written(['toString'])).toBeUndefined()
    expect(written(['a', 'valueOf'])).toBeUndefined()
  })
})

describe('merge keys', () => {
  const base = 'one: &one {x: 1, y: 1}\ntwo: &two {y: 2, z: 2}\n'

  test('what the mapping says goes first, wherever it says so', () => {
    expect(values(`${base}a: {<<: *one, x: 9}\nb: {x: 9, <<: *one}\n`)).toEqual([
      { one: { x: 1, y: 1 }, two: { y: 2, z: 2 }, a: { x: 9, y: 1 }, b: { x: 9, y: 1 } },
    ])
  })

  test('then the first of several', () => {
    expect(values(`${base}a:\n  <<: [*two, *one, {z: 3, w: 3}]\n`)).toEqual([
      { one: { x: 1, y: 1 }, two: { y: 2, z: 2 }, a: { y: 2, z: 2, x: 1, w: 3 } },
    ])
  })

  test('a merged key stands where it was written', () => {
    const source = read(`${base}a:\n  <<: *two\n  x: 9\n`)
    const { range, keyRange } = locator(source, source.documents[0])
    expect(range(['a', 'z'])).toEqual({ start: { line: 2, column: 21 }, end: { line: 2, column: 22 } })
    expect(keyRange(['a', 'z'])).toEqual({ start: { line: 2, column: 18 }, end: { line: 2, column: 19 } })
    expect(range(['a', 'x'])).toEqual({ start: { line: 5, column: 6 }, end: { line: 5, column: 7 } })
  })

  test('only mappings merge', () => {
    const message = '`<<` merges mappings only: <<: *name, or <<: [*one, *two]'
    expect(faults('a:\n  <<: text\n')).toEqual([`2:7 text: ${message}`])
    expect(faults('a: &a [1]\nb: {<<: [*a]}\n')).toEqual([`2:9 [*a]: ${message}`])
    expect(faults('a:\n  <<: *b\n')).toEqual(['2:7 *b: no anchor `&b` stands before the alias `*b`'])
    expect(faults('<<:\n')).toEqual([`1:3 : ${message}`])
  })
})

describe('tags and directives', () => {
  test('tags that say what a plain value is', () => {
    expect(values('- !!str 8.0\n- ! 9\n- !!int "3"\n- !!float 3\n- !!bool "true"\n- !!null ""\n- !!map {}\n- !!seq []\n')).toEqual([
      ['8.0', '9', 3, 3, true, null, {}, []],
    ])
  })

  test('tags that do not fit', () => {
    expect(faults('a: !!int x\nb: !!int 1.0\nc: !!bool yes\nd: !!seq {}\ne: !!map []\n')).toEqual([
      '1:10 x: `x` is not what its tag `!!int` says',
      '2:10 1.0: `1.0` is not what its tag `!!int` says',
      '3:11 yes: `yes` is not what its tag `!!bool` says',
      '4:4 !!seq: the tag `!!seq` has no meaning in a spec; leave it out',
      '5:4 !!map: the tag `!!map` has no meaning in a spec; leave it out',
    ])
  })

  test.each(['!!binary', '!!js/function', '!!set', '!!omap', '!!timestamp', '!local', '!<tag:yaml.org,2002:str>'])('%s', (tag) => {
    expect(faults(`a: ${tag} x\n`)).toEqual([`1:4 ${tag}: the tag \`${tag}\` has no meaning in a spec; leave it out`])
    expect(values(`a: ${tag} x\n`)).toEqual([{ a: 'x' }])
  })

  test('directives that change the meaning', () => {
    const reason = '`%YAML 1.1` would change what the text means; a spec is read as YAML 1.2'
    expect(faults('%YAML 1.1\n---\na: yes\n')).toEqual([`1:1 %YAML 1.1: ${reason}`])
    expect(values('%YAML 1.1\n---\na: yes\nb: 012\n')).toEqual([{ a: 'yes', b: 12 }])
    expect(faults('a: 1 # %YAML 1.1\n...\n%YAML 1.2\n---\nb: 1\n...\n%YAML 1.1\n---\nc: 1\n')).toEqual([`7:1 %YAML 1.1: ${reason}`])
    expect(faults('%TAG !e! tag:example.com:\n---\na: 1\n')).toEqual([
      '1:1 %TAG !e! tag:example.com:: `%TAG !e! tag:example.com:` would change what the text means; a spec uses no tags',
    ])
  })
})

describe('bytes', () => {
  const told = (bytes: Buffer): string[] => {
    const { text, faults } = decode(bytes)
    return faults.map(({ start, message, severity }) => {
      const { line, column } = positionAt(lineStarts(text), start)
      return `${line}:${column} ${severity ?? 'error'}: ${message}`
    })
  }
  const wide = (name: string): string => `1:1 error: the text is ${name}, but a spec is read as UTF-8; save it as UTF-8`
  const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le')
  const utf32 = (text: string): Buffer => Buffer.concat([...text].map((one) => Buffer.from([one.charCodeAt(0), 0, 0, 0])))
  const turned = (bytes: Buffer, width: number): Buffer =>
    Buffer.concat(
      Array.from({ length: bytes.length / width }, (_, index) => Buffer.from(bytes.subarray(index * width, (index + 1) * width)).reverse()),
    )

  test('UTF-8, with and without a byte order mark', () => {
    expect(decode(Buffer.from('\uFEFFa: é\n'))).toEqual({ text: 'a: é\n', faults: [] })
    expect(decode(Buffer.from('a: 😀\n'))).toEqual({ text: 'a: 😀\n', faults: [] })
    expect(decode(Buffer.from(''))).toEqual({ text: '', faults: [] })
  })

  test('UTF-16 and UTF-32, either way round, with and without a mark', () => {
    for (const text of ['\uFEFFa: 1\n', 'a: 1\n']) {
      expect(told(utf16(text))).toEqual([wide('UTF-16')])
      expect(told(turned(utf16(text), 2))).toEqual([wide('UTF-16')])
      expect(told(utf32(text))).toEqual([wide('UTF-32')])
      expect(told(turned(utf32(text), 4))).toEqual([wide('UTF-32')])
    }
  })

  test('bytes that are no UTF-8', () => {
    const message = (byte: string): string => `error: the byte 0x${byte} is not UTF-8; save the file as UTF-8`
    expect(told(Buffer.from('a: 1\nb: caf\xe9 x\n', 'latin1'))).toEqual([`2:7 ${message('E9')}`])
    expect(told(Buffer.from('\xef\xbb\xbfa: \xff\n', 'latin1'))).toEqual([`1:4 ${message('FF')}`])
    expect(told(Buffer.from('ü: x\r\nb: \xc3', 'latin1').subarray(1))).toEqual([`2:4 ${message('C3')}`])
    expect(told(Buffer.from([0x61, 0x0a, 0xc3, 0xa4, 0xe2, 0x82]))).toEqual([`2:2 ${message('E2')}`])
    expect(told(Buffer.from([0x61, 0xed, 0xa0, 0x80]))).toEqual([`1:2 ${message('ED')}`])
  })

  test('characters that have no place in a text', () => {
    const control = 'is a control character; remove it, or write it as an escape in double quotes'
    expect(told(Buffer.from('a: 1\nb: x\u0000y\n'))).toEqual([`2:5 error: the character U+0000 ${control}`])
    expect(told(Buffer.from('a: "\u001B[31m"\n'))).toEqual([`1:5 error: the character U+001B ${control}`])
    expect(told(Buffer.from('a: x\u007F\u009B\n'))).toEqual([
      `1:5 error: the character U+007F ${control}`,
      `1:6 error: the character U+009B ${control}`,
    ])
    expect(told(Buffer.from('a: x\uFFFE\n'))).toEqual(['1:5 error: the character U+FFFE is no character of Unicode; remove it'])
    expect(told(Buffer.from('a: 1\n\uFEFFb: 2\n'))).toEqual([
      '2:1 error: the character U+FEFF is a byte order mark, which belongs at the start of a file only',
    ])
    expect(told(Buffer.from('a: 1\tb\u0085\u00A0\u2028😀\n'))).toEqual([])
  })

  test('characters that turn the text are a warning', () => {
    expect(told(Buffer.from('a: 1\nb: x\u202Ey\n'))).toEqual([
      '2:5 warning: the character U+202E changes the direction of the text, so that it reads otherwise than it is written',
    ])
  })

  test('a file that is too large', () => {
    expect(told(Buffer.alloc(limits.bytes + 1, 0x20))).toEqual([
      '1:1 error: 10.0 MiB or more, but a file may have at most 10.0 MiB; split it',
    ])
  })

  test('too many faults', () => {
    expect(told(Buffer.alloc(1000, 1))).toHaveLength(limits.faults)
  })
})

describe('lines', () => {
  test('CR LF and a lone CR end a line', () => {
    expect(values('a: 1\r\nb:\r\n  - x\r\n  - |\r\n    one\r\n    two\r\n')).toEqual([{ a: 1, b: ['x', 'one\ntwo\n'] }])
    expect(values('a: 1\rb:\r  - x\r---\rc: 2\r')).toEqual([{ a: 1, b: ['x'] }, { c: 2 }])
    expect(faults('a: 1\r\nb: 2\r\na: 3\r\n')).toEqual(['3:1 a: the key `a` stands twice in one mapping; 1:1 a: it stands here first'])
    expect(faults('a: 1\rb: 2\ra: 3\r')).toEqual(['3:1 a: the key `a` stands twice in one mapping; 1:1 a: it stands here first'])
  })

  test('U+2028, U+2029 and U+0085 do not', () => {
    const text = 'a: x\u2028y\u2029z\u0085\nb: 1\nb: 2\n'
    expect(values(text)).toEqual([{ a: 'x\u2028y\u2029z\u0085', b: 1 }])
    expect(faults(text)).toEqual(['3:1 b: the key `b` stands twice in one mapping; 2:1 b: it stands here first'])
    expect(lineText(text, lineStarts(text), 1)).toBe('a: x\u2028y\u2029z\u0085')
    expect(values('a: x\u2028--- \u2028b: 1\n')).toEqual([])
  })

  test('a range ends with its first line and is never empty within one', () => {
    const text = 'ab\r\ncd\n'
    const starts = lineStarts(text)
    expect(rangeAt(text, starts, [1, 6])).toEqual({ start: { line: 1, column: 2 }, end: { line: 1, column: 3 } })
    expect(rangeAt(text, starts, [4, 4])).toEqual({ start: { line: 2, column: 1 }, end: { line: 2, column: 2 } })
    expect(rangeAt(text, starts, [2, 2])).toEqual({ start: { line: 1, column: 3 }, end: { line: 1, column: 3 } })
    expect(rangeAt(text, starts, [99, 100])).toEqual({ start: { line: 3, column: 1 }, end: { line: 3, column: 1 } })
  })

  test('tabs that separate are allowed, tabs that indent are not', () => {
    expect(values('a:\t1\nb: [1,\t2]\nc:\t{d:\t"x\ty"}\ne: |\n  f:\tg\n')).toEqual([{ a: 1, b: [1, 2], c: { d: 'x\ty' }, e: 'f:\tg\n' }])
    expect(read('a:\n\tb: [1,\t2]\n').broken).toHaveLength(1)
  })
})

describe('numbers', () => {
  test('a leading zero means eight to some readers', () => {
    const ambiguous = (text: string): boolean | undefined => read(`a: ${text}\n`).documents[0]?.ambiguous
    expect(values('a: 010\n')).toEqual([{ a: 10 }])
    expect(['010', '-017', '089', '+0100'].map(ambiguous)).toEqual([true, true, true, true])
    expect(['0', '00', '007', '10', '0.5', '0o10', '0x10', '"010"', '!!str 010', '0a'].map(ambiguous)).toEqual(Array(10).fill(false))
  })

  test('numbers that no computer keeps, and texts that look like numbers', () => {
    const text =
      'a: 1e400\nb: 9007199254740993\nc: 00E112233445\nd: 1_000\ne: 12:30\nf: 0b11\ng: +.5\nh: 5.\ni: .\nj: 1e\nk: 0o8\nl: -0x1\n'
    const source = read(text)
    const { written } = locator(source, source.documents[0])
    expect(source.documents[0]?.value).toEqual({
      a: Number.POSITIVE_INFINITY,
      b: 9007199254740992,
      c: 0,
      d: '1_000',
      e: '12:30',
      f: '0b11',
      g: 0.5,
      h: 5,
      i: '.',
      j: '1e',
      k: '0o8',
      l: '-0x1',
    })
    expect([written(['a']), written(['b']), written(['c'])]).toEqual(['1e400', '9007199254740993', '00E112233445'])
  })
})

describe('files', () => {
  test('without a document', () => {
    for (const text of ['', '\n', '# only a comment\n', '---\n', '---\n---\n...\n', '\uFEFF', '   \n\t\n', '~\n']) {
      expect(read(text), JSON.stringify(text)).toMatchObject({ documents: [], faults: [], broken: [] })
    }
  })

  test('with one broken document among good ones', () => {
    const text = 'a: 1\n---\nb: [1, 2\n---\nc: 3\n---\nd: {e: 5}\n'
    const source = read(text)
    expect(source.documents.map(({ value, number, chunk }) => ({ value, number, chunk }))).toEqual([
      { value: { a: 1 }, number: 1, chunk: [0, 5] },
      { value: { c: 3 }, number: 3, chunk: [18, 27] },
      { value: { d: { e: 5 } }, number: 4, chunk: [27, 41] },
    ])
    expect(source.broken).toEqual([{ chunk: [5, 18], number: 2 }])
    expect(source.faults.map(({ start }) => positionAt(lineStarts(text), start))).toEqual([{ line: 3, column: 8 }])
    const { range } = locator(source, source.documents[2])
    expect(range(['d', 'e'])).toEqual({ start: { line: 7, column: 8 }, end: { line: 7, column: 9 } })
  })

  test('with `---` where it is no marker', () => {
    expect(values('a: |\n  ---\n  x\nb: "---"\nc: ---x\n')).toEqual([{ a: '---\nx\n', b: '---', c: '---x' }])
  })

  test('with more indicators than a parser should be given', () => {
    const text = '[,'.repeat(limits.indicators / 2 + 1)
    expect(faults(text)).toEqual(['1:1 : more than 3000000 YAML indicators; split the file'])
  })
})
