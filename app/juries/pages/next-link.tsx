import { useWords } from '../../languages/use-words.ts'
import { pageOfStep, type Step } from '../next-step.ts'

/** The next thing to do for a jury, as a link to where it is done. */
export function NextLink({ step, home }: { step: Step; home: string }) {
  const t = useWords('juries-desk')
  return <a href={home + pageOfStep(step)}>{t(`next.${step}`)}</a>
}
