import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { line, lines, type Refused, readForm, refused, shown } from '../../server/form.ts'
import { notFound, staffPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { CharacterCount } from '../../ui/character-count.tsx'
import { DateText } from '../../ui/date-text.tsx'
import { FormErrors, fieldErrors } from '../../ui/errors.tsx'
import { Input } from '../../ui/input.tsx'
import { DeskPage, DeskSection } from '../../ui/page-kinds.tsx'
import { Radios } from '../../ui/radios.tsx'
import { actionsOf } from '../action-store.server.ts'
import { historyOf, lastGiven, mostWordsOfReport, ratingNow, reportable } from '../progress.ts'
import { reportProgress, reportsOf } from '../progress-store.server.ts'
import { RatingTag } from './words-of.tsx'

const params = z.object({ id: z.string() })
const shape = z.object({
  sentence: lines(2000),
  measure_value: line(120),
  rag: line(),
  change_reason: lines(600),
  people_notice: lines(400),
})

/** One report, in under five minutes: what the Board said and the last word stand above the form (journey 3.8). */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission: 'action.report' }, async ({ db, now, params, actor, words }) => {
    const today = londonDay(now)
    const [action] = actor.organisationId
      ? await actionsOf(db, { id: params.id, ownerOrganisationId: actor.organisationId })
      : []
    if (!action) throw notFound()
    const reports = await reportsOf(db, [action.id])
    return {
      title: words('board-desk')('report.title', { title: action.title }),
      action,
      before: lastGiven(reports),
      rating: ratingNow(reports, today),
      last:
        historyOf(reports, today)
          .filter((r) => r.reportedOn)
          .at(-1) ?? null,
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission: 'action.report' }, async ({ db, now, params, request, actor, words }) => {
    const t = words('board-desk')
    const form = await readForm(request, shape, t)
    if (!form.ok) return refused(form.errors, form.typed)
    const { organisationId } = actor
    if (!organisationId) throw notFound()
    const { sentence, measure_value, rag, change_reason, people_notice } = form.value
    const draft = {
      rag,
      sentence,
      peopleNotice: people_notice,
      measureValue: measure_value,
      changeReason: change_reason,
    }
    const saved = await write(db, (tx) =>
      reportProgress(tx, {
        actionId: params.id,
        organisationId,
        draft,
        personId: actor.personId,
        on: londonDay(now),
        now,
      }),
    )
    if (!saved) throw notFound()
    if (saved.errors)
      return refused(
        saved.errors.map((e) => ({ field: e.field, message: t(`errors.${e.key}`, e.values ?? {}) })),
        form.typed,
      )
    throw redirect('/desk/actions?done=saved', 303)
  })(args)

export default function Report() {
  const { title, action, before, rating, last } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('board-desk')
  const { locale } = useLanguage()
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const field = (name: string) => ({ name, value: shown(back, name), error: errorOf(name) })
  return (
    <DeskPage
      title={title}
      back={{ href: '/desk/actions', text: t('owner.title') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
    >
      <DeskSection id="before" title={t('report.before')}>
        <p>{t('report.board_said', { reason: action.boardReason })}</p>
        <p>
          <RatingTag rating={rating} />{' '}
          {last?.reportedOn ? (
            <>
              {t('report.you_said')} <DateText iso={last.reportedOn} locale={locale} />
              {': '}
              {last.sentence}
            </>
          ) : null}
        </p>
        <p className="meta">
          {t('report.measure', {
            measure: action.measure,
            value: last?.measureValue ?? action.baseline,
            target: action.target,
          })}
        </p>
      </DeskSection>
      <DeskSection>
        <Form method="post" noValidate>
          <CharacterCount
            {...field('sentence')}
            maxwords={mostWordsOfReport}
            rows={4}
            textareaDescriptionText={t('report.words')}
            label={t('report.happened')}
          />
          <Input
            {...field('measure_value')}
            label={t('report.value', { measure: action.measure })}
            hint={t('report.value_hint', { target: action.target })}
          />
          <Radios
            {...field('rag')}
            fieldset={{ legend: t('report.rag') }}
            items={reportable.map((r) => ({ value: r, text: t(`rag.${r}`), hint: t(`rag_means.${r}`) }))}
          />
          <CharacterCount
            {...field('change_reason')}
            maxlength={600}
            rows={2}
            textareaDescriptionText={t('report.characters')}
            label={t('report.change')}
            hint={before ? t('report.change_hint', { before: t(`rag.${before}`) }) : t('report.change_first')}
          />
          <CharacterCount
            {...field('people_notice')}
            maxlength={400}
            rows={2}
            textareaDescriptionText={t('report.characters')}
            label={t('report.notice')}
            hint={t('report.notice_hint')}
          />
          <Button>{t('report.send')}</Button>
        </Form>
      </DeskSection>
    </DeskPage>
  )
}
