import { useWords } from '../../languages/use-words.ts'
import { InsetText } from '../../ui/inset-text.tsx'
import { freshMinutes } from '../step-up.ts'

/** Above a page with a careful act, for somebody who signed in too long ago: better told before a form is filled in. */
export function SignInAhead({ href }: { href: string }) {
  const t = useWords('people')
  return (
    <div>
      <div className="wrap">
        <InsetText classes="inset-caution">
          {t('again.ahead', { count: freshMinutes })} <a href={href}>{t('again.ahead_link')}</a>
        </InsetText>
      </div>
    </div>
  )
}
