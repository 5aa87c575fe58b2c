import { Form } from '@remix-run/react'
import type { freezeAsked } from '../../consultations/freezing/computation-store.server.ts'
import { isAnythingOpen, type OpenWork } from '../../consultations/freezing/open-work.ts'
import { useWords } from '../../languages/use-words.ts'
import { Button, ButtonGroup } from '../../ui/button.tsx'
import { Checkboxes } from '../../ui/checkboxes.tsx'
import { InsetText } from '../../ui/inset-text.tsx'
import type { ErrorOptions } from '../../ui/options.ts'
import { DeskSection } from '../../ui/page-kinds.tsx'

type Asked = Awaited<ReturnType<typeof freezeAsked>>

const seconds = 3

export const underWay = (asked: Asked): boolean => asked?.state === 'waiting' || asked?.state === 'running'

/**
 * Makes the browser ask for the page again while a list is computed, also without scripts. Whoever needs time to read
 * can stop it (WCAG 2.2.2): the address then says so.
 */
export const lookAgain = (request: Request, running: boolean): HeadersInit => {
  const url = new URL(request.url)
  return running && !url.searchParams.has('still') ? { Refresh: `${seconds}; url=${url.pathname}` } : {}
}

/** The freeze: asked for, under way with how far it is, or why the last one came to nothing. */
export function Freeze({
  asked,
  why,
  still,
  home,
  form,
  counted,
  open,
  desk,
  keys,
  error,
  batches,
}: {
  asked: Asked
  why: string | null
  still: boolean
  home: string
  /** A form of its own has results by question and no list. */
  form: boolean
  counted: number
  /** What is begun and not finished, and would stay out. */
  open: OpenWork | null
  /** The exercise's address at the desk. */
  desk: string
  /** Whether the reader may key paper, and so has a way to its batches. */
  keys: boolean
  error: ErrorOptions | undefined
  /** Paper that is neither counted nor left out yet: it comes first. */
  batches: OpenBatches
}) {
  const t = useWords('engagement')
  const own = useWords('trying')
  if (underWay(asked)) return <Progress asked={asked!} still={still} home={home} form={form} />
  return (
    <DeskSection title={t('publish_list.freeze')} id="freeze">
      {asked?.state === 'cancelled' ? <InsetText>{own('freeze.cancelled')}</InsetText> : null}
      {why ? <InsetText>{own('freeze.failed', { why })}</InsetText> : null}
      {batches.length ? (
        <PaperFirst batches={batches} desk={desk} keys={keys} />
      ) : counted ? (
        <>
          <p className="read">{t(form ? 'publish_list.freeze_form_text' : 'publish_list.freeze_text')}</p>
          <Form method="post" noValidate>
            {open && isAnythingOpen(open) ? <StillOpen open={open} desk={desk} error={error} /> : null}
            <Button name="intent" value="freeze">
              {t(form ? 'publish_list.freeze_form_button' : 'publish_list.freeze_button')}
            </Button>
          </Form>
        </>
      ) : (
        <InsetText>{t('publish_list.freeze_nobody')}</InsetText>
      )}
    </DeskSection>
  )
}

type OpenBatches = { id: string; name: string; forms: number }[]

/** Batches that are open: answers are not frozen before each is signed or closed as not counted. */
function PaperFirst({ batches, desk, keys }: { batches: OpenBatches; desk: string; keys: boolean }) {
  const t = useWords('engagement')
  return (
    <InsetText classes="inset-caution">
      <p>{t('publish_list.freeze_batches')}</p>
      <ul>
        {batches.map(({ id, name, forms }) => {
          const words = t('publish_list.open.batch', { name, count: forms })
          return <li key={id}>{keys ? <a href={`${desk}/paper/${id}`}>{words}</a> : words}</li>
        })}
      </ul>
    </InsetText>
  )
}

/** What would be lost to the figures, each with the way to it, and a box for whoever freezes without it all the same. */
function StillOpen({
  open: { letters, held },
  desk,
  error,
}: {
  open: OpenWork
  desk: string
  error: ErrorOptions | undefined
}) {
  const t = useWords('engagement')
  return (
    <>
      <InsetText classes="inset-caution">
        <p>{t('publish_list.open.title')}</p>
        <ul>
          {letters ? (
            <li>
              <a href={`${desk}/cleaning#late`}>{t('publish_list.open.letters', { count: letters })}</a>
            </li>
          ) : null}
          {held ? (
            <li>
              <a href={`${desk}/quarantine`}>{t('publish_list.open.held', { count: held })}</a>
            </li>
          ) : null}
        </ul>
      </InsetText>
      <Checkboxes name="anyway" error={error} items={[{ value: 'yes', text: t('publish_list.open.anyway') }]} />
    </>
  )
}

function Progress({
  asked,
  still,
  home,
  form,
}: {
  asked: NonNullable<Asked>
  still: boolean
  home: string
  form: boolean
}) {
  const t = useWords('trying')
  const { state, stage, done, total, attempts } = asked
  const stopping = asked.cancelAsked === 1
  const title = t(form ? 'freeze.running_form' : 'freeze.running')
  return (
    <DeskSection title={title} id="running">
      <p>
        <strong>
          {stopping
            ? t('freeze.stopping')
            : state === 'waiting'
              ? t('freeze.waiting')
              : stage
                ? t(`freeze.stage.${stage}`, { done: done + 1, total })
                : t('freeze.begun')}
        </strong>
      </p>
      {total ? <progress className="progress" value={done} max={total} aria-label={title} /> : null}
      {attempts > 1 ? <p>{t('freeze.again', { count: attempts })}</p> : null}
      <p className="read">{t('freeze.nothing_yet')}</p>
      {still ? null : (
        <p>
          {t('freeze.reloads')} <a href={`${home}?still=1`}>{t('freeze.still')}</a>
        </p>
      )}
      <Form method="post" noValidate>
        <ButtonGroup>
          {stopping ? null : (
            <Button name="intent" value="cancel" classes="govuk-button--secondary">
              {t('freeze.cancel')}
            </Button>
          )}
          <a href={still ? `${home}?still=1` : home}>{t('freeze.look')}</a>
        </ButtonGroup>
      </Form>
    </DeskSection>
  )
}
