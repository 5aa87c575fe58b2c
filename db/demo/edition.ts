import { exerciseTexts } from '../../app/consultations/editions/exercise-text-store.server.ts'
import { offerEdition, saveTranslations } from '../../app/consultations/editions/translation-store.server.ts'
import { type FurtherEdition, prefixOf } from '../../app/languages/edition.ts'
import type { Demo } from './context.ts'

/** The words of an edition: by the place where a text stands, and of each option by its priority's key. */
export interface EditionWords {
  options: Record<string, readonly [title: string, example: string]>
  /** What both consultations in the template of four questions have alike. */
  shared: Record<string, string>
  own: Record<string, Record<string, string>>
}

/** Writes an edition of each of these consultations and offers it; a text that it lacks is an error of the demonstration. */
export async function loadEdition(
  demo: Demo,
  edition: FurtherEdition,
  { options, shared, own }: EditionWords,
  picturesOf?: (body: string) => string[],
): Promise<void> {
  const personId = demo.id('person-officer-1')
  for (const [key, further] of Object.entries(own)) {
    const exerciseId = demo.id(`exercise-${key}`)
    const said: Record<string, string> = { ...shared, ...further }
    const written = (await exerciseTexts(demo.tx, exerciseId)).map(({ place, bodies }) => {
      const [, option, part] = /option-(P\d\d)-(title|example)$/.exec(place) ?? []
      const body = option ? options[option]![part === 'title' ? 0 : 1] : said[place]
      if (!body) throw new Error(`the demonstration's ${edition} edition of ${key} has no ${place}`)
      return { place, source: bodies.en, body, ...(picturesOf && { pictures: picturesOf(body) }) }
    })
    await saveTranslations(
      demo.tx,
      { exerciseId, language: prefixOf(edition), personId, how: 'typed' },
      written,
      demo.at(-1),
    )
    await offerEdition(demo.tx, { exerciseId, edition, personId, offered: true }, demo.at(-1))
  }
}
