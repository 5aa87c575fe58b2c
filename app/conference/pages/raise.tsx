import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { actionsOf } from '../../board/action-store.server.ts'
import { RatingTag } from '../../board/pages/words-of.tsx'
import { londonDay } from '../../engagement/london-day.ts'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { line, lines, type Refused, readForm, refused, shown } from '../../server/form.ts'
import { notFound, type StaffAsk, staffPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { DateText } from '../../ui/date-text.tsx'
import { FormErrors, fieldErrors } from '../../ui/errors.tsx'
import { InsetText } from '../../ui/inset-text.tsx'
import { ResidentPage } from '../../ui/page-kinds.tsx'
import { Radios } from '../../ui/radios.tsx'
import { Textarea } from '../../ui/textarea.tsx'
import { answerWorkingDays, challengeErrors, isRating, mostWords, ratings } from '../challenge.ts'
import { newestReports, raiseChallenge } from '../challenge-store.server.ts'
import { conferenceFor } from '../conference-access.server.ts'

const params = z.object({ report: z.string().max(100) })

/** The newest report of an action, for a member within their term; for anybody else it is not there. */
async function reportFor(ask: StaffAsk<z.output<typeof params>>) {
  if (!(await conferenceFor(ask)).seat) throw notFound()
  const newest = await newestReports(ask.db, londonDay(ask.now))
  const report = [...newest.values()].find(({ id }) => id === ask.params.report)
  const [action] = report ? await actionsOf(ask.db, { id: report.actionId }) : []
  if (!report || !action) throw notFound()
  return { report, action }
}

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission: 'conference.take-part' }, async (ask) => {
    const { report, action } = await reportFor(ask)
    const { rag, sentence, peopleNotice, reportedOn, dueOn } = report
    return {
      title: ask.words('conference-desk')('raise.title'),
      action: { title: action.title, owner: action.owner, measure: action.measure, target: action.target },
      report: { rating: rag, sentence, peopleNotice, reportedOn, dueOn },
    }
  })(args)

const shape = z.object({ rating: line(20), weSee: lines(3000), question: lines(3000) })

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission: 'conference.take-part' }, async (ask) => {
    await reportFor(ask)
    const t = ask.words('conference-desk')
    const form = await readForm(ask.request, shape, t)
    if (!form.ok) return refused(form.errors, form.typed)
    const { rating, weSee, question } = form.value
    const errors = challengeErrors(form.value)
    if (errors.length || !isRating(rating)) {
      return refused(
        errors.map(({ field, key }) => ({ field, message: t(`errors.${key}`, { count: mostWords }) })),
        form.typed,
      )
    }
    const id = await write(ask.db, async (tx) => {
      if (!(await conferenceFor(ask, tx)).seat) return undefined
      const reportId = ask.params.report
      return raiseChallenge(tx, { reportId, rating, weSee, question, personId: ask.actor.personId }, ask.now)
    })
    if (!id) throw notFound()
    throw redirect('/desk/conference?done=raised', 303)
  })(args)

/** A member's challenge card: the colour they see, what they see where they live, and a question. */
export default function Raise() {
  const { title, action, report } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('conference-desk')
  const { locale } = useLanguage()
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <ResidentPage
      title={title}
      where={action.title}
      back={{ href: '/desk/conference', text: t('title') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
    >
      <p>{t('raise.measure', { measure: action.measure, target: action.target })}</p>
      <InsetText>
        <p>
          <strong>{t('challenge.owner_says', { owner: action.owner })}</strong> <RatingTag rating={report.rating} />
        </p>
        <p>{report.reportedOn ? report.sentence : t('challenge.silent')}</p>
        {report.peopleNotice ? <p>{report.peopleNotice}</p> : null}
        <p className="meta">
          <DateText iso={report.reportedOn ?? report.dueOn} locale={locale} />
        </p>
      </InsetText>
      <Form method="post" noValidate>
        <Radios
          name="rating"
          fieldset={{ legend: { text: t('raise.rating') } }}
          items={ratings.map((rating) => ({ value: rating, text: t(`raise.ratings.${rating}`) }))}
          value={shown(back, 'rating')}
          error={errorOf('rating')}
        />
        <Textarea
          name="weSee"
          rows={4}
          label={{ text: t('raise.we_see') }}
          hint={{ text: t('raise.words', { count: mostWords }) }}
          value={shown(back, 'weSee')}
          error={errorOf('weSee')}
        />
        <Textarea
          name="question"
          rows={3}
          label={{ text: t('raise.question') }}
          value={shown(back, 'question')}
          error={errorOf('question')}
        />
        <p>{t('raise.what_happens', { days: answerWorkingDays })}</p>
        <Button>{t('raise.button')}</Button>
      </Form>
    </ResidentPage>
  )
}
