/** A text of an exercise as it is read: in which language, and whether a speaker has checked it. */
interface Read {
  body: string
  language: string
  checked: boolean
  edition?: string
}

const isRead = (value: object): value is Read =>
  'body' in value && 'checked' in value && typeof (value as Read).language === 'string'

/** Every text of that kind in a page's data, however deep it stands. */
function textsIn(data: unknown): Read[] {
  if (Array.isArray(data)) return data.flatMap(textsIn)
  if (typeof data !== 'object' || data === null) return []
  return isRead(data) ? [data] : Object.values(data).flatMap(textsIn)
}

/** What a reader of a language has to know of the texts on a page: `lacking` some stand in another, `checked` a speaker has read all the others. */
export function aboutTexts(
  data: unknown,
  language: string,
  edition: string = 'standard',
): { lacking: boolean; checked: boolean; untried: boolean } {
  const texts = textsIn(data)
  const own = texts.filter((text) => text.language === language && (text.edition ?? 'standard') === edition)
  return {
    lacking: own.length < texts.length,
    checked: own.length > 0 && own.every(({ checked }) => checked),
    untried: own.some(({ checked }) => !checked),
  }
}
