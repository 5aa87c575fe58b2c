import { Form } from '@remix-run/react'
import { ProperName } from '../../../languages/read-text.tsx'
import { Sentence } from '../../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { type Refused, shown } from '../../../server/form.ts'
import { Button } from '../../../ui/button.tsx'
import { CodeInput } from '../../../ui/code-input.tsx'
import { HashText } from '../../../ui/codes.tsx'
import { formatDate } from '../../../ui/dates.ts'
import { fieldErrors } from '../../../ui/errors.tsx'
import { kilobytes } from '../../../ui/numbers.ts'
import { SummaryList } from '../../../ui/summary-list.tsx'
import type { PublicDraw } from '../../draw/public-draw-view.server.ts'
import { useSource } from './draw-source.tsx'

/** Where a volunteer types their reference: it is posted, and never part of an address. */
export function OwnForm({ back }: { back: Refused | undefined }) {
  const t = useWords('drawing')
  return (
    <Form method="post" noValidate>
      <p className="read">{t('public.own_text')}</p>
      <CodeInput
        name="reference"
        label={t('public.reference')}
        hint={t('public.reference_hint')}
        value={shown(back, 'reference')}
        error={fieldErrors(back?.errors, t('error_prefix'))('reference')}
      />
      <Button classes="govuk-button--secondary">{t('public.own_button')}</Button>
    </Form>
  )
}

/** Everything that stood before the chance existed. */
export function Fixed({ draw }: { draw: PublicDraw }) {
  const t = useWords('drawing')
  const { locale } = useLanguage()
  const source = useSource()
  const when = (iso: string) => t('public.at', { day: formatDate(iso, locale), time: formatDate(iso, locale, 'time') })
  const [first, second] = draw.starters
  const seals = draw.source.kind === 'drand' ? [] : draw.source.witnesses
  return (
    <section aria-labelledby="fixed">
      <h2 id="fixed">{t('public.fixed')}</h2>
      <p className="read">{t('public.fixed_text', { day: when(draw.announcedAt) })}</p>
      <SummaryList
        rows={[
          { key: t('public.announcement'), value: <HashText hash={draw.announcement} /> },
          { key: t('public.commitment'), value: <HashText hash={draw.commitment} /> },
          { key: t('public.panels_root'), value: <HashText hash={draw.roots.panels} /> },
          { key: t('public.chances_root'), value: <HashText hash={draw.roots.chances} /> },
          { key: t('public.rule'), value: <RuleText rule={draw.rule} /> },
          {
            key: t('public.household'),
            value: t(draw.onePerHousehold ? 'public.single_household' : 'public.shared_household'),
          },
          { key: t('public.source'), value: source(draw.source) },
          ...seals.map((seal, w) => ({ key: t('public.seal', { n: w + 1 }), value: <HashText hash={seal} /> })),
          { key: t('public.decides'), value: when(draw.decidesAt) },
          first && second
            ? {
                key: t('public.starters'),
                value: (
                  <Sentence
                    parts={{ first: <ProperName>{first}</ProperName>, second: <ProperName>{second}</ProperName> }}
                  >
                    {(slots) => t('public.starters_text', slots)}
                  </Sentence>
                ),
              }
            : null,
        ]}
      />
    </section>
  )
}

function RuleText({ rule }: { rule: PublicDraw['rule'] }) {
  const t = useWords('drawing')
  return (
    <>
      {t(`rule.${rule}`)}
      <br />
      {t(`rule_hint.${rule}`)}
    </>
  )
}

/** What the chance was, and the panel it picks. */
export function Outcome({ draw: { decided, panels } }: { draw: PublicDraw }) {
  const t = useWords('drawing')
  if (!decided) {
    return (
      <section aria-labelledby="outcome">
        <h2 id="outcome">{t('public.outcome')}</h2>
        <p className="read">{t('public.outcome_waiting')}</p>
      </section>
    )
  }
  const { outcome, index, value, alternates } = decided
  const secrets = outcome.kind === 'drand' ? [] : outcome.secrets
  return (
    <section aria-labelledby="outcome">
      <h2 id="outcome">{t('public.outcome')}</h2>
      <SummaryList
        rows={[
          outcome.kind === 'drand'
            ? { key: t('public.signature'), value: <HashText hash={outcome.signature} /> }
            : {
                key: t(outcome.kind === 'dice' ? 'public.thrown' : 'public.balls'),
                value: <bdi>{(outcome.kind === 'dice' ? outcome.throws : outcome.drawn).join(' ')}</bdi>,
              },
          ...secrets.map((secret, w) => ({
            key: t('public.secret', { n: w + 1 }),
            value: <bdi translate="no">{secret}</bdi>,
          })),
          { key: t('public.value'), value: <HashText hash={value} /> },
          { key: t('public.index'), value: t('public.index_text', { panel: index + 1, panels, index }) },
        ]}
      />
      {alternates ? <p className="read">{t('public.alternates_text', { count: alternates })}</p> : null}
    </section>
  )
}

/** How anybody checks it, with no trust in whoever runs this site. */
export function Check({ draw }: { draw: PublicDraw }) {
  const t = useWords('drawing')
  const { code, locale } = useLanguage()
  const size = kilobytes(draw.bytes, locale)
  return (
    <section aria-labelledby="check">
      <h2 id="check">{t('public.check')}</h2>
      <ol>
        <li>
          {t('public.check_1')}{' '}
          <a href={`/${code}/juries/${draw.slug}/draw.zip?number=${draw.number}`}>{t('public.download', { size })}</a>
        </li>
        <li>
          {t('public.check_2')}{' '}
          <code className="hash" dir="ltr">
            npm run draw -- verify draw --announced {draw.announcement}
            {draw.conclusion ? ` --concluded ${draw.conclusion}` : ''}
          </code>
        </li>
        <li>{t('public.check_3')}</li>
        <li>
          {t('public.check_4', { day: formatDate(draw.announcedAt, locale) })}{' '}
          <a href={`/${code}/check`}>{t('public.ledger')}</a>
        </li>
      </ol>
      <p className="read">{t('public.what_it_proves')}</p>
    </section>
  )
}

export function Others({ draw }: { draw: PublicDraw }) {
  const t = useWords('drawing')
  const { code } = useLanguage()
  return (
    <section aria-labelledby="others">
      <h2 id="others">{t('public.others')}</h2>
      <ul>
        {draw.others.map(({ number, state }) => (
          <li key={number}>
            <a href={`/${code}/juries/${draw.slug}/draw?number=${number}`}>
              {t('public.other', { number, state: t(`public.state.${state}`) })}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
