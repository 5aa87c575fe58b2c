import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { type FieldError, FormErrors } from './errors.tsx'
import { NotificationBanner } from './notification-banner.tsx'
import { DeskPage } from './page-kinds.tsx'

/**
 * A desk page with forms: what was refused above everything, or else what was just done. The words' area holds
 * `error_title`, `done.title` and `done.<done>`.
 */
export function FormDesk({
  t,
  refused,
  done,
  doneValues = {},
  ...page
}: Readonly<{
  t: TFunction
  title: string
  where: ReactNode
  back: Readonly<{ href: string; text: string }>
  refused: Readonly<{ errors: ReadonlyArray<FieldError> }> | undefined
  done: string | null | undefined
  /** Figures in the words of what was done. */
  doneValues?: Readonly<Record<string, number>>
  figures?: ReactNode
  children: ReactNode
}>) {
  const notice =
    done && !refused ? (
      <NotificationBanner type="success" titleText={t('done.title')} text={t(`done.${done}`, doneValues)} />
    ) : null
  return (
    <DeskPage {...page} errors={<FormErrors title={t('error_title')} errors={refused?.errors} />} notice={notice} />
  )
}
