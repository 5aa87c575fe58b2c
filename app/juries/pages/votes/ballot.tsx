import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { write } from '../../../../db/connect.ts'
import { useWords } from '../../../languages/use-words.ts'
import { type Refused, refused, shown, typedIn } from '../../../server/form.ts'
import { staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { ResidentPage } from '../../../ui/page-kinds.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { deskPath, type JuryAsk, seatFor, slugParams } from '../../jury-access.server.ts'
import { needed, readBallot, scale } from '../../votes/vote.ts'
import { castBallot, newestVote, ownBallot, rollEntry, statementsOfVote } from '../../votes/vote-store.server.ts'
import { Done } from '../done.tsx'

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.vote' }, async (ask) => {
    const { db, settings } = ask
    const { jury, member } = await seatFor(ask)
    const vote = await newestVote(db, jury.id)
    const entry = vote && (await rollEntry(db, vote.id, member.id))
    const isOpen = vote !== undefined && vote.closedAt === null
    const address = vote && { voteId: vote.id, memberId: member.id, secret: settings.SECRET }
    return {
      title: ask.words('juries-desk')('ballot.title'),
      home: deskPath(jury.slug),
      publicName: jury.publicName,
      state: !vote
        ? ('none' as const)
        : !isOpen
          ? ('closed' as const)
          : entry
            ? ('open' as const)
            : ('absent' as const),
      hasVoted: entry?.hasVoted === 1,
      present: vote?.present ?? 0,
      needed: vote ? needed(vote.present, vote.threshold) : 0,
      statements: vote && isOpen && entry ? await statementsOfVote(db, vote.id) : [],
      own: address && isOpen && entry ? ((await ownBallot(db, address)) ?? {}) : {},
      done: new URL(ask.request.url).searchParams.get('done'),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.vote' }, async (ask) => {
    const typed = await typedIn(ask.request)
    const result = await write(ask.db, (tx) => cast(ask, tx, typed))
    if (result.missing) {
      const t = ask.words('juries-desk')
      return refused(
        result.missing.map(({ id, number }) => ({ field: `choice-${id}`, message: t('errors.choose', { number }) })),
        typed,
      )
    }
    throw redirect(deskPath(ask.params.slug, `/ballot?done=ballot_${result.cast}`), 303)
  })(args)

async function cast(ask: JuryAsk, tx: Parameters<typeof castBallot>[0], typed: Record<string, string[]>) {
  const { jury, member } = await seatFor(ask, tx)
  const vote = await newestVote(tx, jury.id)
  if (!vote || vote.closedAt) return { cast: 'closed', missing: undefined }
  const statements = await statementsOfVote(tx, vote.id)
  const chosen = Object.fromEntries(statements.map(({ id }) => [id, typed[`choice-${id}`]?.[0]]))
  const ids = statements.map(({ id }) => id)
  const { choices, missing } = readBallot(ids, chosen)
  if (missing.length) return { missing: statements.filter(({ id }) => missing.includes(id)) }
  const ballot = { voteId: vote.id, memberId: member.id, choices, secret: ask.settings.SECRET }
  return { cast: await castBallot(tx, ballot), missing: undefined }
}

/** A juror's ballot: every statement on one page, to be changed until the close. */
export default function Ballot() {
  const ballot = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('juries-desk')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <ResidentPage
      title={ballot.title}
      where={ballot.publicName}
      back={{ href: ballot.home, text: ballot.publicName }}
      errors={
        <>
          <FormErrors title={t('error_title')} errors={back?.errors} />
          <Done words="juries-desk" done={back ? null : ballot.done} />
        </>
      }
    >
      {ballot.state === 'open' ? (
        <Form method="post" noValidate>
          <p>{t('ballot.rule', { needed: ballot.needed, count: ballot.present })}</p>
          <InsetText>
            <p>{t('ballot.what_happens')}</p>
            <p>{t('ballot.unanimous')}</p>
          </InsetText>
          {ballot.hasVoted ? <p>{t('ballot.you_voted')}</p> : null}
          {ballot.statements.map(({ id, number, body, because }) => (
            <Radios
              key={id}
              name={`choice-${id}`}
              classes="choices-ruled"
              fieldset={{
                legend: {
                  text: t('ballot.statement', { number, text: t('statement', { body, because }) }),
                  classes: 'govuk-fieldset__legend--m',
                },
              }}
              items={scale.map((choice) => ({ value: choice, text: t(`scale.${choice}`) }))}
              value={shown(back, `choice-${id}`, ballot.own[id] ?? '')}
              error={errorOf(`choice-${id}`)}
            />
          ))}
          <Button>{t(ballot.hasVoted ? 'ballot.change' : 'ballot.send')}</Button>
        </Form>
      ) : (
        <p>{t(`ballot.${ballot.state}`)}</p>
      )}
    </ResidentPage>
  )
}
