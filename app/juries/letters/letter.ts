/** One letter: its number, the code it carries and where it goes; without an address it is a card to hand out. */
export interface Letter {
  number: number
  code: string
  /** Lines of the address; empty on a card. */
  address: string[]
}

/** Everything that is the same on every letter, in the language of the letter. Blank paragraphs are left out. */
export interface LetterWords {
  /** The title of the document for those who hear it read. */
  title: string
  lang: string
  from: string
  date: string
  /** Above the address, because nobody's name is known. */
  to: string
  heading: string
  opening: string
  question: string
  /** A heading and what stands under it; lists are set with marks. */
  sections: { heading: string; paragraphs: string[]; list: string[] }[]
  codeLabel: string
  /** The short address as it is typed, and the whole one that the square code leads to. */
  address: string
  link: string
  /** What a reader who cannot see the square code is told. */
  linkAlt: string
  signedBy: string
  /** Where to ask for help in another language; the sentences follow. */
  strip: string
  languages: { lang: string; text: string }[]
  /** The smallest print: where the address came from. */
  foot: string
  /** "Letter {{number}}", filled in for each. */
  number: string
}
