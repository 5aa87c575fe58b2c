import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { isolated } from '../../../languages/isolated.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { languageOf, words } from '../../../languages/words.server.ts'
import { type Refused, readForm, refused, shown, typedIn } from '../../../server/form.ts'
import { enqueue } from '../../../server/outbox-store.server.ts'
import { staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { DateText } from '../../../ui/date-text.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { deskPath, type JuryAsk, juryFor, slugParams } from '../../jury-access.server.ts'
import { publishReport, troublesWithReport } from '../../report/report-store.server.ts'
import { evaluationOf, resultsOf, saveEvaluation } from '../../report/result-store.server.ts'
import { jurorAddresses } from '../../seats/member-store.server.ts'
import { minoritiesOf } from '../../votes/minority-store.server.ts'
import { Done } from '../done.tsx'
import { Results } from '../votes/vote-parts.tsx'

/** The one question every jury is asked about its own jury (J-24), and its answers. */
const biasQuestion = 'bias'
const biasAnswers = ['balanced', 'not_balanced', 'not_sure'] as const

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.manage' }, async (ask) => {
    const jury = await juryFor(ask, 'jury.manage')
    const evaluation = await evaluationOf(ask.db, jury.id)
    return {
      title: ask.words('juries-desk')('report_desk.title', { title: jury.publicName }),
      slug: jury.slug,
      home: deskPath(jury.slug),
      publicName: jury.publicName,
      publishedAt: jury.reportPublishedAt,
      troubles: await troublesWithReport(ask.db, jury),
      results: await resultsOf(ask.db, jury.id),
      minorities: (await minoritiesOf(ask.db, jury.id)).length,
      bias: Object.fromEntries(
        evaluation.filter((row) => row.question === biasQuestion).map(({ answer, people }) => [answer, String(people)]),
      ),
      done: new URL(ask.request.url).searchParams.get('done'),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.manage' }, async (ask) => {
    const intent = (await typedIn(ask.request.clone())).intent?.[0]
    return intent === 'publish' ? publish(ask) : saveBias(ask)
  })(args)

const people = z.coerce.number('people').int('people').min(0, 'people').max(500, 'people')
const shape = z.object({ balanced: people, not_balanced: people, not_sure: people })

async function saveBias(ask: JuryAsk) {
  const form = await readForm(ask.request, shape, ask.words('juries-desk'))
  if (!form.ok) return refused(form.errors, form.typed)
  const published = await write(ask.db, async (tx) => {
    const jury = await juryFor(ask, 'jury.manage', tx)
    if (jury.reportPublishedAt) return true
    await saveEvaluation(tx, jury.id, biasQuestion, form.value)
    return false
  })
  if (published) {
    return refused([{ field: 'balanced', message: ask.words('juries-desk')('errors.report_published') }], form.typed)
  }
  throw redirect(deskPath(ask.params.slug, '/report?done=evaluation'), 303)
}

/** Publishes, and tells every juror in the same transaction. */
async function publish(ask: JuryAsk) {
  const t = ask.words('juries-desk')
  const { settings, now } = ask
  const troubles = await write(ask.db, async (tx) => {
    const jury = await juryFor(ask, 'jury.manage', tx)
    const found = await troublesWithReport(tx, jury)
    if (found.length) return found
    await publishReport(tx, jury, ask.actor.personId, now)
    for (const { email: to, language } of await jurorAddresses(tx, jury.id)) {
      const said = words(language, 'juries')
      const link = `${settings.PUBLIC_ORIGIN}/${language}/juries/${jury.slug}/report`
      const title = isolated(jury.publicName, languageOf(language)!)
      const subject = said('mail.report_subject', { title })
      await enqueue(tx, { to, subject, body: said('mail.report_body', { title, link }), language }, now)
    }
    return []
  })
  if (troubles.length) {
    return refused(
      troubles.map((trouble) => ({ field: 'publish', message: t(`errors.report_${trouble}`) })),
      {},
    )
  }
  throw redirect(deskPath(ask.params.slug, '/report?done=report'), 303)
}

export default function ReportDesk() {
  const report = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('juries-desk')
  const { locale } = useLanguage()
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <DeskPage
      title={report.title}
      back={{ href: report.home, text: report.publicName }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={<Done words="juries-desk" done={report.done} />}
    >
      <DeskSection title={t('report_desk.publish_title')} id="publish-section">
        {report.publishedAt ? (
          <p>
            {t('report_desk.published')} <DateText iso={report.publishedAt} locale={locale} />.{' '}
            <a href={`/en/juries/${report.slug}/report`}>{t('report_desk.read')}</a>
          </p>
        ) : (
          <>
            {report.troubles.length ? (
              <ul>
                {report.troubles.map((trouble) => (
                  <li key={trouble}>{t(`errors.report_${trouble}`)}</li>
                ))}
              </ul>
            ) : (
              <p>{t('report_desk.ready')}</p>
            )}
            <p>{t('report_desk.minorities', { count: report.minorities })}</p>
            <p className="read">{t('report_desk.what')}</p>
            <Form method="post">
              <Button id="publish" name="intent" value="publish">
                {t('report_desk.publish')}
              </Button>
            </Form>
          </>
        )}
      </DeskSection>
      {report.publishedAt ? null : (
        <DeskSection title={t('bias.title')} id="bias">
          <p>{t('bias.question')}</p>
          <Form method="post" noValidate>
            {biasAnswers.map((answer) => (
              <Input
                key={answer}
                name={answer}
                label={{ text: t(`bias.${answer}`) }}
                classes="govuk-input--width-3"
                inputmode="numeric"
                value={shown(back, answer, report.bias[answer] ?? '0')}
                error={errorOf(answer)}
              />
            ))}
            <Button name="intent" value="bias" classes="govuk-button--secondary">
              {t('bias.save')}
            </Button>
          </Form>
        </DeskSection>
      )}
      {report.results.length ? <Results results={report.results} home={report.home} facilitates={false} /> : null}
    </DeskPage>
  )
}
