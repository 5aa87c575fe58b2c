import { createRequire } from 'node:module'

const { resolve } = createRequire(import.meta.url)
const file = (family: string, subset: string, weight = 400): string =>
  resolve(`@fontsource/${family}/files/${family}-${subset}-${weight}-normal.woff`)

/** Noto throughout, because one family has every script of the strip; its Latin letters come with the Gujarati ones. */
export const letterFonts = {
  text: file('noto-sans-gujarati', 'latin'),
  bold: file('noto-sans-gujarati', 'latin', 700),
  latinExtended: file('noto-sans-gujarati', 'latin-ext'),
  gu: file('noto-sans-gujarati', 'gujarati'),
  pa: file('noto-sans-gurmukhi', 'gurmukhi'),
  ur: file('noto-nastaliq-urdu', 'arabic'),
}
export type LetterFont = keyof typeof letterFonts

const scripts: [LetterFont, RegExp][] = [
  ['ur', /[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]/u],
  ['gu', /[\u0a80-\u0aff]/u],
  ['pa', /[\u0a00-\u0a7f\u0964\u0965]/u],
  ['latinExtended', /[\u0100-\u02af\u1e00-\u1eff]/u],
]

/** A text in pieces that one font has all letters of; spaces stay with the piece before them. */
export function runsOf(text: string): { font: LetterFont; text: string }[] {
  const runs: { font: LetterFont; text: string }[] = []
  for (const character of text) {
    const last = runs.at(-1)
    const own = scripts.find(([, letters]) => letters.test(character))?.[0] ?? 'text'
    const font = /[\s\u200c\u200d]/u.test(character) && last ? last.font : own
    if (last?.font === font) last.text += character
    else runs.push({ font, text: character })
  }
  return runs
}
