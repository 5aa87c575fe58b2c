import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { readReference, referenceHash } from '../../../ledger/reference-code.ts'
import { type Refused, refused, shown, typedIn } from '../../../server/form.ts'
import { publicPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { CodeInput } from '../../../ui/code-input.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { ResidentPage } from '../../../ui/page-kinds.tsx'
import { samplePath } from '../../panel/citizens-panel-mail.server.ts'
import { sampleByCode } from '../../panel/citizens-panel-sample-store.server.ts'
import { memberByCode } from '../../panel/citizens-panel-store.server.ts'

const params = z.object({ l: z.string() })

/** Where a member who has a code and no link comes to their own page. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params }, async ({ words }) => ({ title: words('citizens-panel')('code.title') }))(args)

export const action = (args: ActionFunctionArgs) =>
  publicPage({ params }, async ({ db, request, words, lang, settings }) => {
    const typed = await typedIn(request)
    const problem = (key: string) =>
      refused([{ field: 'code', message: words('citizens-panel')(`errors.${key}`) }], typed)
    const code = readReference(typed.code?.[0] ?? '')
    if (!code) return problem('code_form')
    const id = await memberByCode(db, referenceHash(settings.SECRET, code))
    if (id) throw redirect(`/${lang}/citizens-panel/mine/${id}`, 303)
    // A letter has both codes in it: whoever types the sample's comes to what they are asked.
    if (await sampleByCode(db, code)) throw redirect(`/${lang}${samplePath(code)}`, 303)
    return problem('code_unknown')
  })(args)

export default function PanelCode() {
  const { title } = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('citizens-panel')
  const { code } = useLanguage()
  return (
    <ResidentPage
      title={title}
      back={{ href: `/${code}/citizens-panel`, text: t('title') }}
      lede={t('code.lede')}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
    >
      <Form method="post" noValidate>
        <CodeInput
          name="code"
          label={t('code.label')}
          hint={t('code.hint')}
          value={shown(back, 'code')}
          error={fieldErrors(back?.errors, t('error_prefix'))('code')}
        />
        <Button>{t('code.button')}</Button>
      </Form>
    </ResidentPage>
  )
}
