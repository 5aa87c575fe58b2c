import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { exerciseFor } from '../../../engagement/exercise-access.server.ts'
import { londonDay } from '../../../engagement/london-day.ts'
import { practiceOf } from '../../../engagement/practice-store.server.ts'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { languageOf } from '../../../languages/words.server.ts'
import { readReference } from '../../../ledger/reference-code.ts'
import { may } from '../../../people/permission.ts'
import { line, lines, many, type Refused, readForm, refused } from '../../../server/form.ts'
import { notFound, staffPage } from '../../../server/page.ts'
import { FormErrors } from '../../../ui/errors.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { formatNumber } from '../../../ui/numbers.ts'
import { DeskFigure, DeskPage } from '../../../ui/page-kinds.tsx'
import { unlessFrozen } from '../../freezing/cleaning-store.server.ts'
import { consultationOf } from '../../freezing/freeze-material-store.server.ts'
import { snapshotOf } from '../../freezing/snapshot-store.server.ts'
import { heldChoice, heldListedAtMost, heldOutcomes } from '../../guarding/held-choice.ts'
import {
  decideQuarantine,
  decisionsOf,
  heldByReference,
  heldOneByOne,
  quarantineOf,
} from '../../guarding/quarantine-store.server.ts'
import { setAsksWork } from '../../guarding/work-store.server.ts'
import { AsksWork, Decide, Decisions, Means, Why } from './quarantine-parts.tsx'

const params = z.object({ id: z.string().max(100) })
const workWishes = z.enum(['work_always', 'work_above'])

/** How many answers were held back and why, by how they came: what they say is nobody's to see here. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission: 'coverage.see' }, async (ask) => {
    const { db, now, actor } = ask
    const exercise = await exerciseFor(ask)
    const consultation = await consultationOf(db, exercise.id)
    if (!consultation || !exercise.publishedAt || !exercise.closesOn) throw notFound()
    const frozen = (await snapshotOf(db, exercise.id, 'analysis')) !== undefined
    const practice = await practiceOf(db)
    const wanted = heldOutcomes.safeParse(new URL(ask.request.url).searchParams.get('done'))
    const held = await heldOneByOne(db, consultation.id, heldListedAtMost)
    return {
      title: ask.words('guarding')('title'),
      exercise: { id: exercise.id, title: exercise.title },
      isOver: londonDay(now) > exercise.closesOn,
      frozen,
      decides: may(actor.grants, 'list.prepare') && !frozen,
      reasons: await quarantineOf(db, consultation.id),
      held: held.map((one) => ({
        ...one,
        channel: ask.words('engagement')(`coverage.groups.channel.${one.channel}`),
        language: languageOf(one.language)?.name ?? one.language,
      })),
      decisions: await decisionsOf(db, consultation.id),
      limits: { seconds: practice['guard.least_seconds'], hourly: practice['guard.network_hourly'] },
      asksWork: consultation.asksWork === 1,
      done: wanted.success ? wanted.data : null,
    }
  })(args)

const shape = z.object({
  intent: z.enum([...heldOutcomes.options, ...workWishes.options]),
  which: z.string().max(20).default(''),
  held: many,
  reference: line(40),
  because: lines(500),
})

/** Lets answers in or leaves them out, by their reason, by what was ticked or by one reference. */
export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission: 'list.prepare' }, async (ask) => {
    const t = ask.words('guarding')
    const exercise = await exerciseFor(ask)
    const consultation = await consultationOf(ask.db, exercise.id)
    const form = await readForm(ask.request, shape, t)
    if (!form.ok && form.errors.some(({ field }) => field === 'intent')) throw notFound()
    if (!consultation || !exercise.publishedAt) throw notFound()
    if (!form.ok) return refused(form.errors, form.typed)
    const { intent, because, which } = form.value
    const here = `/desk/exercises/${encodeURIComponent(exercise.id)}/quarantine`
    const { personId } = ask.actor
    const wish = workWishes.safeParse(intent)
    if (wish.success) {
      const set = { exerciseId: exercise.id, personId, always: wish.data === 'work_always' }
      await write(ask.db, (tx) => setAsksWork(tx, set, ask.now))
      throw redirect(`${here}#work`, 303)
    }
    const decision = heldOutcomes.parse(intent)
    const wrong = (field: string, key: string) => refused([{ field, message: t(`errors.${key}`) }], form.typed)
    const reference = readReference(form.value.reference)
    const own = which === 'reference' && reference
    const one = own ? await heldByReference(ask.db, ask.settings.SECRET, consultation.id, own) : undefined
    const choice = heldChoice(form.value, one)
    if ('field' in choice) return wrong(choice.field, choice.key)
    const by = { consultationId: consultation.id, exerciseId: exercise.id, personId }
    const decided = await unlessFrozen(ask.db, exercise.id, (tx) =>
      decideQuarantine(tx, { ...by, decision, because, which: choice.meant }, ask.now),
    )
    if (decided === 'frozen') return wrong('which', 'frozen')
    if (!decided) return wrong('which', 'nothing')
    throw redirect(`${here}?done=${decision}`, 303)
  })(args)

export default function Quarantine() {
  const { title, exercise, isOver, frozen, decides, reasons, held, decisions, limits, asksWork, done } =
    useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('guarding')
  const { locale } = useLanguage()
  const total = (of: 'waiting' | 'released' | 'excluded') => reasons.reduce((sum, one) => sum + one[of], 0)
  return (
    <DeskPage
      title={title}
      where={exercise.title}
      back={{ href: `/desk/exercises/${exercise.id}/cleaning`, text: exercise.title }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={
        done && !back ? (
          <NotificationBanner type="success" titleText={t('done.title')} text={t(`done.${done}`)} />
        ) : null
      }
      figures={(['waiting', 'released', 'excluded'] as const).map((of) => (
        <DeskFigure
          key={of}
          figure={formatNumber(total(of), locale)}
          text={t(`figures.${of}`, { count: total(of) })}
          kind={of === 'waiting' && total(of) ? 'due' : undefined}
        />
      ))}
    >
      <p className="read">{t('intro')}</p>
      <p className="read">{t('with_and_without')}</p>
      {frozen ? <InsetText>{t('frozen')}</InsetText> : isOver ? null : <InsetText>{t('still_open')}</InsetText>}
      <Why reasons={reasons} />
      {decides && held.length ? <Decide reasons={reasons} held={held} most={heldListedAtMost} back={back} /> : null}
      <Decisions decisions={decisions} />
      <Means limits={limits} />
      <AsksWork always={asksWork} open={decides && !isOver} />
    </DeskPage>
  )
}
