import { AnswerLine, OverdueSince, RatingTag, StanceTag } from '../../board/pages/words-of.tsx'
import { ProperName } from '../../languages/read-text.tsx'
import { Sentence } from '../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import type { ToldPoint } from '../changed-store.server.ts'

/** What was taken on, with what is being done and what people will notice. */
export function WeDid({ points }: { points: readonly ToldPoint[] }) {
  const t = useWords('feedback')
  const { code } = useLanguage()
  return (
    <>
      {points.map((p) => (
        <section key={p.id}>
          <h3>
            <a href={`/${code}/board/decisions/${p.slug}`}>
              <ProperName>{p.wording}</ProperName>
            </a>
          </h3>
          <p>{p.position ? <StanceTag stance={p.position.stance} /> : null}</p>
          {p.actions.length ? null : <p>{t('told.no_action')}</p>}
          <ul className="plain-list">
            {p.actions.map((a) => (
              <li key={a.slug}>
                <RatingTag rating={a.rating} />{' '}
                <a href={`/${code}/board/actions/${a.slug}`}>
                  <ProperName>{a.title}</ProperName>
                </a>{' '}
                <span className="meta">{t('told.owner', { owner: a.owner })}</span>
                {a.peopleNotice ? (
                  <p>
                    <ProperName>{a.peopleNotice}</ProperName>
                  </p>
                ) : null}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

/** What was refused, passed on, declined by a partner, stopped, or met with silence: each with its reason. */
export function DidNot({ points }: { points: readonly ToldPoint[] }) {
  const t = useWords('feedback')
  const { code } = useLanguage()
  return (
    <>
      {points.map((p) => (
        <section key={p.id}>
          <h3>
            <a href={`/${code}/board/decisions/${p.slug}`}>
              <ProperName>{p.wording}</ProperName>
            </a>
          </h3>
          {p.position === null ? (
            <p>
              <AnswerLine answer={p.answer} />
            </p>
          ) : p.position.stance === 'accept' ? null : (
            <p>
              <StanceTag stance={p.position.stance} />{' '}
              {p.position.passedTo ? (
                <Sentence parts={{ to: <ProperName>{p.position.passedTo}</ProperName> }}>
                  {(slots) => t('told.passed_to', slots)}
                </Sentence>
              ) : null}{' '}
              <ProperName>{p.position.reason}</ProperName>
            </p>
          )}
          <ul>
            {p.partners
              .filter((r) => r.state === 'declined' || r.overdueSince)
              .map((r) => (
                <li key={r.organisation}>
                  {r.overdueSince ? (
                    <>
                      {t('told.partner_silent', { organisation: r.organisation })} <OverdueSince day={r.overdueSince} />
                    </>
                  ) : (
                    <Sentence
                      parts={{
                        organisation: <ProperName>{r.organisation}</ProperName>,
                        reason: <ProperName>{r.reason ?? ''}</ProperName>,
                      }}
                    >
                      {(slots) => t('told.partner_declined', slots)}
                    </Sentence>
                  )}
                </li>
              ))}
            {p.actions
              .filter((a) => a.rating === 'red' || a.rating === 'not_reported')
              .map((a) => (
                <li key={a.slug}>
                  <RatingTag rating={a.rating} />{' '}
                  <a href={`/${code}/board/actions/${a.slug}`}>
                    <ProperName>{a.title}</ProperName>
                  </a>{' '}
                  {a.rating === 'red' ? (
                    <ProperName>{a.sentence ?? ''}</ProperName>
                  ) : (
                    t('told.not_reported', { owner: a.owner })
                  )}
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  )
}
