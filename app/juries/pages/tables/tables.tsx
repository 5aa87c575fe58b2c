import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { type Refused, typedIn } from '../../../server/form.ts'
import { staffPage } from '../../../server/page.ts'
import { DateText } from '../../../ui/date-text.tsx'
import { FormErrors } from '../../../ui/errors.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { EmptyState } from '../../../ui/paper-parts.tsx'
import { sessionFor, sessionParams } from '../../sessions/session-access.server.ts'
import { askChange, askWhole, changeIntents } from '../../tables/table-asking.server.ts'
import { type ShownTables, tablesShown } from '../../tables/tables-shown.server.ts'
import { PlanForms } from './plan-forms.tsx'
import { WhoMoves } from './who-moves.tsx'

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: sessionParams, permission: 'jury.see' }, tablesShown)(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: sessionParams, permission: 'jury.see' }, async (ask) => {
    await sessionFor(ask)
    const typed = (await typedIn(ask.request.clone())).intent?.[0]
    const intent = changeIntents.find((one) => one === typed)
    return intent ? askChange(ask, intent) : askWhole(ask)
  })(args)

export default function Tables() {
  const shown = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('seating')
  const { locale } = useLanguage()
  const { plan, session } = shown
  const nameOf = useName(shown)
  return (
    <DeskPage
      title={shown.title}
      where={shown.publicName}
      back={{ href: shown.home, text: session.title }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
    >
      {shown.waiting ? (
        <InsetText>
          <span data-look-again="2">{t('tables.waiting')}</span>{' '}
          <a className="screen-only" href={shown.address}>
            {t('tables.look_again')}
          </a>
        </InsetText>
      ) : null}
      {shown.errors.length ? (
        <InsetText classes="inset-caution">
          {t('tables.failed')}
          <ul>
            {shown.errors.map((code) => (
              <li key={code}>
                {t(`plan_errors.${code}`)}
                {code === 'fixed-apart' ? (
                  <Pairs
                    lines={shown.fixedTogether.map(({ first, second, table }) =>
                      t('tables.pair_fixed', { first: nameOf(first), second: nameOf(second), table }),
                    )}
                  />
                ) : null}
              </li>
            ))}
          </ul>
        </InsetText>
      ) : null}
      <DeskSection title={t('tables.who')} id="who">
        <p>
          <DateText iso={session.onDate} locale={locale} format="weekday" /> · {session.place}
          {plan ? ` · ${t('tables.version', { version: plan.version })}` : null}
        </p>
        {plan ? (
          <>
            <p className="screen-only">
              <a href={`${shown.address}.pdf`}>{t('tables.pdf')}</a>
            </p>
            <Rounds shown={shown} />
            <Figures shown={shown} />
          </>
        ) : (
          <EmptyState>
            <p>{t('tables.none')}</p>
          </EmptyState>
        )}
      </DeskSection>
      <WhoMoves shown={shown} />
      <PlanForms shown={shown} back={back} />
    </DeskPage>
  )
}

/** Round by round, each table's people: the badge, and the name where the juror chose one. */
function Rounds({ shown }: { shown: ShownTables }) {
  const t = useWords('seating')
  const { plan, places, people } = shown
  const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1)
  return (
    <>
      {numbers(plan!.rounds).map((round) => (
        <section key={round} className="plan-round" aria-labelledby={`round-${round}`}>
          <h3 id={`round-${round}`}>{t('tables.round', { round })}</h3>
          <div className="plan-tables">
            {numbers(plan!.tables).map((table) => (
              <div key={table} className="plan-table">
                <h4>{t('tables.table', { table })}</h4>
                <ul>
                  {people
                    .filter(({ memberId }) =>
                      places.some((p) => p.memberId === memberId && p.round === round && p.table === table),
                    )
                    .map((person) => (
                      <li key={person.memberId}>
                        <bdi className="plan-badge">{person.badge}</bdi> {person.badgeName}
                      </li>
                    ))}
                </ul>
              </div>
            ))}
          </div>
        </section>
      ))}
    </>
  )
}

/** People as the plan names them: the badge, and the name where the juror chose one. */
function useName({ people }: ShownTables) {
  const t = useWords('seating')
  return (memberId: string) => {
    const person = people.find((one) => one.memberId === memberId)
    return person ? [t('badge', { badge: person.badge }), person.badgeName].filter(Boolean).join(' ') : '?'
  }
}

function Pairs({ lines }: { lines: string[] }) {
  return lines.length ? (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  ) : null
}

/** How well people are mixed, in words. */
function Figures({ shown }: { shown: ShownTables }) {
  const t = useWords('seating')
  const { locale } = useLanguage()
  const nameOf = useName(shown)
  const { figures, seed } = shown.plan!
  if (!figures) return null
  const all = (shown.seated * (shown.seated - 1)) / 2
  return (
    <>
      <p className="read">
        {t('tables.meet', { pairs: figures.pairs, all })} {t('tables.repeated', { count: figures.repeated })}{' '}
        {t('tables.uneven', { count: figures.unevenness })}{' '}
        {shown.together.length ? t('tables.together', { count: shown.together.length }) : null}
      </p>
      <Pairs
        lines={shown.together.map(({ first, second, rounds }) =>
          t('tables.pair_together', {
            count: rounds.length,
            first: nameOf(first),
            second: nameOf(second),
            rounds: new Intl.ListFormat(locale).format(rounds.map(String)),
          }),
        )}
      />
      <p className="meta">
        {t('tables.seed')} <bdi>{seed}</bdi>
      </p>
    </>
  )
}
