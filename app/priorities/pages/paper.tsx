import { ThemesPart } from '../../consultations/pages/texts/themes-part.tsx'
import { InOwnLanguage, ProperName } from '../../languages/read-text.tsx'
import { Sentence } from '../../languages/sentence.tsx'
import { useLanguage, useWords } from '../../languages/use-words.ts'
import { formatDate } from '../../ui/dates.ts'
import { InsetText } from '../../ui/inset-text.tsx'
import { KeptPart } from '../../ui/kept-part.tsx'
import { formatNumber } from '../../ui/numbers.ts'
import { PaperPage } from '../../ui/page-kinds.tsx'
import { PageContents } from '../../ui/paper-parts.tsx'
import type { Dimension } from '../choice-list-contract.ts'
import type { Paper as PaperFacts } from './paper.server.ts'
import { Balanced } from './paper-balanced.tsx'
import { Bands, Figures } from './paper-bands.tsx'
import { Groups } from './paper-groups.tsx'
import { Exclusions, Made, Weights } from './paper-made.tsx'
import { OtherWays } from './paper-other-ways.tsx'
import { Sources } from './paper-sources.tsx'
import { WhoAnswered } from './paper-who.tsx'
import { besideOf, finding, type Reading, spelled, type View } from './reading.ts'
import { VersionNote } from './version-note.tsx'

/** A published list for a lay reader: finding, who is missing, bands, other ways to count, groups, how it was made. */
export function Paper({
  paper,
  view,
  by,
  back,
}: {
  paper: PaperFacts
  view: View
  by: Dimension
  back?: { href: string; text: string }
}) {
  const t = useWords('list')
  const [shell, themes, checkBack] = [useWords('shell'), useWords('themes'), useWords('check-back')]
  const { locale, direction } = useLanguage()
  const reading: Reading = { paper, view, by, t, locale, direction }
  const { list, about } = paper
  return (
    <PaperPage
      title={<InOwnLanguage text={{ body: paper.title, language: paper.titleLanguage }} />}
      version={
        paper.publishedAt
          ? t('version', { version: paper.version, day: formatDate(paper.publishedAt, locale) })
          : t('draft', { version: paper.version })
      }
      lede={finding(reading)}
      back={back ?? { href: paper.base, text: t('back') }}
    >
      {paper.version >= paper.latest ? null : (
        <InsetText classes="inset-caution">
          {t('older', { version: paper.version })} <a href={`${paper.base}/list`}>{t('newest')}</a>
        </InsetText>
      )}
      {paper.note ? (
        <InsetText>
          <Sentence parts={{ note: <VersionNote note={paper.note} erased={paper.erased} /> }}>
            {(slots) => t('note', slots)}
          </Sentence>
        </InsetText>
      ) : null}
      <p>
        {t('answered', {
          people: formatNumber(list.base, locale),
          picks: spelled(t, about.question.picksMax, locale),
          options: spelled(t, about.options.length, locale),
        })}{' '}
        {paper.decisionOn ? (
          <Sentence
            parts={{
              board: (
                <a href={`/${paper.lang}/board`}>
                  <ProperName>{paper.decidedBy ?? ''}</ProperName>
                </a>
              ),
            }}
          >
            {(slots) => t('decides', { ...slots, day: formatDate(paper.decisionOn!, locale) })}
          </Sentence>
        ) : null}
      </p>
      <PageContents title={shell('on_this_page')} parts={partsOf(reading, themes('title'), checkBack('part.title'))} />
      <KeptPart name="list" from={madeOf(reading)}>
        <WhoAnswered reading={reading} />
        <Bands reading={reading} />
        <Figures reading={reading} />
        <OtherWays reading={reading} />
        <Sources reading={reading} />
        <Groups reading={reading} />
        <Balanced reading={reading} />
        <ThemesPart themes={paper.themes} base={paper.base} />
        <Weights reading={reading} />
        <Exclusions reading={reading} />
        <Made reading={reading} />
      </KeptPart>
    </PaperPage>
  )
}

/** The headings of the parts that this list has, in their order. */
function partsOf({ paper, view, t }: Reading, themes: string, checkBack: string): (readonly [string, string])[] {
  const parts: (readonly [string, string] | null)[] = [
    ['who', t('who.title')],
    ['list', t('list.title')],
    ['ways', t('ways.title')],
    ['groups', t('groups_part.title')],
    besideOf(paper.list, view)?.balanced ? ['balanced', t('balanced.title')] : null,
    paper.themes ? ['themes', themes] : null,
    ['weights', t('weights.title')],
    ['left-out', t('exclusions_part.title')],
    ['made', t('made.title')],
    paper.checkBack ? ['check-back', checkBack] : null,
  ]
  return parts.filter((part) => part !== null)
}

/** Everything the parts of a list are made of: what is frozen by its hashes, the rest as it is. Organisations stand below them. */
function madeOf({ paper, view, by, locale }: Reading) {
  const { list: _, about: __, organisations: ___, checkBack: ____, ...words } = paper
  return { view, by, locale, words }
}
