import { createRequire } from 'node:module'

const { resolve } = createRequire(import.meta.url)
const noto = (family: string, part: string, weight = 400) =>
  resolve(`@fontsource/${family}/files/${family}-${part}-${weight}-normal.woff`)

/** The faces a document is set in. Noto, because it has every script; its Latin letters come with the Gujarati ones. */
export const pdfFonts = {
  latin: noto('noto-sans-gujarati', 'latin'),
  bold: noto('noto-sans-gujarati', 'latin', 700),
  wide: noto('noto-sans-gujarati', 'latin-ext'),
  gujarati: noto('noto-sans-gujarati', 'gujarati'),
  gurmukhi: noto('noto-sans-gurmukhi', 'gurmukhi'),
  nastaliq: noto('noto-nastaliq-urdu', 'arabic'),
} as const
export type PdfFont = keyof typeof pdfFonts

const letters: [PdfFont, RegExp][] = [
  ['nastaliq', /[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]/],
  ['gujarati', /[\u0a80-\u0aff]/],
  ['gurmukhi', /[\u0a00-\u0a7f]/],
  ['wide', /[\u0100-\u02af\u1e00-\u1eff]/],
]

/** The face that has a letter. */
export const faceOf = (letter: string): PdfFont => letters.find(([, own]) => own.test(letter))?.[0] ?? 'latin'

/** A text in pieces of one face each; joiners stay with what they join. */
export function pieces(text: string): { face: PdfFont; text: string }[] {
  const found: { face: PdfFont; text: string }[] = []
  for (const letter of text) {
    const last = found.at(-1)
    const face = last && /[\u200c\u200d]/.test(letter) ? last.face : faceOf(letter)
    if (last?.face === face) last.text += letter
    else found.push({ face, text: letter })
  }
  return found
}
