import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { write } from '../../../../db/connect.ts'
import { asksNobody } from '../../../languages/edition.ts'
import { Sentence } from '../../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { languageOf } from '../../../languages/words.server.ts'
import { readAddress } from '../../../server/address.ts'
import { type Refused, refused, shown, typedIn } from '../../../server/form.ts'
import { type Ask, notFound, publicPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { ReferenceCode } from '../../../ui/codes.tsx'
import { DateText } from '../../../ui/date-text.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { ResidentPage } from '../../../ui/page-kinds.tsx'
import { consultationOf, draftHere, goTo, slugParams } from '../../answering/answering.server.ts'
import { withCarried } from '../../answering/carried.ts'
import { codeOf } from '../../answering/draft-token.ts'
import { mailCode } from '../../answering/saving.server.ts'
import { keptUntil } from '../../opening.ts'

/** The code under which answers that are not sent yet can be carried on, and a link by e-mail for who wants one. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: slugParams }, async (ask) => {
    const { consultation, path, here, code } = await waiting(ask)
    return {
      title: ask.words('ways')('saved.title'),
      code,
      closesOn: consultation.closesOn,
      keptUntil: keptUntil(consultation.closesOn),
      mails: mails(ask),
      mailed: new URL(ask.request.url).searchParams.has('mailed'),
      comeBack: `${ask.settings.PUBLIC_ORIGIN}/${ask.lang}/come-back`,
      goOn: withCarried(`${path}/${consultation.template === 'form' ? 'questions' : 'answer'}/check`, here.carried),
      carried: here.carried,
      path,
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  publicPage({ params: slugParams }, async (ask) => {
    const { consultation, path, here, code } = await waiting(ask)
    const { slug, title, closesOn } = consultation
    const typed = await typedIn(ask.request)
    const wish = typed.wish?.[0]
    if (wish === 'clear') throw goTo(path, ask.settings, slug, { draft: null })
    if (wish !== 'mail' || !mails(ask)) throw notFound()
    const read = readAddress('email', typed.email?.[0] ?? '')
    if (!read.ok) {
      return refused([{ field: 'email', message: ask.words('messages')(`errors.${read.problem}`) }], typed)
    }
    const told = { code, title: title.body, closesOn, language: languageOf(ask.lang)! }
    await write(ask.db, (tx) => mailCode(tx, ask.settings.PUBLIC_ORIGIN, read.address, told, ask.now))
    throw goTo(withCarried(`${path}/saved?mailed`, here.carried), ask.settings, slug)
  })(args)

/** The youth edition asks for no address (rule P-12): the code is enough to come back with. */
const mails = ({ lang }: Ask<unknown>): boolean => !asksNobody(lang)

/** Only who holds a draft sees its code. */
async function waiting(ask: Ask<{ l: string; slug: string }>) {
  const found = await consultationOf(ask)
  const here = await draftHere(ask, found.consultation)
  const code = here && codeOf(here.token)
  if (!here || !code) throw goTo(found.path, ask.settings, found.consultation.slug)
  return { ...found, here, code }
}

export default function Saved() {
  const { title, code, closesOn, keptUntil, mails, mailed, comeBack, goOn, carried, path } =
    useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const { locale } = useLanguage()
  const t = useWords('ways')
  const common = useWords('consultations')
  const day = (iso: string | null) => (iso ? <DateText iso={iso} locale={locale} /> : '')
  return (
    <ResidentPage
      title={title}
      lede={t('saved.lede')}
      errors={
        mailed && !back ? (
          <NotificationBanner type="success" titleText={t('saved.mailed_title')} text={t('saved.mailed')} />
        ) : (
          <FormErrors title={common('error_title')} errors={back?.errors} />
        )
      }
    >
      <h2>{t('saved.code')}</h2>
      <p className="lede">
        <ReferenceCode code={code} />
      </p>
      <p>
        <Sentence parts={{ address: <bdi dir="ltr">{comeBack}</bdi> }}>{(slots) => t('saved.how', slots)}</Sentence>
      </p>
      <p>
        <Sentence parts={{ closes: day(closesOn), kept: day(keptUntil) }}>
          {(slots) => t('saved.until', slots)}
        </Sentence>
      </p>
      {mails ? (
        <>
          <h2>{t('saved.mail_title')}</h2>
          <Form method="post" action={withCarried(`${path}/saved`, carried)} noValidate>
            <Input
              name="email"
              type="email"
              label={t('saved.email')}
              hint={t('saved.email_hint')}
              autocomplete="email"
              spellcheck={false}
              classes="govuk-input--width-20"
              attributes={{ dir: 'ltr' }}
              value={shown(back, 'email')}
              error={fieldErrors(back?.errors, common('error_prefix'))('email')}
            />
            <Button name="wish" value="mail" classes="govuk-button--secondary">
              {t('saved.mail_button')}
            </Button>
          </Form>
        </>
      ) : null}
      <h2>{t('saved.next')}</h2>
      <p>
        <a href={goOn}>{t('saved.go_on')}</a>
      </p>
      <Form method="post" action={withCarried(`${path}/saved`, carried)} noValidate>
        <p>{t('saved.clear_text')}</p>
        <Button name="wish" value="clear" classes="govuk-button--secondary">
          {t('saved.clear_button')}
        </Button>
      </Form>
    </ResidentPage>
  )
}
