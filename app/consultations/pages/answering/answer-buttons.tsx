import { useWords } from '../../../languages/use-words.ts'
import { Button, ButtonGroup } from '../../../ui/button.tsx'
import { withCarried } from '../../answering/carried.ts'
import { saveWish } from '../../answering/saving.ts'

/** Below every question: on to the next, and the quiet second way that keeps what was typed for later. */
export function AnswerButtons() {
  const t = useWords('consultations')
  const ways = useWords('ways')
  return (
    <ButtonGroup>
      <Button>{t('continue')}</Button>
      <Button name="wish" value={saveWish} classes="govuk-button--secondary">
        {ways('saved.button')}
      </Button>
    </ButtonGroup>
  )
}

/** The same where nothing is left to be typed. */
export function SaveLink({ open, path, carried }: { open: boolean; path: string; carried: string | null }) {
  const ways = useWords('ways')
  if (!open) return null
  return (
    <p>
      <a href={withCarried(`${path}/saved`, carried)}>{ways('saved.button')}</a>
    </p>
  )
}
