import { useWords } from '../../languages/use-words.ts'
import { InsetText } from '../../ui/inset-text.tsx'

/** What stands where areas would be named before the partnership has any: who loads them, and how. */
export function NoAreas() {
  const t = useWords('recruitment')
  return (
    <InsetText classes="inset-caution">
      {t('no_areas.text')}{' '}
      <code className="hash" dir="ltr">
        npm run areas
      </code>
    </InsetText>
  )
}
