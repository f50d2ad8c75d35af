declare const unknowns: readonly { readonly id: string; readonly question: string; readonly known?: string; readonly so: string }[]
export default unknowns
