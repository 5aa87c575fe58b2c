import type { TFunction } from 'i18next'
import { createContext, useContext } from 'react'
import type { Language } from './language.ts'

/** What every component may know of the reader's language. Filled on the server; no page ships it to the browser. */
export interface Reading {
  language: Language
  words: (area: string) => TFunction
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
