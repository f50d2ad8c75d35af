/** The test language of examples: a comment `# <- message` at the end of the line on which a finding must stand. */

/** The marks of a text, as `line: message`. */
export function marksIn(text: string): string[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    const message = /# <- (.+)$/.exec(line)?.[1]
    return message === undefined ? [] : [`${index + 1}: ${message}`]
  })
}
