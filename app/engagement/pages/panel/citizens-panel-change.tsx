import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { PostcodeField } from '../../../consultations/pages/answering/postcode-field.tsx'
import { letterhead } from '../../../feedback/pages/letterhead.server.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { languageOf, languages } from '../../../languages/words.server.ts'
import { readReference, referenceHash } from '../../../ledger/reference-code.ts'
import { readAddress } from '../../../server/address.ts'
import { type Refused, refused, shown, type Typed, typedIn, workNamed } from '../../../server/form.ts'
import { enqueue } from '../../../server/outbox-store.server.ts'
import { type Ask, notFound, publicPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { CodeInput } from '../../../ui/code-input.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { ResidentPage } from '../../../ui/page-kinds.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { Select } from '../../../ui/select.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import { knowsPostcodes } from '../../areas/postcode-store.server.ts'
import { londonDay } from '../../london-day.ts'
import { panelConfirmDays } from '../../panel/citizens-panel.ts'
import {
  askChange,
  changeLanguage,
  changePlace,
  confirmChange,
} from '../../panel/citizens-panel-change-store.server.ts'
import { panelDistricts, readPlace } from '../../panel/citizens-panel-form.server.ts'
import { changedMessage, changeMessage } from '../../panel/citizens-panel-mail.server.ts'
import { ownMembership } from '../../panel/citizens-panel-store.server.ts'

const params = z.object({ l: z.string(), member: z.string().min(20).max(60) })
type Here = Ask<z.output<typeof params>>

/** Only a member has this page: one who is yet to confirm changes nothing. */
async function member({ db, params: { member: id } }: Here) {
  const own = await ownMembership(db, id)
  if (!own?.joinedOn) throw notFound()
  return own
}

/** Where a member changes the area they live in, the language they are written to in, and how they are reached. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params }, async (ask) => {
    const own = await member(ask)
    return {
      title: ask.words('citizens-panel')('change.title'),
      home: `/${ask.lang}/citizens-panel/mine/${own.id}`,
      districtId: own.districtId,
      districts: await panelDistricts(ask.db, londonDay(ask.now)),
      postcodes: await knowsPostcodes(ask.db),
      language: own.language,
      languages: languages().map(({ code, name }) => ({ code, name })),
      waits: own.newAddress !== null,
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  publicPage({ params }, async (ask) => {
    const own = await member(ask)
    const typed = await typedIn(ask.request)
    const work = workNamed({ place, language, reach, code }, typed.wish?.[0])
    if (!work) throw notFound()
    return work(ask, typed, own)
  })(args)

type Own = Awaited<ReturnType<typeof member>>
const to = ({ lang }: Here, { id }: Own, part: string) => redirect(`/${lang}/citizens-panel/mine/${id}${part}`, 303)
const trouble = (ask: Here, typed: Typed, field: string, key: string) =>
  refused([{ field, message: ask.words('citizens-panel')(`errors.${key}`) }], typed)

async function place(ask: Here, typed: Typed, own: Own) {
  const read = await readPlace(ask, typed)
  if (!read.ok) return refused([read.error], typed)
  await write(ask.db, (tx) => changePlace(tx, own.id, read.place))
  throw to(ask, own, '?done=place')
}

async function language(ask: Here, typed: Typed, own: Own) {
  const wanted = typed.language?.[0] ?? ''
  if (!languageOf(wanted)) return trouble(ask, typed, 'language', 'language')
  await write(ask.db, (tx) => changeLanguage(tx, own.id, wanted))
  throw to(ask, own, '?done=language')
}

/** Sends a code to where they want to be reached; where another member is reached there, nothing goes out. */
async function reach(ask: Here, typed: Typed, own: Own) {
  const way = (['email', 'letter'] as const).find((one) => one === typed.way?.[0])
  if (!way) return trouble(ask, typed, 'way', 'way')
  const read = readAddress(way, typed.address?.[0] ?? '')
  if (!read.ok) {
    return refused([{ field: 'address', message: ask.words('messages')(`errors.${read.problem}`) }], typed)
  }
  const head = await letterhead(ask)
  const { address } = read
  const made = await write(ask.db, async (tx) => {
    const asked = await askChange(tx, ask.settings.SECRET, { id: own.id, way, address }, ask.now)
    if (asked === 'often') return asked
    const reader = { memberId: own.id, way, address, language: own.language }
    if (asked.code) await enqueue(tx, changeMessage({ ...reader, code: asked.code }, head), ask.now)
    return 'asked'
  })
  if (made === 'often') return trouble(ask, typed, 'address', 'change_often')
  throw to(ask, own, '/change#code')
}

async function code(ask: Here, typed: Typed, own: Own) {
  const read = readReference(typed.code?.[0] ?? '')
  if (!read) return trouble(ask, typed, 'code', 'code_form')
  const head = await letterhead(ask)
  const codeHash = referenceHash(ask.settings.SECRET, read)
  const made = await write(ask.db, async (tx) => {
    const done = await confirmChange(tx, { id: own.id, codeHash }, ask.now)
    if (typeof done !== 'string')
      await enqueue(tx, changedMessage({ ...done.from, memberId: own.id, code: '' }, head), ask.now)
    return done
  })
  if (typeof made === 'string') return trouble(ask, typed, 'code', made === 'often' ? 'change_often' : 'change_code')
  throw to(ask, own, '?done=reach')
}

export default function ChangeMembership() {
  const data = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('citizens-panel')
  const { locale } = useLanguage()
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const days = new Intl.NumberFormat(locale).format(panelConfirmDays)
  return (
    <ResidentPage
      title={data.title}
      back={{ href: data.home, text: t('own.title') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
    >
      {data.waits ? (
        <>
          <InsetText>{t('change.sent', { days })}</InsetText>
          <Form method="post" noValidate>
            <CodeInput
              name="code"
              label={t('change.code')}
              hint={t('code.hint')}
              value={shown(back, 'code')}
              error={errorOf('code')}
            />
            <Button name="wish" value="code">
              {t('change.code_button')}
            </Button>
          </Form>
        </>
      ) : null}
      <h2>{t('change.reach')}</h2>
      <p>{t('change.reach_text')}</p>
      <Form method="post" noValidate>
        <Radios
          name="way"
          fieldset={{ legend: { text: t('change.way') } }}
          items={(['email', 'letter'] as const).map((way) => ({ value: way, text: t(`change.ways.${way}`) }))}
          value={shown(back, 'way')}
          error={errorOf('way')}
        />
        <Textarea
          name="address"
          rows={4}
          label={t('change.new')}
          hint={t('change.new_hint')}
          value={shown(back, 'address')}
          error={errorOf('address')}
        />
        <Button name="wish" value="reach">
          {t('change.reach_button')}
        </Button>
      </Form>
      <h2>{t('change.place')}</h2>
      <Form method="post" noValidate>
        {data.postcodes ? <PostcodeField back={back} error={errorOf('postcode')} /> : null}
        <Radios
          name="district"
          fieldset={{ legend: { text: t('join.district') } }}
          items={data.districts.map(({ id, name }) => ({ value: id, text: <bdi>{name}</bdi> }))}
          value={shown(back, 'district', data.districtId)}
          error={errorOf('district')}
        />
        <Button name="wish" value="place" classes="govuk-button--secondary">
          {t('change.place_button')}
        </Button>
      </Form>
      <Form method="post" noValidate>
        <Select
          name="language"
          label={t('change.language')}
          items={data.languages.map(({ code: value, name }) => ({ value, text: name }))}
          value={shown(back, 'language', data.language)}
          error={errorOf('language')}
        />
        <Button name="wish" value="language" classes="govuk-button--secondary">
          {t('change.language_button')}
        </Button>
      </Form>
    </ResidentPage>
  )
}
