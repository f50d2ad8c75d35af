/** `1234` as `1,234`, the same on every machine. */
export const figure = (value: number): string => String(value).replace(/\B(?=(?:\d{3})+$)/g, ',')
