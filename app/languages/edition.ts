/** Ways in which the same texts are written: as they are, in easy words with pictures, or for young people. */
export const editions = ['standard', 'easy-read', 'youth'] as const
export type Edition = (typeof editions)[number]
/** Those that an exercise may have beside its own words. */
export const furtherEditions = ['easy-read', 'youth'] as const
export type FurtherEdition = (typeof furtherEditions)[number]

interface EditionPrefix {
  language: string
  edition: FurtherEdition
  name: string
}

/** The first words of addresses that are a language and an edition of it, with the edition's own name. */
export const editionPrefixes: Readonly<Record<string, EditionPrefix>> = {
  'en-easy': { language: 'en', edition: 'easy-read', name: 'Easy Read' },
  'en-youth': { language: 'en', edition: 'youth', name: 'For young people' },
  embed: { language: 'en', edition: 'youth', name: 'For young people' },
}

/** Addresses begin with it where the youth edition stands in another site's page, and so every link there stays in it. */
export const embedPrefix = 'embed'
export const isEmbedded = (prefix: string): boolean => prefix === embedPrefix

/** What a link needs that leads out of the frame: nothing but the answering itself stands in another site's page. */
export const outside = (prefix: string): { target?: '_blank' } => (isEmbedded(prefix) ? { target: '_blank' } : {})

/** The language that an address's first word stands for. */
export const languagePart = (prefix: string): string => editionPrefixes[prefix]?.language ?? prefix

/** The edition that an address's first word stands for. */
export const editionPart = (prefix: string): Edition => editionPrefixes[prefix]?.edition ?? 'standard'

/** True for the edition that asks nobody for an address, an age or anything else about themselves (rule P-12). */
export const asksNobody = (prefix: string): boolean => editionPart(prefix) === 'youth'

/** The first word of the addresses of an edition. */
export const prefixOf = (edition: FurtherEdition): string =>
  Object.entries(editionPrefixes).find(([, one]) => one.edition === edition)![0]
