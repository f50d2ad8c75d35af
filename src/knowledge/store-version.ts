/** Releases of Exchange as people write them. */

const spelling =
  /^(?:microsoft |ms )?(?:exchange )?(?:server )?(\d+(?:\.\d+)?)(?: (?:standard|enterprise)(?: edition)?)?(?:,? (?:sp|service pack) ?\d+)?$/i

/** `2003` of `2003 SP2`, `Exchange 2003` or `Microsoft Exchange Server 2003`. Undefined for what is not understood. */
export const readStoreVersion = (written: string): string | undefined => spelling.exec(written.trim().replace(/\s+/g, ' '))?.[1]
