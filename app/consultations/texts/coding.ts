import { cohenKappa, krippendorffAlpha } from '../../priorities/agreement.ts'

/** Two coders agree well enough from here on; below, they talk and code again (rule L-11). */
export const enoughAgreement = 0.7
/** At least this share of the texts is coded by both, in percent. */
export const leastShare = 10
/** The codes that one coder gave, by text. */
export type Given = ReadonlyMap<string, readonly string[]>

export interface Agreement {
  /** Texts that both have coded. */
  texts: number
  /** Cohen's kappa over every text and every code, given or not; null when it cannot be measured. */
  kappa: number | null
  /** Krippendorff's alpha (nominal) of the same decisions. */
  alpha: number | null
  codes: { key: string; kappa: number | null; first: number; second: number }[]
  isEnough: boolean
}

/** The texts that both coded and not alike, for the two to talk about. */
export function codedDifferently(first: Given, second: Given): { id: string; first: string[]; second: string[] }[] {
  const sorted = (codes: readonly string[]) => [...codes].sort()
  return [...first]
    .flatMap(([id, codes]) => {
      const other = second.get(id)
      return other ? [{ id, first: sorted(codes), second: sorted(other) }] : []
    })
    .filter((text) => text.first.join() !== text.second.join())
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** How far two coders agree. A text has any number of codes, so each code is a decision of its own. */
export function agreementOf(first: Given, second: Given, keys: readonly string[]): Agreement {
  const both = [...first.keys()].filter((id) => second.has(id)).sort()
  const decisions = (given: Given, key: string) => both.map((id) => (given.get(id)!.includes(key) ? '1' : '0'))
  const one = keys.flatMap((key) => decisions(first, key))
  const two = keys.flatMap((key) => decisions(second, key))
  const kappa = cohenKappa(one, two)
  return {
    texts: both.length,
    kappa,
    alpha: krippendorffAlpha([one, two], 'nominal'),
    codes: keys.map((key) => {
      const [own, other] = [decisions(first, key), decisions(second, key)]
      const given = (all: readonly string[]) => all.filter((decision) => decision === '1').length
      return { key, kappa: cohenKappa(own, other), first: given(own), second: given(other) }
    }),
    isEnough: kappa !== null && kappa >= enoughAgreement,
  }
}
