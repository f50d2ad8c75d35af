/** What people get wrong in YAML, and the one sentence that each mistake must give, where it was made. */
import { describe, expect, test } from 'vitest'
import { diagnose } from '../../src/source/diagnose.ts'
import { limits } from '../../src/source/limits.ts'
import { parse } from '../../src/source/parse.ts'
import { lineStarts, positionAt } from '../../src/source/text.ts'

/** Each mistake as `line:column text: message`. */
function told(text: string): string[] {
  const starts = lineStarts(text)
  return diagnose(text).map(({ start, end, message }) => {
    const { line, column } = positionAt(starts, start)
    return `${line}:${column} ${JSON.stringify(text.slice(start, end))}: ${message}`
  })
}

const colonInValue = 'this value holds a colon and a blank, so that it reads as a second key in the same line; put it in quotes'
const bracket = (sign: string): string =>
  `the bracket \`${sign}\` opened here is not closed where its lines end; close it, or indent its lines`
const quote = (sign: string): string => `the quote \`${sign}\` opened here has no partner; close it`
const stray = 'a list item stands here among keys; align it with the other items of its list'

const mistakes: readonly (readonly [name: string, text: string, ...told: string[]])[] = [
  ['no colon', 'a:\n  ports 72\n  b: 1\n', '2:3 "ports 72": `ports 72` has no colon; write `ports: 72`'],
  ['no colon, last line', 'b: 1\nports\n', '2:1 "ports": `ports` has no colon; write `ports:`'],
  ['no colon above a list', 'a: 1\nservers\n  - name: x\n', '2:1 "servers": `servers` has no colon; write `servers:`'],
  [
    'no colon, twice',
    'a: 1\nb 2\nc: 3\nd 4\ne: 5\n',
    '2:1 "b 2": `b 2` has no colon; write `b: 2`',
    '4:1 "d 4": `d 4` has no colon; write `d: 4`',
  ],
  ['no colon after a quoted key', '"a" 1\nb: 2\n', '1:5 "1": no colon stands between the key and `1`; write one after the key'],
  ['no blank after the colon', 'a: 1\nb:2\nc: 3\n', '2:1 "b:2": no blank follows the colon; write `b: 2`'],
  ['no blank after the first colon', 'a:1\nb: 2\n', '1:1 "a:1": no blank follows the colon; write `a: 1`'],
  ['no blank after a dash', 'a:\n  - x\n  -y\nb: 1\n', '3:3 "-y": no blank follows the dash; write `- y`'],
  ['no blank after a dash at the root', '- a\n-b\n- c\n', '2:1 "-b": no blank follows the dash; write `- b`'],
  [
    'no blank before a comment',
    'a: "x"#c\n',
    '1:7 "#": a comment begins without a blank before its `#`; put one there, or put the text in quotes',
  ],
  ['tabs, one run', 'a:\n\tb: 1\n\tc: 2\n', '2:1 "\\t": a tab indents this line; YAML indents with blanks'],
  ['a tab after blanks', 'a:\n  b: 1\n\tc: 2\n', '3:1 "\\t": a tab indents this line; YAML indents with blanks'],
  ['a tab that only separates', 'a:\tb: 1\n', `1:4 "b: 1": ${colonInValue}`],
  ['an open double quote', 'a: "x\nb: 1\nc: 2\n', `1:4 "\\"x": ${quote('"')}`],
  ['an open single quote', "a: 'x\nb: 'y'\nc: 2\n", `1:4 "'x": ${quote("'")}`],
  ['an open quote hides nothing', 'a: "x\nb: 1\nc: d: e\n', `1:4 "\\"x": ${quote('"')}`, `3:4 "d: e": ${colonInValue}`],
  ['an open quote within brackets', 'a: [x, "y]\nb: [1,\nc: 2\n', `1:8 "\\"y]": ${quote('"')}`, `2:4 "[": ${bracket('[')}`],
  ['a quote within quotes', "a: 'it's'\nb: 1\n", "1:8 \"s'\": `s'` follows a quote that ends the text; write `''` for a quote within it"],
  ['text after quotes', 'a: "x" y\nb: 1\n', '1:8 "y": `y` follows a value that has ended; put the whole value in quotes'],
  ['a path in double quotes', 'a: "C:\\path"\n', '1:7 "\\\\p": `\\p` is no escape; write `\\\\p` for a backslash, or use single quotes'],
  ['an open bracket', 'a: [1, 2\nb: 1\nc: 2\n', `1:4 "[": ${bracket('[')}`],
  ['two open brackets', 'a: [1\nb: {x: 1\nc: 3\n', `1:4 "[": ${bracket('[')}`, `2:4 "{": ${bracket('{')}`],
  ['an open brace to the end', '{"a": 1, "b": 2\n', `1:1 "{": ${bracket('{')}`],
  ['brackets without indentation', 'a: [\n1,\n2\n]\n', `1:4 "[": ${bracket('[')}`],
  ['the wrong bracket', 'a: [{x: 1}, {y: 2]\nb: 1\n', '1:18 "]": `]` stands here, but the bracket to close is `{`; write `}` before it'],
  ['a bracket too many', 'a: 1\nb: ]\n', '2:4 "]": `]` closes nothing; remove it, or put the text in quotes'],
  ['two commas', 'a: [1,,2]\n', '1:7 ",": nothing stands before this comma; remove it'],
  ['a comma as in JSON', 'a: 1\nb: [x, y],\nc: 2\n', '2:10 ",": this comma follows a value that has ended; remove it'],
  ['no comma', 'a: ["x" y]\n', '1:9 "y": a comma is missing before `y`'],
  [
    'no comma between pairs',
    'a: {x: 1 y: 2}\n',
    '1:8 "1 y: 2": `1 y: 2` reads as two things within brackets; is a comma missing in it, or a closing bracket before it?',
  ],
  ['a list item too far left', 'a:\n  - x\n - y\nb: 1\n', `3:2 "- y": ${stray}`],
  [
    'a list item too far right',
    'a:\n  - b: 1\n   - c: 2\n',
    '3:4 "-": this line is indented by 3 blanks, unlike its neighbours; align them',
  ],
  ['a list item among keys', 'a: 1\n- b\n', `2:1 "- b": ${stray}`],
  [
    'a key after a list',
    '- a\nb: 1\n',
    '2:1 "b:": `b:` stands where nothing is due; check the indentation of this line and of the one above it',
  ],
  [
    'keys after a list',
    '- a\nb: 1\nc:\n  - d\n  - e: 2\nf: 3\n',
    '2:1 "b:": `b:` stands where nothing is due; check the indentation of this line and of the one above it',
  ],
  [
    'a bracket too many, and all that follows it',
    'a: { b: 1 } }}\nc: 2\nd:\n  - { e: 3 }\n  - f: [4]\n',
    '1:13 "}": `}` closes nothing; remove it, or put the text in quotes',
  ],
  ['a list beside its key', 'a: - b\n', '1:4 "-": a list begins on the line of its key; begin it on a line of its own'],
  ['a key too far left', 'a:\n  b: 1\n c: 2\n', '3:2 "c:": this line is indented by 1 blank, unlike its neighbours; align them'],
  ['a key too far right', 'a: 1\n  b: 2\n', '2:3 "b": `b` is indented below a key that has a value already; align it with that key'],
  [
    'keys too far right, one run',
    'a: 1\n  b: 2\n  c: 3\nd: 4\n',
    '2:3 "b": `b` is indented below a key that has a value already; align it with that key',
  ],
  ['a colon in a value', 'name: Cisco: Unity\nb: 1\n', `1:7 "Cisco: Unity": ${colonInValue}`],
  ['a colon in two values', 'a: b: c\nd: e: f\n', `1:4 "b: c": ${colonInValue}`, `2:4 "e: f": ${colonInValue}`],
  ['lone CR line ends', 'a: 1\rb: x: 2\rc:\r  - 1\r', `2:4 "x: 2": ${colonInValue}`],
  ['CR LF line ends', 'a: "x\r\nb: 1\r\nc: d: e\r\n', `1:4 "\\"x": ${quote('"')}`, `3:4 "d: e": ${colonInValue}`],
  [
    'reserved signs',
    'a: @x\nb: `c`\n',
    '1:4 "@x": a text cannot begin with `@`; put it in quotes',
    '2:4 "`c`": a text cannot begin with a backtick; put it in quotes',
  ],
  ['a star alone', 'a: *\nb: 1\n', '1:4 "*": `*` names no anchor; put a text that begins with it in quotes'],
  ['two anchors', 'x: &a &b 1\n', '1:7 "&b": a second anchor stands here; keep one'],
  ['an anchor on an alias', 'x: &a *b\n', '1:7 "*b": an alias has an anchor or a tag before it; an alias takes neither, so leave it out'],
  [
    'a block of text on the line of its sign',
    'a: |x\n  foo\n',
    '1:5 "x": `x` stands on the line where a block of text is announced; begin the text on the next line',
  ],
  ['a mapping on the line of ---', '--- a: b\n', '1:5 "a: b": a mapping or a list begins on the line of `---`; begin it on the next line'],
]

describe('diagnose', () => {
  test.each(mistakes)('%s', (_, text, ...expected) => {
    expect(parse('spec.yaml', text).broken).toHaveLength(1)
    expect(told(text)).toEqual(expected)
  })

  test('says nothing of what is no fault of syntax', () => {
    for (const text of [
      '',
      '# only a comment\n',
      'a: 1\n',
      'a: 1\na: 2\n',
      'a: *b\n',
      '? [x]\n: 1\n',
      'a: !x 1\n',
      '%YAML 1.1\n---\na: 1\n',
    ]) {
      expect(diagnose(text), text).toEqual([])
    }
  })

  test('stops at the limits', () => {
    expect(diagnose(`a: b: c\n${'#'.repeat(limits.diagnosed)}`)).toEqual([])
    expect(diagnose('a: "x" y\n'.repeat(1000))).toHaveLength(limits.faults)
    expect(diagnose(`a: b: c\nd: ${'['.repeat(200)}`)).toEqual([])
  })

  test('survives the document that aborts a process through `yaml` alone', () => {
    const nest = `- ${'['.repeat(850)}1${']'.repeat(850)}\n`
    const text = nest + nest
    const { documents, faults, broken } = parse('spec.yaml', text)
    expect(documents).toEqual([])
    expect(faults.map(({ message }) => message)).toEqual([
      'collections are nested more than 100 deep; is an indentation or a closing bracket missing?',
    ])
    expect(broken).toEqual([{ chunk: [0, text.length], number: 1 }])
    expect(diagnose(text)).toEqual([])
  })

  test.each([
    '[',
    '{',
    '{a: ',
    '- ',
    '? ',
    'a: ',
    '"',
    "'",
    '&',
    '*',
    '!',
    '|',
    '>',
    '%',
    '-',
    ':',
    '?',
    '\t',
    '\u0000',
    '\uFEFF',
    ']',
    '}',
    ',',
    '#',
  ])('bears %j over and over', (piece) => {
    for (const text of [piece.repeat(5000), `${piece}\n`.repeat(5000), `a: ${piece.repeat(500)}\nb: c: d\n`]) {
      expect(diagnose(text).length).toBeLessThanOrEqual(limits.faults)
      parse('spec.yaml', text)
    }
  })
})
