import { useWords } from '../../../languages/use-words.ts'
import { ResidentPage } from '../../../ui/page-kinds.tsx'

/** Answers that could not be taken because others were sent, or taken back, under the same key. */
export function NotTaken({ kind, path }: { kind: 'conflict' | 'withdrawn'; path: string }) {
  const t = useWords('consultations')
  return (
    <ResidentPage title={t(`check.${kind}_title`)} back={{ href: path, text: t('back') }}>
      <p>{t(`check.${kind}_text`)}</p>
    </ResidentPage>
  )
}
