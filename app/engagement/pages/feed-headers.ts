const minutesKept = 15

/** Headers of a feed: the same for everybody, so that a programme that asks every few minutes is answered on the way. */
export const feedHeaders = (type: string) => ({
  'Content-Type': `${type}; charset=utf-8`,
  'Cache-Control': `public, max-age=${minutesKept * 60}`,
})
