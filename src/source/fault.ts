/** What is wrong with a text, by offset. Lines and columns are made later, at the edge. */
export interface Fault {
  readonly start: number
  readonly end: number
  readonly message: string
  readonly severity?: 'warning'
  /** What in a licence file it is about, where that is not the fields of its lines. */
  readonly about?: 'signature' | 'twins' | 'damage'
  readonly related?: readonly Fault[]
}
