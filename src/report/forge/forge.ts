/** A report in the formats that forges, editors and machines take. */
import { renderAgent } from './agent.ts'
import { renderCheckstyle } from './checkstyle.ts'
import { renderCompact } from './compact.ts'
import { renderGithub } from './github.ts'
import { renderGitlab } from './gitlab.ts'
import { renderJunit } from './junit.ts'
import { renderComment, renderSummary } from './page.ts'
import { renderSarif } from './sarif.ts'
import type { Rendered, Subject } from './subject.ts'

export type { Rendered, Subject } from './subject.ts'

const renderers = {
  compact: renderCompact,
  sarif: renderSarif,
  junit: renderJunit,
  github: renderGithub,
  summary: renderSummary,
  gitlab: renderGitlab,
  checkstyle: renderCheckstyle,
  markdown: renderComment,
  agent: renderAgent,
} as const satisfies Readonly<Record<string, (subject: Subject) => Rendered>>

export type ForgeFormat = keyof typeof renderers

/** Renders a report. What comes from specs is escaped as the format wants it. */
export const renderForge = (format: ForgeFormat, subject: Subject): Rendered => renderers[format](subject)
