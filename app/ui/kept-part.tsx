import { createContext, type ReactNode, useContext } from 'react'
import { ReadingContext } from '../languages/use-words.ts'

/** Puts a part of a page by its name, rendered now or remembered from before. Filled on the server; without it parts render in place. */
export const KeepingContext = createContext<((name: string, part: ReactNode) => string) | undefined>(undefined)

/**
 * A part of a page made only of `from` (plain data, or hashes of what is frozen), so that it is rendered once for all
 * readers of a language and again when any of it changes. Nothing of one reader's may stand in it; `name` tells parts apart.
 */
export function KeptPart({ name, from, children }: { name: string; from: unknown; children: ReactNode }) {
  const keep = useContext(KeepingContext)
  // The language of the part, not of the address: a page that does not exist in the reader's stands in English.
  const reading = useContext(ReadingContext)
  if (!keep) return <>{children}</>
  const part = <ReadingContext.Provider value={reading}>{children}</ReadingContext.Provider>
  return <>{keep(`${reading?.language.code} ${name} ${JSON.stringify(from)}`, part)}</>
}
