import { z } from 'zod'
import type { Handle } from '../../../db/connect.ts'
import type { Exercise } from '../../engagement/exercise.ts'
import { furtherEditions, prefixOf } from '../../languages/edition.ts'
import type { StaffAsk } from '../../server/page.ts'
import { buildingFor } from '../building/building.server.ts'
import { bookletPages, editionHints, isReady, sentencesOf, unready } from './easy-read.ts'
import { embedSites } from './embed-store.server.ts'
import { embedSnippet, typedSites } from './embedding.ts'
import { allPictures } from './picture-store.server.ts'
import { counted, stateOf } from './translation.ts'
import { editionsOffered, translatedTexts } from './translation-store.server.ts'

export const editionParams = z.object({ id: z.string().max(100), edition: z.enum(furtherEditions) })
export type EditionAsk = StaffAsk<z.output<typeof editionParams>>

/** An exercise's texts beside one edition of them; 404 for another partner's exercise. */
export async function editionFor(ask: EditionAsk, db: Handle = ask.db) {
  const { edition } = ask.params
  const { exercise, isSeen, isLead } = await buildingFor(ask, db)
  const prefix = prefixOf(edition)
  const all = await translatedTexts(db, exercise.id, prefix, () => true)
  const texts = await translatedTexts(db, exercise.id, prefix, isSeen)
  const isOffered = (await editionsOffered(db, exercise.id)).includes(edition)
  return {
    exercise,
    edition,
    prefix,
    isLead,
    texts,
    isOffered,
    isWritten: all.length > 0,
    isReady: isReady(edition, all),
    left: unready(edition, all),
    /** What of that stands in another partner's own part, which only they see before it is public. */
    leftElsewhere: unready(edition, all).missing - unready(edition, texts).missing,
  }
}

const doneShape = z.enum(['saved', 'same', 'signed', 'offered', 'taken-off', 'embedded'])
export type EditionDone = z.output<typeof doneShape>

/** What the page of one edition shows. */
export async function editionView(ask: EditionAsk) {
  const { exercise, texts, ...facts } = await editionFor(ask)
  const done = doneShape.safeParse(new URL(ask.request.url).searchParams.get('done'))
  const t = ask.words('editions')
  return {
    ...facts,
    title: t(`${facts.edition}.title`),
    exercise: { id: exercise.id, title: exercise.title, slug: exercise.slug, published: exercise.publishedAt !== null },
    counts: counted(texts),
    embed: facts.edition === 'youth' && facts.isLead ? await embedFor(ask, exercise, facts) : null,
    pages: bookletPages(texts),
    pictures: facts.edition === 'easy-read' ? await allPictures(ask.db) : [],
    texts: texts.map((text, i) => ({
      ...text,
      number: i + 1,
      state: stateOf(text),
      sentences: sentencesOf(text.body).map((sentence, k) => ({ sentence, picture: text.pictures[k] ?? '' })),
      hints: editionHints(facts.edition, text).map(({ key, values }) => String(t(`hints.${key}`, values))),
    })),
    done: done.success ? done.data : null,
  }
}
/** Where it may stand, and what to put there once residents can reach it. */
async function embedFor(
  { db, settings, words }: EditionAsk,
  { id, slug, title, publishedAt }: Exercise,
  { isOffered }: { isOffered: boolean },
) {
  const sites = await embedSites(db, id)
  const t = words('editions')
  const said = { title: t('embed.frame_title', { title }), link: t('embed.link', { title }) }
  const shown = sites.length > 0 && isOffered && publishedAt !== null
  return {
    sites: typedSites(sites),
    snippet: shown ? embedSnippet({ origin: settings.PUBLIC_ORIGIN, slug, ...said }) : null,
  }
}

export type EditionView = Awaited<ReturnType<typeof editionView>>
