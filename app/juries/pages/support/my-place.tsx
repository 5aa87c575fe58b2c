import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { ProperName } from '../../../languages/read-text.tsx'
import { Sentence } from '../../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { readReference } from '../../../ledger/reference-code.ts'
import { type FieldError, type Refused, refused, shown, typedIn, workNamed } from '../../../server/form.ts'
import { notFound, publicPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { ResidentPage } from '../../../ui/page-kinds.tsx'
import { juryParams } from '../../jury-access.server.ts'
import { one } from '../../posted.server.ts'
import { aboutPlace, askerOf, type OwnPlace, ownPlace, placeJury } from '../../support/own-place.server.ts'
import { acceptOwn, chooseOwn, leaveOwn, withdrawOwn } from '../../support/own-place-saving.server.ts'
import { Days, Help, Leave, Needs, Pay, TakeBack } from './my-place-parts.tsx'

export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: juryParams }, async (ask) => {
    const jury = await placeJury(ask)
    const asker = await askerOf(ask, jury, '')
    return {
      title: ask.words('juror')('title'),
      ...(await aboutPlace(ask, jury)),
      place: asker ? await ownPlace(ask, jury, asker) : null,
      done: new URL(ask.request.url).searchParams.get('done'),
    }
  })(args)

/** What the page shows after a post with a reference: it is never in an address, and nothing is kept on the device. */
type Opened = Partial<Refused> & { place: OwnPlace | null; done: string | null }

const ways: Partial<Record<string, typeof chooseOwn>> = {
  choice: chooseOwn,
  accept: acceptOwn,
  leave: leaveOwn,
  withdraw: withdrawOwn,
}
const doneWords: Record<string, string> = { choice: 'choice', accept: 'accepted', leave: 'left', withdraw: 'out' }

export const action = (args: ActionFunctionArgs) =>
  publicPage({ params: juryParams }, async (ask) => {
    const jury = await placeJury(ask)
    const typed = await typedIn(ask.request)
    const intent = one(typed, 'intent')
    const reference = one(typed, 'reference')
    const way = workNamed(ways, intent)
    if (intent !== 'open' && !way) throw notFound()
    const asker = await askerOf(ask, jury, reference)
    if (!asker) {
      const key = readReference(reference) ? 'reference_unknown' : 'reference_form'
      return refused([{ field: 'reference', message: ask.words('juror')(`errors.${key}`) }], typed)
    }
    const errors: FieldError[] = way ? await way(ask, asker, typed) : []
    const done = doneWords[intent] ?? null
    if (!errors.length && !asker.reference) {
      const { path } = await aboutPlace(ask, jury)
      throw redirect(done ? `${path}?done=${done}` : path, 303)
    }
    const now = await askerOf(ask, jury, reference)
    const place = now ? await ownPlace(ask, jury, now) : null
    const opened: Opened = errors.length ? { place, done: null, errors, typed } : { place, done }
    return data(opened, { status: errors.length ? 422 : 200 })
  })(args)

/** Somebody the jury has a place for, or had: not who is only in the pool, or no more. */
const asked = (stand: OwnPlace['stand']): boolean => stand !== 'gone' && stand !== 'out' && stand !== 'pool'

/** A juror's own page: days and table, pay and when it comes, what is arranged for them, and a way to give up the place. */
export default function MyPlace() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<Refused | Opened>()
  const t = useWords('juror')
  const { code } = useLanguage()
  const back = answer?.errors && answer.typed ? { errors: answer.errors, typed: answer.typed } : undefined
  const place = (answer && 'place' in answer ? answer.place : null) ?? page.place
  const done = answer ? ('done' in answer ? answer.done : null) : page.done
  return (
    <ResidentPage
      title={page.title}
      where={<ProperName>{page.publicName}</ProperName>}
      back={{ href: `/${code}/juries/${page.slug}`, text: t('about_jury') }}
      errors={
        <>
          <FormErrors title={t('error_title')} errors={back?.errors} />
          {done && Object.values(doneWords).includes(done) ? (
            <NotificationBanner type="success" titleText={t('done.title')} text={t(`done.${done}`)} />
          ) : null}
        </>
      }
    >
      {place ? (
        <>
          <p className="lede">
            <Sentence parts={{ badge: <bdi>{[place.badge, place.badgeName].filter(Boolean).join(' ')}</bdi> }}>
              {(slots) => t(`stand.${place.over ? 'over' : place.stand}`, slots)}
            </Sentence>
          </p>
          {asked(place.stand) && !place.over ? <Days place={place} slug={page.slug} /> : null}
          {asked(place.stand) || place.stand === 'gone' ? <Pay place={place} phone={page.phone} back={back} /> : null}
          {asked(place.stand) ? <Needs place={place} phone={page.phone} /> : null}
          {place.mayLeave ? <Leave place={place} phone={page.phone} back={back} /> : null}
          {place.stand === 'pool' ? <TakeBack place={place} phone={page.phone} back={back} /> : null}
          <Help place={place} />
        </>
      ) : (
        <Who page={page} back={back} />
      )}
    </ResidentPage>
  )
}

/** For somebody who is not known yet: by their sign-in, or by their reference. */
function Who({ page, back }: { page: ReturnType<typeof useLoaderData<typeof loader>>; back?: Refused }) {
  const t = useWords('juror')
  const { code } = useLanguage()
  return (
    <>
      <p>{t('who.text')}</p>
      <p>
        <a href={`/${code}/sign-in?to=${encodeURIComponent(page.path)}`}>{t('who.sign_in')}</a>
      </p>
      <p>{t('who.or')}</p>
      <Form method="post" action={page.path} noValidate>
        <Input
          name="reference"
          label={{ text: t('who.reference') }}
          hint={{ text: t('who.hint') }}
          classes="govuk-input--width-20"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          attributes={{ dir: 'ltr' }}
          value={shown(back, 'reference')}
          error={fieldErrors(back?.errors, t('error_prefix'))('reference')}
        />
        <Button name="intent" value="open">
          {t('who.button')}
        </Button>
      </Form>
      {page.phone ? (
        <p>
          <Sentence parts={{ phone: <bdi>{page.phone}</bdi> }}>{(slots) => t('who.lost', slots)}</Sentence>
        </p>
      ) : null}
    </>
  )
}
