import { Fragment } from 'react'
import { firstLanguage } from '../../../languages/language.ts'
import { InOwnLanguage } from '../../../languages/read-text.tsx'
import type { ResultsPaper } from './results.server.ts'

const known = new WeakMap<object, RegExp | null>()

/** What of a form stands in English because nobody wrote it in the reader's language, the longest first. */
function inEnglish({ texts, ownTexts, lang }: Pick<ResultsPaper, 'texts' | 'ownTexts' | 'lang'>): RegExp | null {
  const found = known.get(texts)
  if (found !== undefined) return found
  const own = new Set(ownTexts)
  const bodies = Object.entries(texts).flatMap(([id, body]) => (own.has(id) || !body.trim() ? [] : [body]))
  const english = lang.startsWith(firstLanguage) ? [] : [...new Set(bodies)].sort((a, b) => b.length - a.length)
  const made = english.length
    ? new RegExp(
        `(?<!\\p{L})(${english.map((body) => body.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})(?!\\p{L})`,
        'u',
      )
    : null
  known.set(texts, made)
  return made
}

/** Words with names of the form in them: those that stand in English say so, to a screen reader too. */
export function Told({ paper, children }: { paper: ResultsPaper; children: string }) {
  const english = inEnglish(paper)
  if (!english) return <>{children}</>
  return (
    <>
      {children
        .split(english)
        .map((piece, i) =>
          i % 2 ? (
            <InOwnLanguage key={i} text={{ body: piece, language: firstLanguage }} />
          ) : (
            <Fragment key={i}>{piece}</Fragment>
          ),
        )}
    </>
  )
}
