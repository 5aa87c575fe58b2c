import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { isolated } from '../../../languages/isolated.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { languageOf } from '../../../languages/words.server.ts'
import { publicPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { ResidentPage } from '../../../ui/page-kinds.tsx'
import { juryParams } from '../../jury-access.server.ts'
import { begunHere, leadTo, registeringFor } from '../../registration/registering.server.ts'
import { whyNot } from '../../registration/registration.ts'
import { dropRegistration } from '../../registration/registration-draft-store.server.ts'

/** Why somebody cannot take part this time, said kindly, and a way to mend an answer. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: juryParams }, async (ask) => {
    const { jury, asked, path, recruitment, areaName } = await registeringFor(ask)
    const begun = await begunHere(ask, jury)
    const why = begun && whyNot(begun.draft.answers, asked)
    if (!begun || !why) throw leadTo(path, ask.settings, jury.slug)
    const t = ask.words('registration')
    return {
      title: t('not.title'),
      why: t(`not.${why}`, {
        age: recruitment.leastAge,
        area: areaName ? isolated(areaName, languageOf(ask.lang)!) : t('eligibility.this_area'),
      }),
      change: `${path}/${why}`,
      forDesk: begun.draft.by === null ? null : `/desk/juries/${jury.slug}/registrations`,
    }
  })(args)

/** Clears the device; that somebody replied stays counted, without their name. */
export const action = (args: ActionFunctionArgs) =>
  publicPage({ params: juryParams }, async (ask) => {
    const { jury, path } = await registeringFor(ask)
    const begun = await begunHere(ask, jury)
    if (begun) await dropRegistration(ask.db, begun.token)
    const to = begun && begun.draft.by !== null ? `/desk/juries/${jury.slug}/registrations` : path
    throw leadTo(to, ask.settings, jury.slug, { draft: null })
  })(args)

export default function NotThisTime() {
  const { title, why, change, forDesk } = useLoaderData<typeof loader>()
  const { code } = useLanguage()
  const t = useWords('registration')
  return (
    <ResidentPage title={title} lede={why}>
      <p>{t('not.thanks')}</p>
      <p>{t('not.kept')}</p>
      <p>
        <a href={change}>{t('not.change')}</a>
      </p>
      <Form method="post" noValidate>
        <Button classes="govuk-button--secondary">{t('not.finish')}</Button>
      </Form>
      {forDesk ? null : (
        <p>
          {t('not.others')} <a href={`/${code}/consultations`}>{t('not.others_link')}</a>
        </p>
      )}
    </ResidentPage>
  )
}
