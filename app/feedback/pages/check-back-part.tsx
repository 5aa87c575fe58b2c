import { InOwnLanguage, LateWords, ProperName } from '../../languages/read-text.tsx'
import { Sentence } from '../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { formatDate } from '../../ui/dates.ts'
import { formatNumber } from '../../ui/numbers.ts'
import { Table } from '../../ui/table.tsx'
import { verdicts } from '../check-back.ts'
import type { CheckBackShown, WordedOption } from '../check-back-store.server.ts'

/** How a list's wording was checked back, or why not, in a few sentences: beside the list, never in what is frozen. */
export function CheckBackSummary({ shown }: { shown: CheckBackShown }) {
  const t = useWords('check-back')
  const { locale } = useLanguage()
  const { state, result, skippedBecause, closesOn, priorities } = shown
  const day = closesOn ? formatDate(closesOn, locale) : ''
  if (state === 'skipped') {
    return (
      <p className="read">
        <Sentence parts={{ because: <ProperName>{skippedBecause ?? ''}</ProperName> }}>
          {(slots) => t('part.skipped', slots)}
        </Sentence>
      </p>
    )
  }
  if (!result) return <p className="read">{t(state === 'open' ? 'part.open' : 'part.answering', { day })}</p>
  const number = (count: number) => formatNumber(count, locale)
  const changed = priorities.filter(({ reply }) => reply?.outcome === 'changed').length
  return (
    <p className="read">
      {[
        t('part.asked', { count: result.asked, people: number(result.asked) }),
        result.answered === null
          ? t('part.few')
          : t('part.answered', { count: result.answered, people: number(result.answered) }),
        result.answered && result.meant !== null
          ? t('part.meant', { count: result.meant, people: number(result.meant) })
          : '',
        t('part.changed', { count: changed }),
      ].join(' ')}
    </p>
  )
}

/** What a priority said when it was asked, and why its words are others. */
export function WordedAnew({ asked }: { asked: NonNullable<WordedOption['asked']> }) {
  const t = useWords('check-back')
  return (
    <Sentence
      parts={{ words: <InOwnLanguage text={asked.title} />, because: <ProperName>{asked.because}</ProperName> }}
    >
      {(slots) => t('asked', slots)}
    </Sentence>
  )
}

/** The same on a list's page, with the way to the whole. */
export function CheckBackPart({ shown, base }: { shown: CheckBackShown; base: string }) {
  const t = useWords('check-back')
  return (
    <section className="page page--paper" aria-labelledby="check-back">
      <div className="wrap">
        <h2 id="check-back">{t('part.title')}</h2>
        <CheckBackSummary shown={shown} />
        {shown.state === 'skipped' ? null : (
          <p>
            <a href={`${base}/check-back`}>{t(shown.state === 'open' ? 'part.say' : 'part.more')}</a>
          </p>
        )}
      </div>
    </section>
  )
}

/** What was said of each wording, and what came of it. */
export function CheckBackResults({ shown }: { shown: CheckBackShown }) {
  const t = useWords('check-back')
  const { locale } = useLanguage()
  const { result, priorities } = shown
  if (!result) return <CheckBackSummary shown={shown} />
  const number = (count: number | null) => (count === null ? t('each.few') : formatNumber(count, locale))
  return (
    <>
      <CheckBackSummary shown={shown} />
      {result.link !== null && result.open !== null ? (
        <p>{t('each.ways', { link: number(result.link), open: number(result.open) })}</p>
      ) : null}
      {result.letIn === 0 || result.letIn === undefined ? null : (
        <p>{t('each.let_in', { people: number(result.letIn) })}</p>
      )}
      {result.heldBack === 0 ? null : <p>{t('each.held', { people: number(result.heldBack) })}</p>}
      <Table
        caption={t('each.caption')}
        firstCellIsHeader
        head={[
          t('each.priority'),
          ...verdicts.map((one) => ({ text: t(`verdict.${one}`), format: 'numeric' as const })),
        ]}
        rows={priorities.map(({ title, counts }) => [
          <InOwnLanguage key="title" text={title} />,
          ...verdicts.map((one) => ({ text: number(counts?.[one] ?? null), format: 'numeric' as const })),
        ])}
      />
      <p>{t('each.hidden')}</p>
      <WithHeld shown={shown} />
      <h2>{t('each.replies')}</h2>
      {priorities.some(({ reply }) => reply) ? null : <p>{t('each.none')}</p>}
      {priorities.map(({ optionId, title, asked, reply }) =>
        reply || asked ? (
          <section key={optionId}>
            <h3>
              <InOwnLanguage text={title} />
            </h3>
            {asked ? (
              <p>
                <WordedAnew asked={asked} />
              </p>
            ) : null}
            {reply?.suggested ? (
              <p>
                <Sentence parts={{ words: <ProperName>{reply.suggested}</ProperName> }}>
                  {(slots) => t('each.suggested', slots)}
                </Sentence>
              </p>
            ) : null}
            {reply ? <Reply reply={reply} /> : null}
          </section>
        ) : null,
      )}
    </>
  )
}

/** The same counts with everything that was held back, where that tells of nobody. */
function WithHeld({ shown: { result, priorities } }: { shown: CheckBackShown }) {
  const t = useWords('check-back')
  const { locale } = useLanguage()
  const told = priorities.flatMap(({ title, counts }) => {
    const all = counts?.withHeld
    return all && verdicts.some((one) => all[one] !== counts[one]) ? [{ title, counts: all }] : []
  })
  if (!result || result.heldBack === 0) return null
  if (!told.length) return <p>{t('each.too_small_with')}</p>
  return (
    <Table
      caption={t('each.with_held')}
      firstCellIsHeader
      head={[t('each.priority'), ...verdicts.map((one) => ({ text: t(`verdict.${one}`), format: 'numeric' as const }))]}
      rows={told.map(({ title, counts }) => [
        <InOwnLanguage key="title" text={title} />,
        ...verdicts.map((one) => ({ text: formatNumber(counts[one], locale), format: 'numeric' as const })),
      ])}
    />
  )
}

type Reply = NonNullable<CheckBackShown['priorities'][number]['reply']>

function Reply({ reply }: { reply: Reply }) {
  const t = useWords('check-back')
  const { locale } = useLanguage()
  const { reworded, because, on } = reply
  const day = formatDate(on, locale)
  return (
    <p>
      <Sentence
        parts={{
          wording: reworded ? <LateWords text={reworded} /> : null,
          because: <ProperName>{because}</ProperName>,
        }}
      >
        {(slots) => t(reworded ? 'each.changed' : 'each.kept', { ...slots, day })}
      </Sentence>
    </p>
  )
}
