import type { ReactNode } from 'react'
import type samples from '../../../locales/en/components.json'
import type { Direction } from '../shell.tsx'

/** The sample words of one language. */
export type Words = (typeof samples)['samples']

/** What a specimen is drawn with: words, direction, locale, and ids that are its side's own. */
export type Side = Readonly<{ t: Words; direction: Direction; locale: string; id: (name: string) => string }>

/** One thing to look at. `name` is the component's, as developers know it. */
export type Specimen = Readonly<{ name: string; draw: (side: Side) => ReactNode }>
