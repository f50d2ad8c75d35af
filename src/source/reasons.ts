/** The reasons for which js-yaml refuses a text, in the words of the people who write specs. */
import { limits } from './limits.ts'

const words: Readonly<Record<string, string>> = {
  'deficient indentation': 'this line stands within quotes or brackets, but is not indented; indent it, or close them',
  'bad indentation of a mapping entry':
    'something stands here that is neither a key nor a value; check the indentation, the colons and the quotes',
  'bad indentation of a sequence entry': 'something stands here that is no item of the list above; check the indentation',
  'tab characters must not be used in indentation': 'a tab indents this line; YAML indents with blanks',
  "expected ':' after a mapping key": 'no colon follows this key; write one, and a blank after it',
  'can not read a block mapping entry; a multiline key may not be an implicit key': 'a line above has no colon; write one after its key',
  'end of the stream or a document separator is expected':
    'the document has ended above; check the indentation, or begin a new one with `---`',
  'a whitespace character is expected after the key-value separator within a block mapping': 'no blank follows the colon; write one',
  'missed comma between flow collection entries': 'a comma or a closing bracket is missing before this',
  "expected the node content, but found ','": 'nothing stands before this comma; remove it',
  'unexpected end of the stream within a flow collection': 'the text ends within brackets; close them',
  'unexpected end of the stream within a single quoted scalar': "the text ends within a quote; write `'` where it ends",
  'unexpected end of the stream within a double quoted scalar': 'the text ends within a quote; write `"` where it ends',
  'unexpected end of the document within a single quoted scalar': "the document ends within a quote; write `'` where it ends",
  'unexpected end of the document within a double quoted scalar': 'the document ends within a quote; write `"` where it ends',
  'unknown escape sequence': 'this is no escape; write `\\\\` for a backslash, or use single quotes',
  'expected hexadecimal character': 'this escape needs more hexadecimal digits; write `\\\\` for a backslash, or use single quotes',
  'the stream contains non-printable characters': 'a character stands here that YAML does not allow; remove it',
  'null byte is not allowed in input': 'a character stands here that YAML does not allow; remove it',
  'expected valid JSON character': 'a character stands here that YAML does not allow; write it as an escape in double quotes',
  'directives end mark is expected': 'a line that begins with `%` is a directive and needs a line `---` after it',
  'directive name must not be less than one character in length':
    'a line that begins with `%` is a directive; put a text that begins with it in quotes',
  'name of an alias node must contain at least one character': '`*` names no anchor; put a text that begins with it in quotes',
  'name of an anchor node must contain at least one character': '`&` gives no name; put a text that begins with it in quotes',
  'duplication of an anchor property': 'a second anchor stands here; keep one',
  'duplication of a tag property': 'a second tag stands here; keep one',
  'alias node should not have any properties': 'an alias takes neither an anchor nor a tag; leave them out',
  'a line break is expected': 'a block of text is announced here; begin the text on the next line',
}

export const secondKey = 'this value holds a colon and a blank, so that it reads as a second key in the same line; put it in quotes'

/** The reason in plain words where there are some, else as the parser has it. */
export function plainly(reason: string): string {
  if (reason.startsWith('nesting exceeded'))
    return `collections are nested more than ${limits.depth} deep; is an indentation or a closing bracket missing?`
  return words[reason] ?? reason
}
