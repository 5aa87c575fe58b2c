import { expect, test } from 'vitest'
import { cutAtMarks, filledIn, nonceMark, shared } from '../../app/server/kept-page.ts'

const given = { heading: 'Which?', key: 'k-1', options: ['b', 'a'] }
const sharing = (data: typeof given, mark: (value: string) => string) => ({
  ...data,
  key: mark(data.key),
  options: data.options.map(mark),
})
const filled = (...given: Parameters<typeof filledIn>) => Buffer.from(filledIn(...given), 'latin1').toString()
const rendered = (data: typeof given) =>
  `<script nonce="${nonceMark}"></script><h1>${data.heading}</h1><input value="${data.key}">${data.options.map((o) => `<li>${o}</li>`).join('')}`

test('a page rendered once serves everybody with their own values', () => {
  const first = shared(sharing, given, 'n1')!
  const page = cutAtMarks(rendered(first.data), first.values.length)!
  expect(JSON.stringify(page)).not.toMatch(/k-1|n1/)
  expect(filled(page, first.values)).toBe(rendered(given).replace(nonceMark, 'n1'))
  const second = shared(sharing, { heading: 'Which?', key: 'k-2', options: ['a', 'b'] }, 'n2')!
  expect(second.data).toEqual(first.data)
  expect(filled(page, second.values)).toBe(
    '<script nonce="n2"></script><h1>Which?</h1><input value="k-2"><li>a</li><li>b</li>',
  )
})

test('a value cannot leave the place it is filled into, nor can one value name another', () => {
  const page = cutAtMarks(`<input value="\ue0001\ue001">`, 3)!
  const html = filled(page, ['n', `"><script>alert('x')</script>&\ue0002\ue001`, 'secret'])
  expect(html).not.toMatch(/<script|secret|'x'/)
  expect(html).toContain('&quot;&gt;&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;&amp;')
})

test('words of every script stand in a kept page as they were rendered', () => {
  const page = cutAtMarks('<p>آپ – \ue0000\ue001 ਤੇ é</p>', 1)!
  expect(filled(page, ['ગુજરાતી & “Łódź”'])).toBe('<p>آپ – ગુજરાતી &amp; “Łódź” ਤੇ é</p>')
})

test('a page with a mark that stands for nothing is not kept', () => {
  expect(cutAtMarks('<p>\ue0007\ue001</p>', 2)).toBeUndefined()
  expect(cutAtMarks('<p>\ue000x</p>', 2)).toBeUndefined()
})
