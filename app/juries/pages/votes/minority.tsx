import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { write } from '../../../../db/connect.ts'
import { londonDay } from '../../../engagement/london-day.ts'
import { useWords } from '../../../languages/use-words.ts'
import { type Refused, refused, shown, typedIn } from '../../../server/form.ts'
import { staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { ResidentPage } from '../../../ui/page-kinds.tsx'
import { Select } from '../../../ui/select.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import { deskPath, type JuryAsk, seatFor, slugParams } from '../../jury-access.server.ts'
import { resultsOf } from '../../report/result-store.server.ts'
import { membersOf } from '../../seats/member-store.server.ts'
import { hasEnoughSupporters, minorityTroubles, mostMinorityWords } from '../../votes/minority.ts'
import { leave, minoritiesOf, startMinority, support } from '../../votes/minority-store.server.ts'
import { wordsIn } from '../../votes/statement.ts'
import { Done } from '../done.tsx'

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.vote' }, async (ask) => {
    const { jury, member } = await seatFor(ask)
    const jurors = (await membersOf(ask.db, jury.id)).filter(({ state }) => state === 'seated').length
    return {
      title: ask.words('juries-desk')('minority.title'),
      home: deskPath(jury.slug),
      publicName: jury.publicName,
      published: jury.reportPublishedAt !== null,
      results: (await resultsOf(ask.db, jury.id)).filter(({ outcome }) => outcome !== 'void'),
      statements: (await minoritiesOf(ask.db, jury.id, member.id)).map((minority) => ({
        ...minority,
        enough: hasEnoughSupporters(minority.supporters, jurors),
      })),
      done: new URL(ask.request.url).searchParams.get('done'),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.vote' }, async (ask) => {
    const typed = await typedIn(ask.request)
    const errors = await write(ask.db, (tx) => change(ask, tx, typed))
    if (errors.length) return refused(errors, typed)
    throw redirect(
      deskPath(ask.params.slug, `/minority?done=minority_${typed.intent?.[0] === 'leave' ? 'left' : 'joined'}`),
      303,
    )
  })(args)

async function change(ask: JuryAsk, tx: Parameters<typeof support>[0], typed: Record<string, string[]>) {
  const t = ask.words('juries-desk')
  const { jury, member } = await seatFor(ask, tx)
  if (jury.reportPublishedAt) return [{ field: 'body', message: t('errors.report_published') }]
  const known = await minoritiesOf(tx, jury.id)
  const [intent, id = ''] = [typed.intent?.[0], typed.minority?.[0]]
  if (intent === 'join' || intent === 'leave') {
    if (known.some((minority) => minority.id === id)) {
      await (intent === 'join' ? support : leave)(tx, { id, memberId: member.id })
    }
    return []
  }
  const body = (typed.body?.[0] ?? '').slice(0, 5000).trim()
  const statementId = typed.to?.[0] ?? ''
  const results = await resultsOf(tx, jury.id)
  const errors = minorityTroubles(body).map((trouble) => ({
    field: 'body',
    message: t(`errors.minority_${trouble}`, { count: wordsIn(body), most: mostMinorityWords }),
  }))
  if (!results.some((result) => result.id === statementId && result.outcome !== 'void')) {
    errors.push({ field: 'to', message: t('errors.minority_to') })
  }
  if (!errors.length) await startMinority(tx, { statementId, body, memberId: member.id, on: londonDay(ask.now) })
  return errors
}

/** Where jurors who see it differently write so, and find others who do (J-19). */
export default function Minority() {
  const { title, home, publicName, published, results, statements, done } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('juries-desk')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <ResidentPage
      title={title}
      where={publicName}
      back={{ href: home, text: publicName }}
      errors={
        <>
          <FormErrors title={t('error_title')} errors={back?.errors} />
          <Done words="juries-desk" done={back ? null : done} />
        </>
      }
    >
      <p>{t('minority.what', { most: mostMinorityWords })}</p>
      {statements.map((minority) => (
        <section key={minority.id} aria-labelledby={`minority-${minority.id}`}>
          <h2 id={`minority-${minority.id}`}>{t('minority.on', { number: minority.number })}</h2>
          <InsetText>{minority.body}</InsetText>
          <p>
            {t('minority.supporters', { count: minority.supporters })}{' '}
            {t(minority.enough ? 'minority.enough' : 'minority.not_enough')}
          </p>
          {published ? null : (
            <Form method="post">
              <input type="hidden" name="minority" value={minority.id} />
              <Button name="intent" value={minority.isMine ? 'leave' : 'join'} classes="govuk-button--secondary">
                {t(minority.isMine ? 'minority.leave' : 'minority.join')}{' '}
                <span className="govuk-visually-hidden">{minority.number}</span>
              </Button>
            </Form>
          )}
        </section>
      ))}
      {published ? (
        <p>{t('minority.published')}</p>
      ) : results.length ? (
        <Form method="post" noValidate>
          <h2>{t('minority.write')}</h2>
          <Select
            name="to"
            label={{ text: t('minority.to') }}
            value={shown(back, 'to')}
            error={errorOf('to')}
            items={results
              .toSorted((a, b) => a.number - b.number)
              .map(({ id, number, body }) => ({ value: id, text: `${number}. ${body}` }))}
          />
          <Textarea
            name="body"
            rows={8}
            label={{ text: t('minority.body') }}
            value={shown(back, 'body')}
            error={errorOf('body')}
          />
          <Button name="intent" value="write">
            {t('minority.add')}
          </Button>
        </Form>
      ) : (
        <p>{t('minority.after_vote')}</p>
      )}
    </ResidentPage>
  )
}
