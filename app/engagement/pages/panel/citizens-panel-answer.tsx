import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { consultationOf, draftHere, goTo } from '../../../consultations/answering/answering.server.ts'
import { beginHere } from '../../../consultations/answering/begin-answer.server.ts'
import { InOwnLanguage } from '../../../languages/read-text.tsx'
import { Sentence } from '../../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { readReference } from '../../../ledger/reference-code.ts'
import { typedIn } from '../../../server/form.ts'
import { type Ask, notFound, publicPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { DateText } from '../../../ui/date-text.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { formatNumber } from '../../../ui/numbers.ts'
import { ResidentPage } from '../../../ui/page-kinds.tsx'
import { samplePath } from '../../panel/citizens-panel-mail.server.ts'
import { sampleByCode } from '../../panel/citizens-panel-sample-store.server.ts'

const params = z.object({ l: z.string(), code: z.string().max(20) })

async function found(ask: Ask<z.output<typeof params>>) {
  const code = readReference(ask.params.code)
  const sample = code && (await sampleByCode(ask.db, code))
  if (!sample) throw notFound()
  const of = await consultationOf({ ...ask, params: { slug: sample.slug } })
  return { ...of, code, sample }
}

/** Where the members of one sample answer, each at home: all of them have this same address. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params }, async (ask) => {
    const { consultation, opening, path, sample } = await found(ask)
    const { title, lead, minutes, closesOn } = consultation
    return {
      title: title.body,
      heading: title,
      lead,
      minutes,
      closesOn,
      path,
      people: sample.people,
      takes: opening === 'open',
      begun: opening === 'open' && (await draftHere(ask, consultation)) !== undefined,
    }
  })(args)

/** The draft knows from here on which sample it came through; everything after is as for anybody. */
export const action = (args: ActionFunctionArgs) =>
  publicPage({ params }, async (ask) => {
    const { consultation, opening, path, sample, code } = await found(ask)
    if (opening !== 'open') throw goTo(`/${ask.lang}${samplePath(code)}`, ask.settings, consultation.slug)
    const typed = await typedIn(ask.request)
    throw await beginHere(
      ask,
      { consultation, path },
      {
        again: typed.again !== undefined,
        onePage: typed.wish?.[0] === 'one-page',
        wayIn: { channel: 'online', sample: sample.id },
      },
    )
  })(args)

export default function PanelAnswer() {
  const { heading, lead, minutes, closesOn, path, people, takes, begun } = useLoaderData<typeof loader>()
  const { locale } = useLanguage()
  const t = useWords('citizens-panel')
  const ways = useWords('ways')
  const common = useWords('consultations')
  return (
    <ResidentPage where={t('title')} title={<InOwnLanguage text={heading} />} lede={<InOwnLanguage text={lead} />}>
      <p>{t('way.asks', { people: formatNumber(people, locale) })}</p>
      <p>{t('way.says')}</p>
      {takes ? (
        <>
          <p>{t('way.alone')}</p>
          <p>{common('start.minutes', { count: minutes })}</p>
          <Form method="post" noValidate>
            <Button isStartButton>{common(begun ? 'start.carry_on' : 'start.button')}</Button>
            {begun ? (
              <p>
                <button className="link-button" type="submit" name="again" value="yes">
                  {common('start.clear')}
                </button>
              </p>
            ) : null}
            <p>
              <button className="link-button" type="submit" name="wish" value="one-page">
                {common('start.one_page')}
              </button>
            </p>
          </Form>
          {closesOn ? (
            <p className="meta">
              <Sentence parts={{ day: <DateText iso={closesOn} locale={locale} /> }}>
                {(slots) => ways('group.until', slots)}
              </Sentence>
            </p>
          ) : null}
        </>
      ) : (
        <InsetText>{ways('group.closed')}</InsetText>
      )}
      <p>
        <a href={path}>{t('way.public')}</a>
      </p>
    </ResidentPage>
  )
}
