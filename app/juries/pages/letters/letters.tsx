import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { write } from '../../../../db/connect.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { type FieldError, type Refused, refused, workNamed } from '../../../server/form.ts'
import { notFound, staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { ReferenceCode } from '../../../ui/codes.tsx'
import { FormErrors } from '../../../ui/errors.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { formatNumber } from '../../../ui/numbers.ts'
import { DeskFigure, DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { deskPath, juryFor, slugParams } from '../../jury-access.server.ts'
import { testCode } from '../../letters/invitation-store.server.ts'
import { type LettersShown, lettersPage } from '../../letters/letters-page.server.ts'
import {
  closeNow,
  draw,
  makeCards,
  noteReturned,
  saveOffer,
  savePlan,
  shareLetters,
  takeAddresses,
} from '../../letters/mailing-form.server.ts'
import { one, readPosted } from '../../posted.server.ts'
import { Done } from '../done.tsx'
import { Offer } from './letters-offer.tsx'
import { AfterDrawing, BeforeDrawing } from './letters-parts.tsx'

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.manage' }, lettersPage)(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.manage' }, async (ask) => {
    const { typed, file } = await readPosted(ask.request)
    const ways = {
      offer: () => saveOffer(ask, typed),
      addresses: () => takeAddresses(ask, file),
      share: () => shareLetters(ask, typed),
      plan: () => savePlan(ask, typed),
      draw: () => draw(ask),
      cards: () => makeCards(ask, typed),
      returned: () => noteReturned(ask, typed),
      close: () => closeNow(ask),
      test: () =>
        write(ask.db, async (tx) => {
          const jury = await juryFor(ask, 'jury.manage', tx)
          await testCode(tx, ask.settings.SECRET, jury.id)
          return []
        }),
    }
    const what = one(typed, 'do')
    const way = workNamed(ways, what)
    if (!way) throw notFound()
    const errors: FieldError[] = await way()
    if (errors.length) return refused(errors, typed)
    throw redirect(deskPath(ask.params.slug, `/letters?done=letters_${what}`), 303)
  })(args)

export default function Letters() {
  const shown = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('recruitment')
  const { locale } = useLanguage()
  const { title, home, publicName, letters, replies, blocks, done } = shown
  const number = (n: number) => formatNumber(n, locale)
  const out = letters.letters > 0
  return (
    <DeskPage
      title={title}
      back={{ href: home, text: publicName }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={<Done words="recruitment" done={done} />}
      figures={
        out ? (
          <>
            <DeskFigure figure={number(letters.letters)} text={t('letters.out', { count: letters.letters })} />
            <DeskFigure figure={number(letters.returned)} text={t('letters.returned', { count: letters.returned })} />
            <DeskFigure
              kind="now"
              figure={number(replies.all)}
              text={t('letters.replied', {
                count: replies.all,
                share: formatNumber((replies.all / Math.max(1, letters.letters)) * 100, locale, 1),
              })}
            />
          </>
        ) : null
      }
    >
      {!out && blocks.length ? (
        <InsetText classes="inset-caution">
          <p>{t('recruit.blocks')}</p>
          <ul>
            {blocks.map((block) => (
              <li key={block}>{t(`blocks.${block}`)}</li>
            ))}
          </ul>
        </InsetText>
      ) : null}
      {out ? <AfterDrawing shown={shown} back={back} /> : null}
      <Offer shown={shown} back={back} />
      {out ? null : <BeforeDrawing shown={shown} back={back} />}
      <TestLetter shown={shown} />
    </DeskPage>
  )
}

function TestLetter({ shown: { home, address, testCode: code } }: { shown: LettersShown }) {
  const t = useWords('recruitment')
  return (
    <DeskSection title={t('letters.test_title')} id="test">
      <p className="read">{t('letters.test_text', { address: address ?? t('letters.test_address') })}</p>
      {code ? (
        <>
          <p>
            {t('letters.test_code')} <ReferenceCode code={code} />
          </p>
          <p>
            <a href={`${home}/letters/test-letter.pdf`} download>
              {t('letters.test_letter')}
            </a>
          </p>
        </>
      ) : (
        <Form method="post" noValidate>
          <Button name="do" value="test" classes="govuk-button--secondary">
            {t('letters.test_button')}
          </Button>
        </Form>
      )}
    </DeskSection>
  )
}
