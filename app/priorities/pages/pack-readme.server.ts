import { words } from '../../languages/words.server.ts'
import type { PackAbout, PackFiles } from '../pack.ts'

/** What lies beside a pack's sealed files for whoever opens it: what each of them is and how to count again. Not sealed itself. */
export function packReadme(files: PackFiles, about: PackAbout): string {
  const t = words('en', 'priorities')
  const lines = [
    t('readme.title', { exercise: about.exercise, version: about.version }),
    '',
    t('readme.question', { question: about.question }),
    t('readme.dates', { opened: about.opened, closed: about.closed, published: about.published }),
    t('readme.source', { census: about.census }),
    '',
    t('readme.files'),
    ...Object.keys(files).map((name) => `  ${name}: ${t(`readme.of.${name.split('.')[0]}`)}`),
    '',
    t('readme.hidden'),
    '',
    t('readme.sums'),
    '  sha256sum -c SHA256SUMS',
    '',
    t('readme.recount'),
    `  ${t('readme.command')}`,
    t('readme.second'),
  ]
  return `${lines.join('\n')}\n`
}
