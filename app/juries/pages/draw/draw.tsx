import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ProperName } from '../../../languages/read-text.tsx'
import { Sentence } from '../../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { readReference } from '../../../ledger/reference-code.ts'
import { type Refused, refused, typedIn } from '../../../server/form.ts'
import { publicPage } from '../../../server/page.ts'
import { DateText } from '../../../ui/date-text.tsx'
import { formatDate } from '../../../ui/dates.ts'
import { FormErrors } from '../../../ui/errors.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { PaperPage } from '../../../ui/page-kinds.tsx'
import { noDrawView } from '../../draw/no-draw-view.server.ts'
import { type OwnChance, ownChanceOf } from '../../draw/own-chance.server.ts'
import { type PublicDraw, publicDrawView } from '../../draw/public-draw-view.server.ts'
import { publishedDraw } from '../../draw/published-draw.server.ts'
import { juryParams } from '../../jury-access.server.ts'
import { Chances } from './chance-parts.tsx'
import { Check, Fixed, Others, Outcome, OwnForm } from './draw-parts.tsx'
import { NoDrawPage } from './no-draw.tsx'
import { OwnChancePage } from './own-chance.tsx'

export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: juryParams }, async (ask) => (await noDrawView(ask)) ?? (await publicDrawView(ask)))(args)

/** What the page shows after a post: nothing of it is ever in an address, and nothing is kept. */
type Found = { own: OwnChance }

export const action = (args: ActionFunctionArgs) =>
  publicPage({ params: juryParams }, async (ask) => {
    const { draw } = await publishedDraw(ask)
    const typed = await typedIn(ask.request)
    const problem = (key: string) =>
      refused([{ field: 'reference', message: ask.words('drawing')(`errors.${key}`) }], typed)
    const reference = readReference(typed.reference?.[0] ?? '')
    if (!reference) return problem('reference_form')
    const own = await ownChanceOf(ask, draw, reference)
    return own ? ({ own } satisfies Found) : problem('reference_unknown')
  })(args)

/** A draw in public: what was fixed, every chance, what decided it, and how anybody checks it. */
export default function DrawPage() {
  const shown = useLoaderData<typeof loader>()
  return 'undrawn' in shown ? <NoDrawPage shown={shown} /> : <PublishedDraw draw={shown} />
}

function PublishedDraw({ draw }: { draw: PublicDraw }) {
  const back = useActionData<Refused | Found>()
  const t = useWords('drawing')
  const { code, locale } = useLanguage()
  if (back && 'own' in back) return <OwnChancePage own={back.own} draw={draw} />
  const day = (iso: string) => <DateText iso={iso} locale={locale} />
  const { people, seats, panels } = draw
  return (
    <PaperPage
      title={
        <Sentence parts={{ title: <ProperName>{draw.publicName}</ProperName> }}>
          {(slots) => t(`public.${draw.heading}`, slots)}
        </Sentence>
      }
      version={
        <Sentence parts={{ day: day(draw.announcedAt) }}>
          {(slots) => t('public.version', { ...slots, number: draw.number, state: t(`public.state.${draw.state}`) })}
        </Sentence>
      }
      lede={
        draw.decided && draw.concludedAt
          ? t('public.lede', {
              people,
              seats,
              panels,
              panel: draw.decided.index + 1,
              day: formatDate(draw.concludedAt, locale),
            })
          : t('public.lede_waiting', {
              people,
              seats,
              panels,
              day: formatDate(draw.decidesAt, locale),
              time: formatDate(draw.decidesAt, locale, 'time'),
            })
      }
      back={{ href: `/${code}/juries/${draw.slug}`, text: <ProperName>{draw.publicName}</ProperName> }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
    >
      {draw.demo ? <InsetText classes="inset-caution">{t('public.practice')}</InsetText> : null}
      {draw.givenUpAt ? (
        <InsetText classes="inset-caution">
          <Sentence parts={{ day: day(draw.givenUpAt), reason: <ProperName>{draw.givenUpReason ?? ''}</ProperName> }}>
            {(slots) => t('public.given_up', slots)}
          </Sentence>
        </InsetText>
      ) : null}
      {draw.reason ? (
        <p className="read">
          <Sentence parts={{ reason: <ProperName>{draw.reason}</ProperName> }}>
            {(slots) => t('public.reason', slots)}
          </Sentence>
        </p>
      ) : null}
      <section aria-labelledby="own">
        <h2 id="own">{t('public.own')}</h2>
        {draw.linked ? <OwnForm back={back} /> : <p className="read">{t('public.own_deleted')}</p>}
      </section>
      <section aria-labelledby="everybody">
        <h2 id="everybody">{t(draw.decided ? 'public.everybody' : 'public.everybody_waiting')}</h2>
        <Chances summary={draw.summary} groupsTitle={t('public.by_group_public')} />
      </section>
      <Fixed draw={draw} />
      <Outcome draw={draw} />
      <Check draw={draw} />
      {draw.others.length ? <Others draw={draw} /> : null}
    </PaperPage>
  )
}
