type Words = (key: string) => string

/** What somebody needs, in words: "Interpreter (Gujarati)". */
export const needText = (t: Words, { kind, detail }: { kind: string; detail: string }): string =>
  detail ? `${t(`needs.${kind}`)} (${detail})` : t(`needs.${kind}`)
