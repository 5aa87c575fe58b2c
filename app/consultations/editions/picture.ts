/** A picture that can stand beside a sentence, with what may be done with it. */
export interface Picture {
  /** Its name under `/pictures/`. */
  file: string
  name: string
  author: string
  licence: string
  source: string
}

/** The pictures drawn for the project, and the words in a sentence that suggest each. */
const drawn: readonly (readonly [file: string, words: RegExp])[] = [
  ['bus', /\b(bus|buses|travel|get about|journey)/i],
  ['crossing', /\b(cross|pavement|walk)/i],
  ['road', /\b(roads?|streets?|traffic|cars?|speed\w*)\b/i],
  ['doctor', /\b(doctor|nurse|gp|dentist|see someone)\b/i],
  ['hospital', /\b(hospitals?|clinics?)\b/i],
  ['mind', /\b(mind|feel|feelings|mental|sad)\b/i],
  ['young', /\b(young|child|children|teenager)/i],
  ['play', /\b(play|sport|clubs?|games?)\b/i],
  ['older', /\b(older|old age|elderly)\b/i],
  ['flood', /\bflood/i],
  ['warm', /\b(warm|heat|cold)\b/i],
  ['home', /\b(home|homes|house|houses|rent|live|lives)\b/i],
  ['work', /\b(work|jobs?|training|earn)\b/i],
  ['money', /\b(money|cost|pay|pays|price)\b/i],
  ['tree', /\b(trees?|parks?|green|nature)\b/i],
  ['bin', /\b(litter|rubbish|bins?|waste)\b/i],
  ['shop', /\b(shops?|town centre)\b/i],
  ['school', /\b(school|learn|college)/i],
  ['worried', /\b(afraid|frightened|worry|worried|noise|crime)\b/i],
  ['safe', /\b(safe|safer|police)\b/i],
  ['care', /\b(care|carers?|help|support|kind)\b/i],
  ['no-name', /\b(do not|don’t) (write|give|tell us) (your|a|any|people)/i],
  ['write', /\b(write|words|story)\b/i],
  ['order', /\b(order|first|second|next)\b/i],
  ['choose', /\b(choose|pick|tick)\b/i],
  ['meeting', /\b(board|meeting|decide|decides|jury)\b/i],
  ['calendar', /\b(days?|dates?|months?|years?|until|before)\b/i],
  ['map', /\b(where|area|county|part of|place)\b/i],
  ['stop', /\b(cannot|can’t|never|law)\b/i],
  ['change', /\b(change|changes|different)\b/i],
  ['listen', /\b(listen|hear|heard)\b/i],
  ['talk', /\b(talk|tell|ask|say|speak)\b/i],
  ['phone', /\b(phone|call|text)\b/i],
  ['computer', /\b(computer|online|website)\b/i],
  ['list', /\b(list|things)\b/i],
  ['happy', /\b(happy|good|best|like)\b/i],
  ['yes', /\b(yes|agree)\b/i],
  ['question', /\?/],
  ['people', /\b(people|everybody|we|partners)\b/i],
  ['person', /\b(you|person|your)\b/i],
]

/** The library that comes with the program; its drawings are the project's own. */
export const drawnPictures: readonly Picture[] = drawn.map(([name]) => ({
  file: `${name}.svg`,
  name,
  author: 'Folkmoot',
  licence: 'MIT',
  source: '',
}))

/** The picture that a sentence's words suggest, for its writer to confirm; empty where none does. */
export const suggestedPicture = (sentence: string): string => {
  const found = drawn.find(([, words]) => words.test(sentence))
  return found ? `${found[0]}.svg` : ''
}

/** Most bytes and pixels of a picture that a partnership adds. */
const pictureLimits = { bytes: 200_000, least: 72, most: 1200 }

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
/** What a PNG is drawn from. Everything else in it tells of how, where and by whom it was made. */
const drawnFrom = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']

interface Chunk {
  name: string
  bytes: Uint8Array
}

/** The parts of a PNG from its first to its last; undefined for any other file, and for one that is cut short. */
function chunksOf(file: Uint8Array): Chunk[] | undefined {
  if (!signature.every((byte, i) => file[i] === byte)) return undefined
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const chunks: Chunk[] = []
  for (let at = signature.length; at + 12 <= file.length; ) {
    const end = at + 12 + view.getUint32(at)
    if (end > file.length) return undefined
    chunks.push({ name: String.fromCharCode(...file.subarray(at + 4, at + 8)), bytes: file.subarray(at, end) })
    if (chunks.at(-1)!.name === 'IEND') return end === file.length && chunks[0]!.name === 'IHDR' ? chunks : undefined
    at = end
  }
  return undefined
}

/** What is wrong with a picture's file; undefined for a PNG of a fitting size. Only PNG: it cannot hold a program. */
export function pictureTrouble(file: Uint8Array): 'picture_size' | 'picture_kind' | 'picture_pixels' | undefined {
  if (file.length > pictureLimits.bytes) return 'picture_size'
  const chunks = chunksOf(file)
  if (!chunks || chunks[0]!.bytes.length !== 25 || !chunks.some(({ name }) => name === 'IDAT')) return 'picture_kind'
  const view = new DataView(file.buffer, file.byteOffset)
  const fits = [view.getUint32(16), view.getUint32(20)].every(
    (pixels) => pixels >= pictureLimits.least && pixels <= pictureLimits.most,
  )
  return fits ? undefined : 'picture_pixels'
}

/** The picture alone: where a photograph was taken, with what and by whom is not published with it. */
export const pictureAlone = (file: Uint8Array): Uint8Array =>
  Buffer.concat([
    new Uint8Array(signature),
    ...(chunksOf(file) ?? []).filter(({ name }) => drawnFrom.includes(name)).map(({ bytes }) => bytes),
  ])
