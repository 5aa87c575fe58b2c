/** A PDF shown in the reader's browser; it may hold addresses, so nothing keeps it. */
export const pdfAnswer = (pdf: Buffer, name: string): Response =>
  new Response(new Uint8Array(pdf), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="${name.replace(/[^\w.-]/g, '-')}"`,
      'Cache-Control': 'no-store',
    },
  })
