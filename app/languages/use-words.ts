import type { TFunction } from 'i18next'
import { createContext, useContext } from 'react'
import type { Language } from './language.ts'

/** What every component may know of the reader's language. Filled on the server; no page ships it to the browser. */
export interface Reading {
  language: Language
  words: (area: string) => TFunction
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

function useReading(): Reading {
  const reading = useContext(ReadingContext)
  if (!reading) throw new Error('a component was rendered outside a page')
  return reading
}
