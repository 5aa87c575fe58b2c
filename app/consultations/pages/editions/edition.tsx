import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { write } from '../../../../db/connect.ts'
import { useWords } from '../../../languages/use-words.ts'
import { lines, type Refused, refused, type Typed, typedIn, workNamed } from '../../../server/form.ts'
import { notFound, staffPage } from '../../../server/page.ts'
import { FormDesk } from '../../../ui/form-desk.tsx'
import { sentencesOf } from '../../editions/easy-read.ts'
import {
  type EditionAsk,
  type EditionDone,
  editionFor,
  editionParams,
  editionView,
} from '../../editions/edition-view.server.ts'
import { setEmbedOrigins } from '../../editions/embed-store.server.ts'
import { expectedMost, originsMost, readOrigins } from '../../editions/embedding.ts'
import { suggestedPicture } from '../../editions/picture.ts'
import { allPictures } from '../../editions/picture-store.server.ts'
import { translatingPermission } from '../../editions/translating.server.ts'
import { translationLimit } from '../../editions/translation.ts'
import {
  offerEdition,
  saveTranslations,
  signTranslations,
  type Written,
} from '../../editions/translation-store.server.ts'
import { EditionOffer, EditionTexts, EditionTried } from './edition-parts.tsx'
import { EditionEmbedding } from './embed-parts.tsx'

const options = { params: editionParams, permission: translatingPermission } as const

export const loader = (args: LoaderFunctionArgs) => staffPage(options, editionView)(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage(options, async (ask) => {
    await editionFor(ask)
    const typed = await typedIn(ask.request)
    const act = workNamed(acts, typed.intent?.[0])
    if (!act) throw notFound()
    return act(ask, typed)
  })(args)

const acts = { save, sign, offer, withdraw, embed }

const to = ({ params }: EditionAsk, what: EditionDone) =>
  redirect(`/desk/exercises/${encodeURIComponent(params.id)}/editions/${params.edition}?done=${what}`, 303)

/** Keeps what was changed: a sentence a line, each with the picture chosen beside it or the one that its words suggest. */
async function save(ask: EditionAsk, typed: Typed) {
  const t = ask.words('editions')
  const files = (await allPictures(ask.db)).map(({ file }) => file)
  const outcome = await write(ask.db, async (tx) => {
    const { exercise, edition, prefix, texts } = await editionFor(ask, tx)
    const errors: Refused['errors'] = []
    const written: Written[] = []
    for (const [i, { place, english, body, source, pictures }] of texts.entries()) {
      const number = i + 1
      // A page of an earlier form has other texts under the same numbers.
      if (typed[`place-${number}`]?.[0] !== place) continue
      const read = lines(translationLimit).safeParse(typed[`text-${number}`]?.[0])
      if (!read.success) {
        errors.push({ field: `text-${number}`, message: t('errors.long', { number, limit: translationLimit }) })
        continue
      }
      const sentences = sentencesOf(read.data)
      const before = sentencesOf(body)
      const chosen = sentences.map((sentence) => {
        const at = before.indexOf(sentence)
        const wish =
          at < 0 ? suggestedPicture(sentence) : (typed[`picture-${number}-${at + 1}`]?.[0] ?? pictures[at] ?? '')
        return edition === 'easy-read' && files.includes(wish) ? wish : ''
      })
      const given = sentences.join('\n')
      const same = given === body && chosen.every((file, k) => file === (pictures[k] ?? ''))
      if (same && (source === english || typed[`renew-${number}`] === undefined)) continue
      if ((typed[`before-${number}`]?.[0] ?? '').replaceAll('\r\n', '\n') !== body) {
        errors.push({ field: `text-${number}`, message: t('errors.meanwhile', { number }) })
        continue
      }
      written.push({ place, source: english, body: given, pictures: chosen })
    }
    if (errors.length) return { errors }
    const by = { exerciseId: exercise.id, language: prefix, personId: ask.actor.personId, how: 'typed' }
    if (written.length) await saveTranslations(tx, by, written, ask.now)
    return { written: written.length }
  })
  if (outcome.errors) return refused(outcome.errors, typed)
  throw to(ask, outcome.written ? 'saved' : 'same')
}

/** People it is made for have tried it: residents are no longer told that they have not. */
async function sign(ask: EditionAsk, typed: Typed) {
  const t = ask.words('editions')
  const checker = (typed.checker?.[0] ?? '').trim()
  if (!checker || checker.length > 100) return refused([{ field: 'checker', message: t('errors.checker') }], typed)
  await write(ask.db, async (tx) => {
    const { exercise, prefix, texts } = await editionFor(ask, tx)
    const by = { exerciseId: exercise.id, language: prefix, personId: ask.actor.personId, checker }
    await signTranslations(tx, by, texts, ask.now)
  })
  throw to(ask, 'signed')
}

function offer(ask: EditionAsk, typed: Typed) {
  return setOffer(ask, typed, true)
}

function withdraw(ask: EditionAsk, typed: Typed) {
  return setOffer(ask, typed, false)
}

async function setOffer(ask: EditionAsk, typed: Typed, offered: boolean) {
  const t = ask.words('editions')
  const wrong = await write(ask.db, async (tx) => {
    const { exercise, edition, isLead, isReady } = await editionFor(ask, tx)
    if (!isLead) throw notFound()
    if (offered && !isReady) return true
    await offerEdition(tx, { exerciseId: exercise.id, edition, personId: ask.actor.personId, offered }, ask.now)
    return false
  })
  if (wrong) return refused([{ field: 'offer', message: t('errors.not_ready') }], typed)
  throw to(ask, offered ? 'offered' : 'taken-off')
}

/** Says on which sites' pages the youth edition may stand. */
async function embed(ask: EditionAsk, typed: Typed) {
  const t = ask.words('editions')
  const read = readOrigins(typed.origins?.[0] ?? '', { tryingOut: !ask.settings.secure })
  if (!read.ok) {
    const limit = read.problem === 'expected' ? expectedMost : originsMost
    const message = t(`errors.embed.${read.problem}`, { line: read.line, limit })
    return refused([{ field: 'origins', message }], typed)
  }
  const changed = await write(ask.db, async (tx) => {
    const { exercise, edition, isLead } = await editionFor(ask, tx)
    if (!isLead || edition !== 'youth') throw notFound()
    const given = { exerciseId: exercise.id, sites: read.sites, personId: ask.actor.personId }
    return setEmbedOrigins(tx, given, ask.now)
  })
  throw to(ask, changed ? 'embedded' : 'same')
}

export default function OneEdition() {
  const view = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('editions')
  const { title, exercise, done } = view
  return (
    <FormDesk
      title={title}
      where={exercise.title}
      back={{ href: `/desk/exercises/${exercise.id}/languages`, text: t('back') }}
      refused={back}
      done={done}
      t={t}
    >
      <EditionOffer view={view} />
      <EditionEmbedding view={view} back={back} />
      <EditionTexts view={view} back={back} />
      <EditionTried view={view} back={back} />
    </FormDesk>
  )
}
