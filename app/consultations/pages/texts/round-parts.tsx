import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { InsetText } from '../../../ui/inset-text.tsx'
import { formatNumber } from '../../../ui/numbers.ts'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { Table } from '../../../ui/table.tsx'
import { type Agreement, enoughAgreement } from '../../texts/coding.ts'
import type { Coding, Round } from '../../texts/coding-store.server.ts'
import { AsTyped } from '../answering/check-parts.tsx'

/** A coefficient as it is read: two figures after the point, or that there is none. */
export function useCoefficient() {
  const { locale } = useLanguage()
  const t = useWords('themes')
  return (value: number | null) => (value === null ? t('page.no_figure') : formatNumber(value, locale, 2))
}

/** How far the two coders are. What they gave is not shown. */
export function RoundPart({
  round,
  home,
  mayCode,
}: {
  round: Round & { progress: Coding['progress'] }
  home: string
  mayCode: boolean
}) {
  const t = useWords('texts')
  const { locale } = useLanguage()
  const { progress } = round
  const number = (value: number) => ({ text: formatNumber(value, locale), format: 'numeric' as const })
  return (
    <DeskSection title={t('round.title', { round: round.round })} id="round">
      <p className="read">{t('round.text', { version: round.codebookVersion })}</p>
      <Table
        firstCellIsHeader
        narrow="plain"
        head={[
          t('round.coder'),
          { text: t('round.done'), format: 'numeric' },
          { text: t('round.of'), format: 'numeric' },
        ]}
        rows={[
          [t('round.first_named', { name: round.first }), number(progress.first.done), number(progress.first.of)],
          [t('round.second_named', { name: round.second }), number(progress.second.done), number(progress.second.of)],
        ]}
      />
      {mayCode ? (
        <p>
          <a href={`${home}/coding`}>{t('round.code')}</a>
        </p>
      ) : null}
    </DeskSection>
  )
}

/** How far they agree, in a sentence and code by code. */
export function AgreementPart({ agreement, names }: { agreement: Agreement; names: Record<string, string> }) {
  const t = useWords('texts')
  const { locale } = useLanguage()
  const coefficient = useCoefficient()
  const { kappa, alpha, texts, codes, isEnough } = agreement
  const values = {
    kappa: coefficient(kappa),
    alpha: coefficient(alpha),
    least: formatNumber(enoughAgreement, locale, 2),
  }
  return (
    <DeskSection title={t('agreement.title')} id="agreement">
      <InsetText classes={isEnough ? undefined : 'inset-caution'}>
        {t(isEnough ? 'agreement.enough' : 'agreement.too_little', { ...values, count: texts })}
      </InsetText>
      <Table
        firstCellIsHeader
        head={[
          t('agreement.code'),
          { text: t('agreement.first'), format: 'numeric' },
          { text: t('agreement.second'), format: 'numeric' },
          { text: t('agreement.kappa'), format: 'numeric' },
          t('agreement.what'),
        ]}
        rows={codes.map((code) => [
          names[code.key] ?? code.key,
          { text: formatNumber(code.first, locale), format: 'numeric' },
          { text: formatNumber(code.second, locale), format: 'numeric' },
          { text: coefficient(code.kappa), format: 'numeric' },
          code.kappa !== null && code.kappa < enoughAgreement ? t('agreement.sharpen') : '',
        ])}
      />
      <p className="meta read">{t('agreement.note')}</p>
    </DeskSection>
  )
}

interface Differing {
  count: number
  /** The first coder's name, then the second's. */
  coders: string[]
  texts: { id: string; language: string; words: string; first: string[]; second: string[] }[]
}

/** What the two coded differently, so that they can talk about it before they code again. */
export function DifferingTexts({ count, coders, texts }: Differing) {
  const t = useWords('texts')
  const codes = (names: string[]) => (names.length ? names.join(', ') : t('coding.none'))
  return (
    <DeskSection title={t('differing.title', { count })} id="differing">
      <p className="read">{t('differing.text')}</p>
      {count > texts.length ? <p className="meta">{t('differing.first', { count: texts.length })}</p> : null}
      <Table
        narrow="stack"
        head={[t('differing.words'), ...coders]}
        rows={texts.map(({ id, language, words, first, second }) => [
          <div key={id} lang={language}>
            <AsTyped text={words} />
          </div>,
          codes(first),
          codes(second),
        ])}
      />
    </DeskSection>
  )
}
