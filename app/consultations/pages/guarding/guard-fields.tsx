import { useWords } from '../../../languages/use-words.ts'
import { beganField, trapField, workField } from '../../guarding/guard.ts'

/**
 * A field for programs that fill in whatever they find. It lies outside the page, outside the order of Tab and outside
 * what screen readers read, and no browser fills it in by itself; where style sheets are off, its label says to leave it.
 */
export function Trap() {
  const t = useWords('consultations')
  return (
    <div className="leave-empty" aria-hidden="true">
      <label htmlFor={trapField}>{t('leave_empty')}</label>
      <input type="text" id={trapField} name={trapField} tabIndex={-1} autoComplete="off" />
    </div>
  )
}

/** When the server handed this form out. */
export function Began({ value }: { value: string }) {
  return <input type="hidden" name={beganField} value={value} />
}

/** What a browser with scripts works at unseen while the page is read; nothing where nothing is asked. */
export function Work({ work }: { work: string | null }) {
  return work ? <input type="hidden" name={workField} data-work={work} /> : null
}
