/** Exit codes, the same for every command that judges: see the README. */
export const exits = { clean: 0, findings: 1, notDone: 2 } as const
