/**
 * What a post to a page that stops messages is (RFC 8058): the button of a mail program, which must not be led elsewhere;
 * a reader's own press on the page's button; or neither, and then nothing happens.
 */
export function stopPress(
  request: { headers: { get(name: string): string | null } },
  typed: Readonly<Record<string, readonly string[]>>,
): 'one_click' | 'button' | undefined {
  if (typed['List-Unsubscribe']?.[0] === 'One-Click') return 'one_click'
  const fromPage = request.headers.get('Origin') ?? request.headers.get('Sec-Fetch-Site')
  return fromPage ? 'button' : undefined
}
