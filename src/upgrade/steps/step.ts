/** One step of a hop: when it is done, on what, and what says so. */
export interface PlanStep {
  readonly when: 'before' | 'window' | 'after'
  /** The server or Bridge on which it is done; undefined at one's desk. */
  readonly on: string | undefined
  readonly says: string
  readonly facts: readonly string[]
  /** Whether there is no way back from here but a new installation. */
  readonly final?: boolean
  /** Whether software is installed or removed, of which no source at hand tells whether it restarts the machine. */
  readonly installs?: boolean
}
