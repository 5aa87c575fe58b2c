import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { writeTogether } from '../../../../db/write-together.ts'
import { InOwnLanguage } from '../../../languages/read-text.tsx'
import { Sentence } from '../../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { readReference } from '../../../ledger/reference-code.ts'
import { type Ask, notFound, publicPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { DateText } from '../../../ui/date-text.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { ResidentPage } from '../../../ui/page-kinds.tsx'
import { consultationOf, goTo } from '../../answering/answering.server.ts'
import { withCarried } from '../../answering/carried.ts'
import { createDraft } from '../../answering/draft-store.server.ts'
import { firstStepOf } from '../../answering/first-step.ts'
import { isListed, resultsPart } from '../../consultation-store.server.ts'
import { groupByCode, groupCount } from '../../groups/group-store.server.ts'

const params = z.object({ l: z.string(), code: z.string().max(20) })

async function found(ask: Ask<z.output<typeof params>>) {
  const code = readReference(ask.params.code)
  const group = code && (await groupByCode(ask.db, code))
  if (!group) throw notFound()
  const of = await consultationOf({ ...ask, params: { slug: group.slug } })
  return { ...of, group, takes: of.opening === 'open' && group.closedAt === null }
}

/** A community group's own page: on its members' phones, or on one tablet that goes from hand to hand. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params }, async (ask) => {
    const { consultation, group, takes, path } = await found(ask)
    const isOut = await isListed(ask.db, consultation.exerciseId)
    const { title, lead, minutes, closesOn } = consultation
    return {
      title: title.body,
      heading: title,
      lead,
      minutes,
      closesOn,
      takes,
      name: group.name,
      partner: group.partner,
      // Not what the group’s own members said: its figures beside everybody’s would tell of the few who are not in it.
      told: isOut
        ? { count: await groupCount(ask.db, group.id), results: `${path}/${resultsPart(consultation.template)}` }
        : null,
      here: `/${ask.lang}/group/${group.code}`,
    }
  })(args)

/** Nothing is left on the device: the address carries the draft until its holder has read the receipt. */
export const action = (args: ActionFunctionArgs) =>
  publicPage({ params }, async (ask) => {
    const { consultation, group, takes, path } = await found(ask)
    if (!takes) throw goTo(`/${ask.lang}/group/${group.code}`, ask.settings, consultation.slug)
    const wayIn = { channel: 'group' as const, group: group.id, code: group.code }
    const token = await writeTogether(ask.db, (tx) =>
      createDraft(tx, ask.settings.SECRET, consultation.id, ask.lang, ask.now, { wayIn }),
    )
    throw goTo(withCarried(`${path}/${firstStepOf(consultation)}`, token), ask.settings, consultation.slug)
  })(args)

export default function Group() {
  const { heading, lead, minutes, closesOn, takes, told, name, partner, here } = useLoaderData<typeof loader>()
  const { locale } = useLanguage()
  const t = useWords('ways')
  const common = useWords('consultations')
  return (
    <ResidentPage
      where={<bdi>{name}</bdi>}
      title={<InOwnLanguage text={heading} />}
      lede={<InOwnLanguage text={lead} />}
    >
      <p>
        <Sentence parts={{ name: <bdi>{name}</bdi>, partner: <bdi>{partner}</bdi> }}>
          {(slots) => t('group.asks', slots)}
        </Sentence>
      </p>
      <p>{t('group.sees')}</p>
      {takes ? (
        <>
          <p>{common('start.minutes', { count: minutes })}</p>
          <Form method="post" noValidate>
            <Button isStartButton>{common('start.button')}</Button>
          </Form>
          <p>{t('group.nothing_kept')}</p>
          {closesOn ? (
            <p className="meta">
              <Sentence parts={{ day: <DateText iso={closesOn} locale={locale} /> }}>
                {(slots) => t('group.until', slots)}
              </Sentence>
            </p>
          ) : null}
        </>
      ) : (
        <InsetText>{t('group.closed')}</InsetText>
      )}
      {told ? (
        <>
          {told.count === null ? null : <p>{t('group.count', { count: told.count })}</p>}
          <p>
            <a href={told.results}>{common('all.results')}</a>
          </p>
        </>
      ) : null}
      <p>
        <a href={`${here}/count`}>{t('group.count_link')}</a>
      </p>
    </ResidentPage>
  )
}
