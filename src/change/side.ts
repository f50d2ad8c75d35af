/** One side of a change: specs that were checked, and by what name they are called. */
import type { Report } from '../check.ts'
import type { Settings } from '../review/settings.ts'

export interface Side {
  /** `main (1a2b3c4d5e6f)`, `the working tree`, `what is staged`, a folder. */
  readonly label: string
  readonly report: Report
  /** The name of a file that is the same on both sides. */
  readonly nameOf: (file: string) => string
  /** What is settled there; undefined where it is not compared. */
  readonly settings?: Settings
}
