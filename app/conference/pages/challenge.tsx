import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { useWords } from '../../languages/use-words.ts'
import { lines, type Refused, readForm, refused, shown } from '../../server/form.ts'
import { notFound, type StaffAsk, staffPage } from '../../server/page.ts'
import { Button } from '../../ui/button.tsx'
import { FormErrors, fieldErrors } from '../../ui/errors.tsx'
import { DeskPage, DeskSection } from '../../ui/page-kinds.tsx'
import { Textarea } from '../../ui/textarea.tsx'
import { answerErrors, mostWords } from '../challenge.ts'
import { answerChallenge, challengesOf } from '../challenge-store.server.ts'
import { ChallengeCard } from './challenge-card.tsx'

const params = z.object({ id: z.string().max(100) })

/** A challenge to an action of the asker's own organisation; another's is not there. */
async function challengeFor({ db, params: { id }, now, actor }: StaffAsk<z.output<typeof params>>) {
  const ownerId = actor.organisationId ?? ''
  const [challenge] = await challengesOf(db, londonDay(now), { ownerId, id })
  if (!challenge) throw notFound()
  return challenge
}

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission: 'challenge.answer' }, async (ask) => ({
    title: ask.words('conference-desk')('answer.title'),
    challenge: await challengeFor(ask),
  }))(args)

const shape = z.object({ answer: lines(5000) })

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission: 'challenge.answer' }, async (ask) => {
    await challengeFor(ask)
    const t = ask.words('conference-desk')
    const { actor, now } = ask
    const form = await readForm(ask.request, shape, t)
    if (!form.ok) return refused(form.errors, form.typed)
    const { answer } = form.value
    const errors = answerErrors(answer)
    if (errors.length) {
      return refused(
        errors.map(({ field, key }) => ({ field, message: t(`errors.${key}`, { count: 2 * mostWords }) })),
        form.typed,
      )
    }
    const organisationId = actor.organisationId ?? ''
    const answered = await write(ask.db, (tx) =>
      answerChallenge(tx, { id: ask.params.id, organisationId, answer, personId: actor.personId }, now),
    )
    if (!answered) throw notFound()
    throw redirect('/desk/challenges?done=answered', 303)
  })(args)

/** Where an owner answers: the answer goes beside both ratings, and the challenge is no longer open. */
export default function Answer() {
  const { title, challenge } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('conference-desk')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <DeskPage
      title={title}
      back={{ href: '/desk/challenges', text: t('answer.list') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
    >
      <DeskSection title={challenge.actionTitle} id="challenge">
        <ChallengeCard challenge={challenge} />
        {challenge.answeredOn ? null : (
          <Form method="post" noValidate>
            <Textarea
              name="answer"
              rows={6}
              label={{ text: t('answer.label') }}
              hint={{ text: t('answer.hint', { count: 2 * mostWords }) }}
              value={shown(back, 'answer')}
              error={errorOf('answer')}
            />
            <Button>{t('answer.button')}</Button>
          </Form>
        )}
      </DeskSection>
    </DeskPage>
  )
}
