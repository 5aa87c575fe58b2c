import type { TFunction } from 'i18next'

/**
 * A page that gives a form back says so first in its title, which a screen reader reads before anything else. The head is
 * rendered before the summary of errors, so it is put right afterwards. Nothing typed can look like the summary: React
 * writes every quotation mark of a text as an entity.
 */
export const withErrorInTitle = (html: string, t: TFunction): string =>
  html.includes('class="govuk-error-summary')
    ? html.replace(/<title>(.*?)<\/title>/s, (_, title: string) => `<title>${t('error_in_title', { title })}</title>`)
    : html
