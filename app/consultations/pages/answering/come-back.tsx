import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { readReference } from '../../../ledger/reference-code.ts'
import { type Refused, refused, shown, typedIn } from '../../../server/form.ts'
import { publicPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { CodeInput } from '../../../ui/code-input.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { ResidentPage } from '../../../ui/page-kinds.tsx'
import { goTo, keepsCookies } from '../../answering/answering.server.ts'
import { withCarried } from '../../answering/carried.ts'
import { slugOfDraft } from '../../answering/draft-store.server.ts'
import { draftToken } from '../../answering/draft-token.ts'
import { consultationBySlug } from '../../consultation-store.server.ts'

const params = z.object({ l: z.string() })

/** A mailed link brings the code along; opening it does nothing yet, because mail programs open links too. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params }, async ({ request, words }) => ({
    title: words('ways')('come_back.title'),
    code: readReference(new URL(request.url).searchParams.get('code') ?? '') ?? '',
  }))(args)

/** Carries on with saved answers on any device; one that keeps no cookies carries them in the address. */
export const action = (args: ActionFunctionArgs) =>
  publicPage({ params }, async (ask) => {
    const typed = await typedIn(ask.request)
    const t = ask.words('ways')
    const problem = (key: string) => refused([{ field: 'code', message: t(`errors.${key}`) }], typed)
    const code = readReference(typed.code?.[0] ?? '')
    if (!code) return problem('code_form')
    const token = draftToken(ask.settings.SECRET, code)
    const slug = await slugOfDraft(ask.db, token)
    const consultation = slug && (await consultationBySlug(ask.db, slug, ask.lang))
    if (!consultation) return problem('code_unknown')
    const part = consultation.template === 'form' ? 'questions' : 'answer'
    const next = `/${ask.lang}/consultations/${slug}/${part}/check`
    throw goTo(withCarried(next, keepsCookies(ask) ? null : token), ask.settings, consultation.slug, { draft: token })
  })(args)

export default function ComeBack() {
  const { title, code } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const { code: language } = useLanguage()
  const t = useWords('ways')
  const common = useWords('consultations')
  return (
    <ResidentPage
      title={title}
      back={{ href: `/${language}/consultations`, text: common('back') }}
      lede={t('come_back.lede')}
      errors={<FormErrors title={common('error_title')} errors={back?.errors} />}
    >
      <Form method="post" action={`/${language}/come-back`} noValidate>
        <CodeInput
          name="code"
          label={t('come_back.code')}
          hint={t('come_back.hint')}
          value={shown(back, 'code', code)}
          error={fieldErrors(back?.errors, common('error_prefix'))('code')}
        />
        <Button>{t('come_back.button')}</Button>
      </Form>
      <p>
        <a href={`/${language}/my-answer`}>{t('come_back.sent_already')}</a>
      </p>
    </ResidentPage>
  )
}
