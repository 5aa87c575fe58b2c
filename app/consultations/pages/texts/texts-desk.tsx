import { randomBytes } from 'node:crypto'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { write } from '../../../../db/connect.ts'
import { backFrom, exerciseFor, seesOf } from '../../../engagement/exercise-access.server.ts'
import { londonDay } from '../../../engagement/london-day.ts'
import { joinedTo } from '../../../engagement/partner-store.server.ts'
import { useWords } from '../../../languages/use-words.ts'
import { may } from '../../../people/permission.ts'
import { type Refused, refused, shown, typedIn, workNamed } from '../../../server/form.ts'
import { notFound, type StaffAsk, staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { DeskFigure, DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { Select } from '../../../ui/select.tsx'
import { codebooksOf } from '../../texts/codebook-store.server.ts'
import { leastShare } from '../../texts/coding.ts'
import { type Coding, codingOf, openRound, possibleCoders, seesRound } from '../../texts/coding-store.server.ts'
import { gatherTexts, readApart, textsSeen } from '../../texts/free-text-store.server.ts'
import { redacted } from '../../texts/redaction.ts'
import { newestThemes } from '../../texts/theme-store.server.ts'
import { AgreementPart, DifferingTexts, RoundPart } from './round-parts.tsx'
import { closedExercise, params, textsHome } from './text-desk.server.ts'

/** As many differences as two people can talk through at once. */
const differingShown = 30

const done = z.enum(['gathered', 'opened', 'coded', 'read'])

/** From what people wrote to published themes: gather, read and redact, codebook, two coders, agreement, themes. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission: 'text.code' }, async (ask) => {
    const { db, actor, now } = ask
    const exercise = await exerciseFor(ask)
    if (!exercise.publishedAt || !exercise.closesOn) throw notFound()
    const isOver = londonDay(now) > exercise.closesOn
    const sees = seesOf(ask)
    const texts = isOver ? await textsSeen(db, exercise.id, sees) : []
    const newest = isOver ? await codingOf(db, exercise.id) : undefined
    const coding = newest && (await seesRound(db, exercise.id, newest, sees)) ? newest : undefined
    const partners = [exercise.runBy, ...(await joinedTo(db, exercise.id))]
    const themes = await newestThemes(db, exercise.id)
    const [codebook] = await codebooksOf(db, exercise.id)
    const wanted = done.safeParse(new URL(ask.request.url).searchParams.get('done'))
    return {
      title: ask.words('texts')('title'),
      exercise: { id: exercise.id, title: exercise.title, slug: exercise.slug },
      backTo: backFrom(ask, exercise),
      isOver,
      reads: may(actor.grants, 'text.read'),
      isJoint: new Set(partners).size > 1,
      isElsewhere: newest !== coding,
      texts: texts.length,
      apart: readApart
        .map((why) => ({ why, count: texts.filter(({ apart }) => apart === why).length }))
        .filter(({ count }) => count > 0),
      unread: texts.filter(({ hides }) => hides === null).length,
      codebook: codebook ?? null,
      round: coding
        ? {
            ...coding.round,
            progress: coding.progress,
            mine: [coding.round.firstCoder, coding.round.secondCoder].includes(actor.personId),
          }
        : null,
      agreement: coding?.agreement ?? null,
      differing: coding ? toTalkAbout(coding, actor.personId) : null,
      names: coding ? Object.fromEntries(coding.codes.map(({ key, name }) => [key, name])) : {},
      coders: isOver ? await possibleCoders(db, partners, londonDay(now)) : [],
      themes: themes ? { version: themes.row.version, publishedAt: themes.row.published_at } : null,
      me: actor.personId,
      done: wanted.success ? wanted.data : null,
    }
  })(args)

/** What two coders who agreed too little have to talk about: theirs alone to see, and only as it was redacted. */
function toTalkAbout({ round, texts, differing, agreement, codes }: Coding, personId: string) {
  const mine = [round.firstCoder, round.secondCoder].includes(personId)
  if (!mine || !agreement || agreement.isEnough || !differing.length) return null
  const byId = new Map(texts.map((text) => [text.id, text]))
  const nameOf = new Map(codes.map(({ key, name }) => [key, name]))
  const named = (keys: readonly string[]) => keys.map((key) => nameOf.get(key) ?? key)
  return {
    count: differing.length,
    coders: [round.first, round.second],
    texts: differing.slice(0, differingShown).map(({ id, first, second }) => {
      const { body, hides, language } = byId.get(id)!
      return { id, language, words: redacted(body, hides ?? []), first: named(first), second: named(second) }
    }),
  }
}

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission: 'text.read' }, async (ask) => {
    const exercise = await closedExercise(ask)
    const typed = await typedIn(ask.request)
    const work = workNamed({ gather, open }, typed.intent?.[0])
    if (!work) throw notFound()
    return work(ask, typed, exercise)
  })(args)

type Asked = StaffAsk<{ id: string }>
type OneExercise = Awaited<ReturnType<typeof closedExercise>>

async function gather(ask: Asked, _: Refused['typed'], exercise: OneExercise) {
  const by = { exerciseId: exercise.id, personId: ask.actor.personId }
  await write(ask.db, (tx) => gatherTexts(tx, by, ask.now))
  throw redirect(`${textsHome(exercise.id)}?done=gathered`, 303)
}

async function open(ask: Asked, typed: Refused['typed'], exercise: OneExercise) {
  const t = ask.words('texts')
  const wrong = (field: string, key: string) =>
    refused([{ field, message: t(`errors.${key}`, { least: leastShare }) }], typed)
  const share = Number(typed.share?.[0])
  if (!Number.isInteger(share) || share < leastShare || share > 100) return wrong('share', 'share')
  const partners = [exercise.runBy, ...(await joinedTo(ask.db, exercise.id))]
  const known = (await possibleCoders(ask.db, partners, londonDay(ask.now))).map(({ id }) => id)
  const [first = '', second = ''] = [typed.first?.[0], typed.second?.[0]]
  if (!known.includes(first)) return wrong('first', 'coder')
  if (!known.includes(second)) return wrong('second', 'coder')
  const by = { exerciseId: exercise.id, personId: ask.actor.personId, first, second, share }
  const seed = randomBytes(16).toString('hex')
  const opened = await write(ask.db, (tx) => openRound(tx, { ...by, seed }, ask.now))
  if (opened === 'same_person') return wrong('second', opened)
  if (opened !== 'opened') return wrong('share', opened)
  throw redirect(`${textsHome(exercise.id)}?done=opened`, 303)
}

type Facts = ReturnType<typeof useLoaderData<typeof loader>>

export default function TextsDesk() {
  const facts = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('texts')
  const { title, exercise, backTo, isOver, texts, unread, agreement, round, themes, done: what } = facts
  const home = `/desk/exercises/${exercise.id}/texts`
  return (
    <DeskPage
      title={title}
      where={exercise.title}
      back={backTo}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={
        what && !back ? (
          <NotificationBanner type="success" titleText={t('done.title')} text={t(`done.${what}`)} />
        ) : null
      }
      figures={
        isOver ? (
          <>
            <DeskFigure figure={texts} text={t('figures.texts', { count: texts })} />
            <DeskFigure
              figure={unread}
              text={t('figures.unread', { count: unread })}
              kind={unread ? 'due' : undefined}
            />
          </>
        ) : null
      }
    >
      <p className="read">{t('intro')}</p>
      {facts.isJoint ? <p className="read">{t('joint.text')}</p> : null}
      {isOver ? (
        <>
          <Reading facts={facts} home={home} />
          <DeskSection title={t('codebook.title')} id="codebook">
            <p className="read">
              {facts.codebook
                ? t(facts.codebook.publishedAt ? 'codebook.stands' : 'codebook.being_written', {
                    version: facts.codebook.version,
                    count: facts.codebook.codes.length,
                  })
                : t('codebook.none')}
            </p>
            <p>
              <a href={`${home}/codebook`}>{t('codebook.link')}</a>
            </p>
          </DeskSection>
          {round ? <RoundPart round={round} home={home} mayCode={round.mine && !agreement} /> : null}
          {agreement && round ? <AgreementPart agreement={agreement} names={facts.names} /> : null}
          {facts.differing ? <DifferingTexts {...facts.differing} /> : null}
          {facts.isElsewhere ? <Elsewhere isPublished={Boolean(themes?.publishedAt)} slug={exercise.slug} /> : null}
          {facts.reads && !facts.isElsewhere && !themes && (!round || (agreement && !agreement.isEnough)) ? (
            <Open facts={facts} back={back} />
          ) : null}
          {agreement?.isEnough ? (
            <DeskSection title={t('themes.title')} id="themes">
              <p className="read">{t(themes?.publishedAt ? 'themes.published' : 'themes.next')}</p>
              <p>
                <a href={`${home}/themes`}>{t('themes.link')}</a>
              </p>
            </DeskSection>
          ) : null}
        </>
      ) : (
        <InsetText>{t('still_open')}</InsetText>
      )}
    </DeskPage>
  )
}

function Reading({ facts: { reads, texts, apart, unread, round }, home }: { facts: Facts; home: string }) {
  const t = useWords('texts')
  return (
    <DeskSection title={t('reading.title')} id="reading">
      <p className="read">{t('reading.text')}</p>
      {apart.length ? (
        <>
          <p className="read">{t('apart.text')}</p>
          <ul>
            {apart.map(({ why, count }) => (
              <li key={why}>{t(`apart.among.${why}`, { count })}</li>
            ))}
          </ul>
        </>
      ) : null}
      {reads ? (
        <>
          {texts ? (
            <p>
              <a href={`${home}/reading`}>{unread ? t('reading.link', { count: unread }) : t('reading.again')}</a>
            </p>
          ) : null}
          <Form method="post">
            <Button name="intent" value="gather" classes={texts ? 'govuk-button--secondary' : undefined}>
              {t(texts ? 'reading.gather_more' : 'reading.gather')}
            </Button>
          </Form>
        </>
      ) : (
        <p className="meta">{t(round ? 'reading.redacted_only' : 'reading.by_analyst')}</p>
      )}
    </DeskSection>
  )
}

/** A round that also reads another partner's module: nothing of it is told here before its themes are published. */
function Elsewhere({ isPublished, slug }: { isPublished: boolean; slug: string }) {
  const t = useWords('texts')
  return (
    <DeskSection title={t('themes.title')} id="themes">
      <p className="read">{t(isPublished ? 'themes.published' : 'joint.elsewhere')}</p>
      {isPublished ? (
        <p>
          <a href={`/en/consultations/${slug}/themes`}>{t('themes.public')}</a>
        </p>
      ) : null}
    </DeskSection>
  )
}

function Open({ facts: { coders, round, me, isJoint }, back }: { facts: Facts; back: Refused | undefined }) {
  const t = useWords('texts')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const items = [{ value: '', text: t('round.choose') }, ...coders.map(({ id, label }) => ({ value: id, text: label }))]
  return (
    <DeskSection title={t(round ? 'round.again' : 'round.open')} id="open">
      <p className="read">{t(round ? 'round.again_text' : 'round.open_text')}</p>
      {isJoint ? <p className="read">{t('joint.coders')}</p> : null}
      <Form method="post" noValidate>
        <Select
          name="first"
          label={t('round.first')}
          hint={t('round.first_hint')}
          items={items}
          value={shown(back, 'first', round?.firstCoder ?? me)}
          error={errorOf('first')}
        />
        <Select
          name="second"
          label={t('round.second')}
          hint={t('round.second_hint')}
          items={items}
          value={shown(back, 'second', round?.secondCoder)}
          error={errorOf('second')}
        />
        <Input
          name="share"
          label={t('round.share')}
          hint={t('round.share_hint', { least: leastShare })}
          inputmode="numeric"
          classes="govuk-input--width-3"
          suffix="%"
          value={shown(back, 'share', String(leastShare))}
          error={errorOf('share')}
        />
        <Button name="intent" value="open">
          {t('round.button')}
        </Button>
      </Form>
    </DeskSection>
  )
}
