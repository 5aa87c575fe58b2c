import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { write } from '../../../../db/connect.ts'
import { seesOf } from '../../../engagement/exercise-access.server.ts'
import { useWords } from '../../../languages/use-words.ts'
import { languageOf } from '../../../languages/words.server.ts'
import { type FieldError, type Refused, refused, typedIn } from '../../../server/form.ts'
import { staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkboxes } from '../../../ui/checkboxes.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { EmptyState } from '../../../ui/paper-parts.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import { knownNames, partTitles, saveRead, textsSeen } from '../../texts/free-text-store.server.ts'
import { type Span, spansOf, suggestions } from '../../texts/redaction.ts'
import { AsTyped } from '../answering/check-parts.tsx'
import { closedExercise, params, textsHome } from './text-desk.server.ts'

const permission = 'text.read'
const atOnce = 10

/** The next texts to read, with what the rules would leave out; or those read already, to look at again. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    const exercise = await closedExercise(ask)
    const all = await textsSeen(ask.db, exercise.id, seesOf(ask))
    const unread = all.filter(({ hides }) => hides === null)
    const from = Math.max(0, Number(new URL(ask.request.url).searchParams.get('from')) || 0)
    const now = unread.length ? unread.slice(0, atOnce) : all.slice(from, from + atOnce)
    const known = await knownNames(ask.db, languageOf(ask.lang)!.locale)
    return {
      title: ask.words('texts')('reading.page_title'),
      exercise: { id: exercise.id, title: exercise.title },
      gathered: all.length,
      unread: unread.length,
      next: !unread.length && from + atOnce < all.length ? from + atOnce : null,
      titles: await partTitles(ask.db, now),
      texts: now.map(({ id, body, language, part, hides, apart }) => ({
        id,
        body,
        language,
        part,
        apart,
        pieces:
          hides === null
            ? suggestions(body, known).map(({ span, words, why }) => ({
                span: span.join('-'),
                words,
                why,
                ticked: true,
              }))
            : hides.map((span) => ({ span: span.join('-'), words: body.slice(...span), why: 'chosen', ticked: true })),
      })),
    }
  })(args)

/** Reads what is left out of each text of the page: the ticked pieces, and every line typed beside them. */
export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission }, async (ask) => {
    const exercise = await closedExercise(ask)
    const t = ask.words('texts')
    const typed = await typedIn(ask.request)
    const texts = new Map((await textsSeen(ask.db, exercise.id, seesOf(ask))).map((one) => [one.id, one]))
    const errors: FieldError[] = []
    const read = (typed.text ?? []).slice(0, atOnce).flatMap((id) => {
      const body = texts.get(id)?.body
      if (body === undefined) return []
      const ticked = (typed[`hide-${id}`] ?? []).flatMap((value): Span[] => {
        const [from, to] = value.split('-').map(Number)
        return from !== undefined && to !== undefined && from >= 0 && from < to && to <= body.length ? [[from, to]] : []
      })
      const lines = (typed[`also-${id}`]?.[0] ?? '').split(/\r?\n/).filter((line) => line.trim())
      const also = lines.flatMap((line) => {
        const spans = spansOf(body, line)
        if (!spans.length)
          errors.push({ field: `also-${id}`, message: t('errors.not_in_text', { words: line.trim() }) })
        return spans
      })
      return [{ id, hides: [...ticked, ...also] }]
    })
    if (errors.length) return refused(errors, typed)
    const by = { exerciseId: exercise.id, personId: ask.actor.personId, read }
    await write(ask.db, (tx) => saveRead(tx, by, ask.now))
    const left = (await textsSeen(ask.db, exercise.id, seesOf(ask))).some(({ hides }) => hides === null)
    throw redirect(left ? `${textsHome(exercise.id)}/reading` : `${textsHome(exercise.id)}?done=read`, 303)
  })(args)

export default function ReadingDesk() {
  const { title, exercise, gathered, unread, next, titles, texts } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('texts')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const home = `/desk/exercises/${exercise.id}/texts`
  return (
    <DeskPage
      title={title}
      where={exercise.title}
      back={{ href: home, text: t('title') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
    >
      <p className="read">{t('reading.how')}</p>
      {gathered ? (
        <p className="meta">{unread ? t('reading.left', { count: unread }) : t('reading.all_read')}</p>
      ) : null}
      {texts.length ? (
        <Form method="post" noValidate>
          {texts.map(({ id, body, language, part, apart, pieces }, i) => (
            <DeskSection key={id} title={t('reading.one', { number: i + 1 })} id={`text-${id}`}>
              <p className="meta">{titles[part] ?? t(`parts.${part}`)}</p>
              {apart ? <p className="meta">{t(`apart.${apart}`)}</p> : null}
              <div className="read" lang={language}>
                <AsTyped text={body} />
              </div>
              <input type="hidden" name="text" value={id} />
              {pieces.length ? (
                <Checkboxes
                  name={`hide-${id}`}
                  classes="govuk-checkboxes--small"
                  fieldset={{ legend: t('reading.leave_out') }}
                  values={
                    back
                      ? (back.typed[`hide-${id}`] ?? [])
                      : pieces.filter(({ ticked }) => ticked).map(({ span }) => span)
                  }
                  items={pieces.map(({ span, words, why }) => ({
                    value: span,
                    text: <bdi>{words}</bdi>,
                    hint: t(`reading.why.${why}`),
                  }))}
                />
              ) : null}
              <Textarea
                name={`also-${id}`}
                rows={2}
                label={t('reading.also')}
                hint={t('reading.also_hint')}
                value={back?.typed[`also-${id}`]?.[0] ?? ''}
                error={errorOf(`also-${id}`)}
                attributes={{ dir: 'auto' }}
              />
            </DeskSection>
          ))}
          <Button>{t('reading.confirm', { count: texts.length })}</Button>
        </Form>
      ) : (
        <EmptyState>{t('reading.nothing')}</EmptyState>
      )}
      {next === null ? null : (
        <p>
          <a href={`${home}/reading?from=${next}`}>{t('reading.next')}</a>
        </p>
      )}
    </DeskPage>
  )
}
