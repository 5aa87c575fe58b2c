import { InOwnLanguage } from '../../../languages/read-text.tsx'
import { Sentence } from '../../../languages/sentence.tsx'
import { useWords } from '../../../languages/use-words.ts'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { withCarried } from '../../answering/carried.ts'
import type { OptionText } from '../../consultation-store.server.ts'
import type { Opening } from '../../opening.ts'
import { SaveLink } from './answer-buttons.tsx'
import { AsTyped, ClosedMeanwhile, NotOpenMeanwhile, Place, type PlaceView, SendForm } from './check-parts.tsx'

export interface CheckView {
  step: 'check'
  area: PlaceView
  picks: OptionText[]
  none: boolean
  somethingElse: string
  order: 'places' | 'same' | null
  why: string
  submissionKey: string
  /** What is shown here as one hash: what is sent must be what was seen. */
  hash: string
  opening: Opening
  closesOn: string | null
}

/** What is about to be sent, with a way to change each; after closing, what was not sent, so that nothing typed is lost. */
export function CheckAnswers({
  view,
  path,
  carried,
  isOrganisation,
  work,
  confirms,
}: {
  view: CheckView
  path: string
  carried: string | null
  isOrganisation: boolean
  work: string | null
  /** Whether a code is asked for before anything is sent. */
  confirms: boolean
}) {
  const t = useWords('consultations')
  const open = view.opening === 'open'
  const change = (step: string, of: string) =>
    open
      ? {
          items: [
            {
              href: withCarried(`${path}/answer/${step}?change`, carried),
              text: t('check.change'),
              visuallyHiddenText: of,
            },
          ],
        }
      : undefined
  return (
    <>
      {view.opening === 'not_yet' ? <NotOpenMeanwhile /> : open ? null : <ClosedMeanwhile closesOn={view.closesOn} />}
      <SummaryList
        rows={[
          !isOrganisation && {
            key: t('check.area'),
            value: <Place area={view.area} />,
            actions: change('area', t('check.area')),
          },
          { key: t('check.picks'), value: <Picks view={view} />, actions: change('pick', t('check.picks')) },
          view.order && {
            key: t('check.order'),
            value: t(view.order === 'same' ? 'check.same' : 'check.in_order'),
            actions: change('order', t('check.order')),
          },
          {
            key: t('check.why'),
            value: view.why ? <AsTyped text={view.why} /> : t('check.nothing'),
            actions: change('why', t('check.why')),
          },
        ]}
      />
      <SaveLink open={view.opening !== 'closed'} path={path} carried={carried} />
      {view.opening === 'not_yet' ? null : (
        <SendForm
          open={open}
          closesOn={view.closesOn}
          wrote={Boolean(view.why || view.somethingElse)}
          submissionKey={view.submissionKey}
          hash={view.hash}
          work={work}
          confirms={confirms}
        />
      )}
    </>
  )
}

function Picks({ view }: { view: CheckView }) {
  const t = useWords('consultations')
  const List = view.order === 'places' ? 'ol' : 'ul'
  return (
    <>
      {view.none ? <p>{t('check.none')}</p> : null}
      {view.picks.length ? (
        <List>
          {view.picks.map((option) => (
            <li key={option.id}>
              <InOwnLanguage text={option.title} />
            </li>
          ))}
        </List>
      ) : null}
      {view.somethingElse ? (
        <p>
          <Sentence parts={{ text: <bdi>{view.somethingElse}</bdi> }}>{(slots) => t('check.else', slots)}</Sentence>
        </p>
      ) : null}
    </>
  )
}
