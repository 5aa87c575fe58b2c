import { createContext, type ReactNode, useContext } from 'react'

/** Puts a part of a page by its name, rendered now or remembered from before. Filled on the server; without it parts render in place. */
export const KeepingContext = createContext<((name: string, part: ReactNode) => string) | undefined>(undefined)

/**
 * A part of a page made only of what its name stands for (hashes of what is frozen, the view asked for, the words beside
 * them), so that it may be rendered once for all readers of a language. Nothing of one reader's may stand in it.
 */
export function KeptPart({ name, children }: { name: string; children: ReactNode }) {
  const keep = useContext(KeepingContext)
  return <>{keep ? keep(name, children) : children}</>
}
