import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  bookletPages,
  editionHints,
  isReady,
  sentenceHints,
  unready,
} from '../../app/consultations/editions/easy-read.ts'
import {
  drawnPictures,
  pictureAlone,
  pictureTrouble,
  suggestedPicture,
} from '../../app/consultations/editions/picture.ts'
import type { TranslatedText } from '../../app/consultations/editions/translation.ts'
import { editionPart, editionPrefixes, languagePart, prefixOf } from '../../app/languages/edition.ts'

const text = (body: string, pictures: string[] = [], english = 'English'): TranslatedText => ({
  place: body,
  under: null,
  english,
  body,
  source: body ? 'English' : '',
  checkedBy: null,
  checkedOn: null,
  pictures,
})

describe('Easy Read sentences (rule A-8)', () => {
  test.each([
    ['We want to hear from you.', []],
    ['You can choose one of these and then you can say why it matters to you most.', ['long']],
    ['The bus was stopped by the council.', ['passive']],
    ['Ask the NHS.', ['acronym']],
    ['You can come; we like that.', ['two_ideas']],
    ['Say yes. Say no.', ['two_sentences']],
    ['We ask about accessibility.', ['hard']],
  ])('%s', (sentence, keys) => {
    expect(sentenceHints(sentence).map(({ key }) => key)).toEqual(keys)
  })

  test('fill a booklet, and the youth edition is held against a reading age', () => {
    expect(bookletPages([text('a\nb\nc'), text('d\ne\nf\ng')])).toBe(2)
    const hard =
      'Notwithstanding considerable administrative complexity, participating organisations anticipate comprehensive deliberation regarding transportation and connectivity.'
    expect(editionHints('youth', { body: hard }).map(({ key }) => key)).toContain('age')
    expect(editionHints('youth', { body: 'What do you like?' })).toEqual([])
  })

  test('are ready when nothing is missing, nothing out of date and each has its picture', () => {
    expect(unready('easy-read', [text(''), text('a', ['x.svg'], 'New'), text('a\nb', ['x.svg'])])).toEqual({
      missing: 1,
      outdated: 1,
      pictureless: 1,
    })
    expect(isReady('easy-read', [text('a', ['x.svg'])])).toBe(true)
    expect(isReady('easy-read', [text('a')])).toBe(false)
    expect(isReady('youth', [text('a')])).toBe(true)
    expect(isReady('youth', [])).toBe(false)
  })
})

const chunk = (name: string, data: string | Buffer) => {
  const bytes = Buffer.from(data)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, Buffer.from(name), bytes, Buffer.alloc(4)])
}

/** A PNG as far as its parts go: nothing here looks at what is drawn. */
function png(width: number, height: number, parts = [chunk('IDAT', 'drawn')]): Uint8Array {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return new Uint8Array(Buffer.concat([signature, chunk('IHDR', head), ...parts, chunk('IEND', '')]))
}

describe('the pictures', () => {
  test('that come with the program are there, say whose they are, and hold nothing that runs', () => {
    const files = readdirSync('public/pictures').sort()
    expect(drawnPictures.map(({ file }) => file).sort()).toEqual(files)
    for (const file of files) {
      const svg = readFileSync(`public/pictures/${file}`, 'utf8')
      expect(svg).toContain('Author: Folkmoot. Licence: MIT.')
      expect(svg).not.toMatch(/<script|\son\w+=|href|<style|<image|<text/i)
    }
    expect(suggestedPicture('The bus comes late.')).toBe('bus.svg')
    expect(suggestedPicture('Hm')).toBe('')
  })

  test('that a partnership adds are PNG of a fitting size and nothing else', () => {
    expect(pictureTrouble(png(100, 100))).toBeUndefined()
    expect(pictureTrouble(png(10, 100))).toBe('picture_pixels')
    expect(pictureTrouble(png(100, 100).subarray(0, -4))).toBe('picture_kind')
    expect(pictureTrouble(Buffer.concat([png(100, 100), Buffer.from('<script>')]))).toBe('picture_kind')
    expect(pictureTrouble(png(100, 100, []))).toBe('picture_kind')
    expect(pictureTrouble(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'))).toBe(
      'picture_kind',
    )
    expect(pictureTrouble(new Uint8Array(200_001))).toBe('picture_size')
  })

  test('are kept without what else their files tell', () => {
    const told = png(100, 100, [chunk('eXIf', '52.7 N'), chunk('IDAT', 'drawn'), chunk('tEXt', 'Author')])
    expect(pictureTrouble(told)).toBeUndefined()
    expect(Buffer.from(pictureAlone(told))).toEqual(Buffer.from(png(100, 100)))
  })
})

test('the first word of an address is a language, or an edition of one', () => {
  for (const [prefix, { language, edition }] of Object.entries(editionPrefixes)) {
    expect([languagePart(prefix), editionPart(prefix)]).toEqual([language, edition])
    expect(editionPrefixes[prefixOf(edition)]).toMatchObject({ language, edition })
  }
  for (const prefix of ['en-easy', 'en-youth']) {
    expect(prefixOf(editionPrefixes[prefix]!.edition)).toBe(prefix)
  }
  expect([languagePart('ur'), editionPart('ur')]).toEqual(['ur', 'standard'])
})
