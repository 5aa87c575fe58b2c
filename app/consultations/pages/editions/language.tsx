import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { useWords } from '../../../languages/use-words.ts'
import { formDataOf, type Refused } from '../../../server/form.ts'
import { notFound, type StaffAsk, staffPage } from '../../../server/page.ts'
import { FormErrors } from '../../../ui/errors.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { DeskPage } from '../../../ui/page-kinds.tsx'
import {
  type Back,
  checksAlone,
  fileLimit,
  type LanguageDone,
  languagesPath,
  languageView,
  oneLanguage,
  readFile,
  seal,
  translatingFor,
} from '../../editions/translating.server.ts'
import { changesOf, troublesIn } from '../../editions/translation.ts'
import { saveTranslations, signTranslations, type Written } from '../../editions/translation-store.server.ts'
import { TranslatorsFiles, TranslatorsSign, TranslatorsTexts } from './language-parts.tsx'

type LanguageAsk = StaffAsk<z.output<typeof oneLanguage.params>>

const mostShown = 100

export const loader = (args: LoaderFunctionArgs) => staffPage(oneLanguage, languageView)(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage(oneLanguage, async (ask) => {
    await translatingFor(ask)
    const form = await formDataOf(ask.request)
    const act = { save, load, sign }[String(form.get('intent')) as 'save' | 'load' | 'sign']
    if (!act || !['save', 'load', 'sign'].includes(String(form.get('intent')))) throw notFound()
    return act(ask, form)
  })(args)

const refuse = (errors: Refused['errors'], typed: Refused['typed'], more: Omit<Back, keyof Refused> = {}) =>
  data<Back>({ errors, typed, ...more }, { status: 422 })

const to = ({ params }: LanguageAsk, what: LanguageDone, count: number) =>
  redirect(languagesPath(params.id, `/${params.language}?done=${what}-${count}`), 303)

const text = (form: FormData, name: string) => {
  const value = form.get(name)
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : ''
}

/** Keeps what was changed on the page. What somebody else changed meanwhile is said and not written over. */
async function save(ask: LanguageAsk, form: FormData) {
  const t = ask.words('translating')
  const outcome = await write(ask.db, async (tx) => {
    const { exercise, language, texts } = await translatingFor(ask, tx)
    const errors: Refused['errors'] = []
    const typed: Refused['typed'] = { intent: ['save'] }
    const written: Written[] = []
    for (const [i, { place, english, body, source }] of texts.entries()) {
      const field = `text-${i + 1}`
      // A page of an earlier form has other texts under the same numbers.
      if (text(form, `place-${i + 1}`) !== place) continue
      const [given, before] = [text(form, field), text(form, `before-${i + 1}`)]
      typed[field] = [given]
      const renewed = form.get(`renew-${i + 1}`) !== null && source !== english && given !== ''
      if ((given === before && !renewed) || (given === body && source === english)) continue
      if (before !== body) {
        errors.push({ field, message: t('errors.meanwhile', { number: i + 1, body }) })
        continue
      }
      for (const { key, values } of given ? troublesIn(english, given) : []) {
        errors.push({ field, message: t('errors.in_text', { number: i + 1, problem: t(`errors.${key}`, values) }) })
      }
      written.push({ place, source: english, body: given })
    }
    if (errors.length) return { errors, typed }
    const by = { exerciseId: exercise.id, language: language.code, personId: ask.actor.personId, how: 'typed' }
    if (written.length) await saveTranslations(tx, by, written, ask.now)
    return { written: written.length }
  })
  if (outcome.errors) return refuse(outcome.errors, outcome.typed)
  throw to(ask, outcome.written ? 'saved' : 'same', outcome.written)
}

/** Reads the whole file and holds it against the texts of this moment; then takes all of it, or nothing. */
async function load(ask: LanguageAsk, form: FormData) {
  const t = ask.words('translating')
  const file = form.get('file')
  const wrongFile = (key: string) => refuse([{ field: 'file', message: t(`errors.${key}`) }], {})
  if (!(file instanceof File) || file.size === 0) return wrongFile('no_file')
  if (file.size > fileLimit) return wrongFile('file_size')
  const read = readFile(file.name, new Uint8Array(await file.arrayBuffer()), ask.params.language)
  const outcome = await write(ask.db, async (tx) => {
    const { exercise, language, texts } = await translatingFor(ask, tx)
    const { troubles, changes } = changesOf(read, texts)
    if (troubles.length) return { troubles }
    const written = changes.changed.map(({ place, source, target }) => ({ place, source, body: target }))
    const how = file.name.slice(0, 100)
    const by = { exerciseId: exercise.id, language: language.code, personId: ask.actor.personId, how }
    if (written.length) await saveTranslations(tx, by, written, ask.now)
    return { written: written.length }
  })
  if (outcome.troubles) {
    const total = outcome.troubles.length
    const more = { wrong: outcome.troubles.slice(0, mostShown), total }
    return refuse([{ field: 'file', message: t('errors.in_file', { count: total }) }], {}, more)
  }
  throw to(ask, outcome.written ? 'loaded' : 'same', outcome.written)
}

/** A speaker has read every translation that is not out of date: the mark goes from what residents read. */
async function sign(ask: LanguageAsk, form: FormData) {
  const t = ask.words('translating')
  const checker = checksAlone(ask) ?? text(form, 'checker')
  const typed = { intent: ['sign'], checker: [checker], read: form.get('read') === null ? [] : ['yes'] }
  const errors: Refused['errors'] = []
  if (!checker || checker.length > 100) errors.push({ field: 'checker', message: t('errors.checker') })
  if (form.get('read') === null) errors.push({ field: 'read', message: t('errors.read') })
  if (errors.length) return refuse(errors, typed)
  const count = await write(ask.db, async (tx) => {
    const { exercise, language, texts } = await translatingFor(ask, tx)
    // Only what stood on the page: what came since was not read.
    const shown = texts.filter((one, i) => text(form, `read-${i + 1}`) === seal(one))
    const by = { exerciseId: exercise.id, language: language.code, personId: ask.actor.personId, checker }
    return signTranslations(tx, by, shown, ask.now)
  })
  throw to(ask, count ? 'signed' : 'same', count)
}

export default function OneLanguage() {
  const view = useLoaderData<typeof loader>()
  const back = useActionData<Back>()
  const t = useWords('translating')
  const { title, exercise, done, self } = view
  const desk = useWords('engagement')
  return (
    <DeskPage
      title={title}
      where={exercise.title}
      back={
        self === null
          ? { href: `/desk/exercises/${exercise.id}/languages`, text: t('title') }
          : { href: '/desk', text: desk('desk.title') }
      }
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={
        done && !back ? (
          <NotificationBanner
            type="success"
            titleText={t('done.title')}
            text={t(`done.${done.what}`, { count: done.count })}
          />
        ) : null
      }
    >
      <TranslatorsFiles view={view} back={back} />
      <TranslatorsTexts view={view} back={back} />
      <TranslatorsSign view={view} back={back} />
    </DeskPage>
  )
}
