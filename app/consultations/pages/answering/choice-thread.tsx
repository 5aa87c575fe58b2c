import type { Thread } from '../../../feedback/thread.ts'
import { InOwnLanguage, ProperName } from '../../../languages/read-text.tsx'
import { Sentence } from '../../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { DateText } from '../../../ui/date-text.tsx'
import { formatNumber } from '../../../ui/numbers.ts'
import { Rag } from '../../../ui/rag.tsx'

/** One option that somebody chose, followed to the list, the Board's answer and what is being done (rule F-3). */
export function ChoiceThread({ thread, which }: { thread: Thread; which: string }) {
  return (
    <section>
      <h3>
        <InOwnLanguage text={thread.title} />
      </h3>
      <p className="meta">{which}</p>
      {thread.place ? <Place place={thread.place} /> : null}
      {thread.decision ? <Decision decision={thread.decision} /> : thread.place ? <NotAsked /> : null}
      {thread.actions.map((action) => (
        <Action key={action.href} action={action} />
      ))}
    </section>
  )
}

function Place({ place }: { place: NonNullable<Thread['place']> }) {
  const { locale } = useLanguage()
  const t = useWords('consultations')
  const { others, base, rankFrom, rankTo, of, band } = place
  const people = others === null ? '' : formatNumber(others, locale)
  return (
    <p>
      {others === null ? null : t('my_answer.others', { count: others, people, base: formatNumber(base, locale) })}{' '}
      {rankFrom === rankTo
        ? t('my_answer.placed_at', { place: t(`my_answer.rank.${rankFrom}`), of })
        : t('my_answer.placed_between', {
            from: t(`my_answer.rank.${rankFrom}`),
            to: t(`my_answer.rank.${rankTo}`),
            of,
          })}{' '}
      {t('my_answer.band', { letter: band })}
    </p>
  )
}

function Decision({ decision }: { decision: NonNullable<Thread['decision']> }) {
  const { locale } = useLanguage()
  const t = useWords('consultations')
  const sentence = decision.stance ? `my_answer.board.${decision.stance}` : `my_answer.board.${decision.state}`
  const day = <DateText iso={decision.publishedOn ?? decision.answerBy} locale={locale} />
  return (
    <>
      <p>
        <strong>
          <Sentence parts={{ day }}>{(slots) => t(sentence, slots)}</Sentence>
        </strong>
        {decision.reason ? (
          <>
            {' '}
            <ProperName>{decision.reason}</ProperName>
          </>
        ) : null}
      </p>
      <p>
        <a href={decision.href}>{t(decision.stance ? 'my_answer.decision' : 'my_answer.question')}</a>
      </p>
    </>
  )
}

/** Published, and not on the Board's table: said, not left out. */
function NotAsked() {
  const t = useWords('consultations')
  return <p>{t('my_answer.board.not_asked')}</p>
}

function Action({ action }: { action: Thread['actions'][number] }) {
  const t = useWords('consultations')
  return (
    <>
      <p>
        {action.rag ? (
          <Rag status={action.rag === 'not_reported' ? 'not-reported' : action.rag}>
            {t(`my_answer.rag.${action.rag}`)}
          </Rag>
        ) : null}{' '}
        <a href={action.href}>
          <ProperName>{action.title}</ProperName>
        </a>
      </p>
      {action.peopleNotice || action.sentence ? (
        <p>
          <ProperName>{action.peopleNotice ?? action.sentence ?? ''}</ProperName>
        </p>
      ) : null}
    </>
  )
}
