import type { TFunction } from 'i18next'
import { createContext, useContext } from 'react'
import { firstLanguage, type Language } from './language.ts'

/** What stands in English in the records and was translated elsewhere, by its English. */
export type Said = Readonly<Record<string, { body: string; language: string }>>

/** What every component may know of the reader's language. Filled on the server; no page ships it to the browser. */
export interface Reading {
  language: Language
  words: (area: string) => TFunction
  /** What this page found translated of its records: a loader returns it as `said`. */
  said?: Said
  /** The same in the first language, for pages that do not exist in the reader's. */
  standIn: Omit<Reading, 'standIn'>
}

export const ReadingContext = createContext<Reading | undefined>(undefined)

/** The reader's language, its direction and its locale. */
export function useLanguage(): Language {
  return useReading().language
}

/** The words of one area in the reader's language. */
export function useWords(area: string): TFunction {
  return useReading().words(area)
}

/** Words of the records in the reader's language where somebody translated them, else as they are, in English. */
export function useSaid(): (english: string) => Said[string] {
  return readFrom(useReading().said)
}

/** The same where no page is drawn: in a feed or a message. */
export function readFrom(said: Said | undefined): (english: string) => Said[string] {
  const asWritten = (english: string) => ({ body: english, language: firstLanguage })
  // Anybody may call something "constructor".
  return (english) => (said && Object.hasOwn(said, english) ? said[english]! : asWritten(english))
}

/** How a part of a page reads that does not exist in the reader's language: wrap it in `ReadingContext.Provider`. */
export function useStandIn(): Reading {
  const { standIn } = useReading()
  return { ...standIn, standIn }
}

function useReading(): Reading {
  const reading = useContext(ReadingContext)
  if (!reading) throw new Error('a component was rendered outside a page')
  return reading
}
