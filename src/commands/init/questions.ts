/** Asks a person on a terminal, one question after the other. A bundle of its own, since it is rarely needed. */
import { input, select } from '@inquirer/prompts'

export interface Question {
  readonly key: string
  readonly message: string
  /** What may be chosen; any text where it is left out. */
  readonly choices?: readonly string[]
  /** What an empty answer stands for. */
  readonly fallback?: (answers: Answers) => string | undefined
  /** Whether it is asked at all. */
  readonly when?: (answers: Answers) => boolean
  /** What is wrong with an answer; undefined where nothing is. */
  readonly amiss: (answer: string, answers: Answers) => string | undefined
}

export type Answers = Readonly<Partial<Record<string, string>>>

/** The answers by key, without those that are empty; undefined where the person stopped it. Standard output is left alone. */
export async function ask(questions: readonly Question[]): Promise<Answers | undefined> {
  let answers: Answers = {}
  try {
    for (const { key, message, choices, fallback, when, amiss } of questions) {
      if (when && !when(answers)) continue
      const otherwise = fallback?.(answers)
      const preset = otherwise === undefined ? {} : { default: otherwise }
      const answer = choices
        ? await select({ message, choices: [...choices], ...preset }, { output: process.stderr })
        : await input({ message, ...preset, validate: (text) => amiss(text.trim(), answers) ?? true }, { output: process.stderr })
      if (answer.trim() !== '') answers = { ...answers, [key]: answer.trim() }
    }
    return answers
  } catch (error) {
    if (error instanceof Error && /^(?:ExitPromptError|AbortPromptError)$/.test(error.name)) return undefined
    throw error
  }
}
