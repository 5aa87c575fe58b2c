import { Form } from '@remix-run/react'
import { useWords } from '../../../languages/use-words.ts'
import { Button, ButtonGroup } from '../../../ui/button.tsx'
import { DeskSection } from '../../../ui/page-kinds.tsx'

export interface Progress {
  state: 'waiting' | 'running'
  stage: string | null
  percent: number
}

const seconds = 3

/**
 * Makes the browser ask for the page again while a lottery is being made, also without scripts. Whoever needs time to
 * read can stop it (WCAG 2.2.2): the address then says so.
 */
export const lookAgain = (request: Request, running: boolean): HeadersInit => {
  const url = new URL(request.url)
  return running && !url.searchParams.has('still') ? { Refresh: `${seconds}; url=${url.pathname}` } : {}
}

/** How far a lottery is, with the way to stop it. */
export function LotteryProgress({ progress, home, still }: { progress: Progress; home: string; still: boolean }) {
  const t = useWords('drawing-desk')
  const { state, stage, percent } = progress
  const how = state === 'waiting' ? 'waiting' : (stage ?? 'begun')
  return (
    <DeskSection title={t('running.title')} id="running">
      <p>
        <strong>{t(`stage.${how}`, { percent })}</strong>
      </p>
      {still ? null : (
        <p>
          {t('running.reloads')} <a href={`${home}?still=1`}>{t('running.still')}</a>
        </p>
      )}
      <Form method="post" noValidate>
        <ButtonGroup>
          <Button name="intent" value="stop" classes="govuk-button--secondary">
            {t('running.stop')}
          </Button>
          <a href={still ? `${home}?still=1` : home}>{t('running.look')}</a>
        </ButtonGroup>
      </Form>
    </DeskSection>
  )
}
