/** What a spec may be at most. A hostile file is refused with a finding, at a cost that stays small. */
export const limits = {
  /** Bytes of a file. A spec has two or three thousand. */
  bytes: 10 * 1024 * 1024,
  /** Bytes of a file that a spec names: a licence file has a few thousand, a walk of the whole MIB of a server some hundred thousand. */
  named: 4 * 1024 * 1024,
  /** Bytes of a licence file. One has a few thousand. */
  license: 1024 * 1024,
  /** Collections within collections. A spec nests less than ten deep. */
  depth: 100,
  /** Characters that may begin a YAML node, counted in files of more than `uncounted` characters before they are parsed. */
  indicators: 3_000_000,
  uncounted: 1024 * 1024,
  /** Nodes that aliases and merge keys may add to a document. */
  expanded: 250_000,
  /** Faults reported for one file. */
  faults: 50,
  /** Characters of a broken document that a second, slower parser may look at for more diagnostics. */
  diagnosed: 256 * 1024,
  /** Characters and tags of a server's page of licences. It has a few thousand and some forty; tags bound how deep they nest. */
  page: 1024 * 1024,
  tags: 2000,
  /** Fields of a quote. The order of ten thousand servers has some hundred thousand. */
  cells: 1_000_000,
} as const
