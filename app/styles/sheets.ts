import site from './app.scss?url'
import gu from './gujarati.scss?url'
import pa from './panjabi.scss?url'
import ur from './urdu.scss?url'

/** The site's style sheet, and those of languages whose script needs letters and lines of its own: loaded on their pages only. */
export const sheets: { site: string; scripts: Readonly<Record<string, string>> } = { site, scripts: { gu, pa, ur } }
