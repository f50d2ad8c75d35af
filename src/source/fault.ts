/** What is wrong with a text, by offset. Lines and columns are made later, at the edge. */
export interface Fault {
  readonly start: number
  readonly end: number
  readonly message: string
  readonly severity?: 'warning'
  readonly related?: readonly Fault[]
}
