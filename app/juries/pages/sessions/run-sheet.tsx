import { Form } from '@remix-run/react'
import { useWords } from '../../../languages/use-words.ts'
import { classNames } from '../../../ui/options.ts'
import type { TimedBlock } from '../../sessions/session.ts'

interface RunSheetProps {
  blocks: readonly TimedBlock[]
  /** The block that runs now and its minutes left; index -1 when none does. */
  now: { index: number; left: number }
  /** Whether a block can be given five minutes more from here. */
  nudges?: boolean
}

/** The day's agenda by the clock: what is done, what runs now with the minutes it has left, what comes. */
export function RunSheet({ blocks, now, nudges = false }: RunSheetProps) {
  const t = useWords('juries-desk')
  return (
    <ol className="desk-run">
      {blocks.map((block, i) => (
        <li
          key={i}
          className={classNames(i === now.index && 'now', now.index > i && 'done')}
          aria-current={i === now.index ? 'step' : undefined}
        >
          <bdi>{block.startsAt}</bdi>
          <span>
            {block.title}
            {block.protected ? <span className="meta"> {t('sessions.protected')}</span> : null}
          </span>
          <span>
            {i === now.index
              ? t('sessions.left', { count: now.left })
              : now.index > i
                ? t('sessions.over')
                : t('sessions.minutes', { count: block.minutes })}
            {nudges && i >= now.index ? <Nudge block={i} title={block.title} /> : null}
          </span>
        </li>
      ))}
    </ol>
  )
}

function Nudge({ block, title }: { block: number; title: string }) {
  const t = useWords('juries-desk')
  return (
    <Form method="post">
      <input type="hidden" name="block" value={block} />
      <button className="link-button" type="submit" name="intent" value="nudge">
        {t('sessions.nudge')} <span className="govuk-visually-hidden">{title}</span>
      </button>
    </Form>
  )
}
