import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { readReference } from '../../../ledger/reference-code.ts'
import { type Refused, refused, shown, typedIn } from '../../../server/form.ts'
import { type Ask, publicPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { CodeInput } from '../../../ui/code-input.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { ResidentPage } from '../../../ui/page-kinds.tsx'
import { type OwnAnswer, ownAnswer } from '../../answering/own-answer.server.ts'
import { withdraw } from '../../answering/response-store.server.ts'
import { openingOf } from '../../opening.ts'
import { OwnAnswerPage } from './own-answer.tsx'

const params = z.object({ l: z.string() })

export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params }, async ({ words }) => ({ title: words('consultations')('my_answer.title') }))(args)

/** What the page shows after a post: nothing of it is ever in an address, and nothing is kept. */
type Found = { reference: string; answer: OwnAnswer; wish: 'show' | 'withdraw' | 'withdrawn' }

export const action = (args: ActionFunctionArgs) =>
  publicPage({ params }, async (ask) => {
    const typed = await typedIn(ask.request)
    const problem = (key: string) =>
      refused([{ field: 'reference', message: ask.words('consultations')(`errors.${key}`) }], typed)
    const reference = readReference(typed.reference?.[0] ?? '')
    if (!reference) return problem('reference_form')
    const answer = await ownAnswer(ask, reference)
    if (!answer) return problem('reference_unknown')
    const wish = typed.wish?.[0]
    if (wish === 'confirmed') return takeBack(ask, reference, answer)
    return { reference, answer, wish: wish === 'withdraw' && answer.mayWithdraw ? 'withdraw' : 'show' } satisfies Found
  })(args)

async function takeBack(ask: Ask<unknown>, reference: string, answer: OwnAnswer): Promise<Found> {
  if (openingOf(answer, ask.now) !== 'open') return { reference, answer, wish: 'show' }
  await write(ask.db, (tx) => withdraw(tx, ask.settings.SECRET, reference, ask.now))
  return { reference, answer: (await ownAnswer(ask, reference)) ?? answer, wish: 'withdrawn' }
}

export default function MyAnswer() {
  const { title } = useLoaderData<typeof loader>()
  const back = useActionData<Refused | Found>()
  const { code } = useLanguage()
  const t = useWords('consultations')
  if (back && 'answer' in back) {
    const { reference, answer, wish } = back
    if (wish === 'show') return <OwnAnswerPage reference={reference} answer={answer} />
    return wish === 'withdraw' ? <Confirm reference={reference} /> : <Withdrawn slug={answer.slug} />
  }
  return (
    <ResidentPage
      title={title}
      back={{ href: `/${code}/consultations`, text: t('back') }}
      lede={t('my_answer.lede')}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
    >
      <Form method="post" noValidate>
        <CodeInput
          name="reference"
          label={t('my_answer.reference')}
          hint={t('my_answer.hint')}
          value={shown(back, 'reference')}
          error={fieldErrors(back?.errors, t('error_prefix'))('reference')}
        />
        <Button>{t('my_answer.button')}</Button>
      </Form>
    </ResidentPage>
  )
}

function Confirm({ reference }: { reference: string }) {
  const t = useWords('consultations')
  return (
    <ResidentPage title={t('my_answer.confirm_title')}>
      <p>{t('my_answer.confirm_text')}</p>
      <Form method="post" noValidate>
        <input type="hidden" name="reference" value={reference} />
        <Button name="wish" value="confirmed" classes="govuk-button--warning">
          {t('my_answer.confirm_button')}
        </Button>{' '}
        <Button name="wish" value="show" classes="govuk-button--secondary">
          {t('my_answer.keep_button')}
        </Button>
      </Form>
    </ResidentPage>
  )
}

function Withdrawn({ slug }: { slug: string }) {
  const { code } = useLanguage()
  const t = useWords('consultations')
  return (
    <ResidentPage title={t('my_answer.withdrawn_title')}>
      <p>{t('my_answer.withdrawn_text')}</p>
      <p>
        <a href={`/${code}/consultations/${slug}`}>{t('my_answer.again')}</a>
      </p>
    </ResidentPage>
  )
}
