// What scripts add for residents. Every page works without it.

// Where very many answers come from one network, the browser works for a second or two while its reader reads. Nobody
// solves anything; who sends sooner waits for the rest of it, and never longer than ten seconds.
const working = new Map()
for (const field of isSecureContext ? document.querySelectorAll('input[data-work]') : []) {
  const { form } = field
  const worker = new Worker('/work.js')
  const done = new Promise((resolve) => {
    worker.onmessage = ({ data }) => {
      field.value = `${field.dataset.work}.${data}`
      resolve()
    }
    worker.onerror = resolve
    setTimeout(resolve, 10_000)
  })
  working.set(form, done)
  done.then(() => {
    worker.terminate()
    working.delete(form)
  })
  worker.postMessage(field.dataset.work)
}

// A second press while the first is under way sends nothing: the server would answer the same anyway.
document.addEventListener('submit', (event) => {
  const form = event.target
  const work = working.get(form)
  if (work) {
    event.preventDefault()
    if (form.dataset.waits) return
    form.dataset.waits = 'yes'
    return void work.then(() => form.requestSubmit(event.submitter))
  }
  if (form.dataset.sending) return event.preventDefault()
  form.dataset.sending = 'yes'
  setTimeout(() => delete form.dataset.sending, 4000)
})
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sending]')) delete form.dataset.sending
})

// Whoever reads by ear hears first what is wrong, and Tab goes on to the links to it. Where a page has a field to go on in,
// as for keying paper, the cursor stays there.
const wrong = document.querySelector('.govuk-error-summary')
if (wrong && !document.querySelector('[autofocus]')) {
  wrong.tabIndex = -1
  wrong.addEventListener('blur', () => wrong.removeAttribute('tabindex'), { once: true })
  wrong.focus()
}

// "2 of 3 chosen", kept current in words while boxes are ticked.
for (const counter of document.querySelectorAll('[data-counts]')) {
  const boxes = [...document.querySelectorAll(`input[name="${counter.dataset.counts}"]`)]
  const show = () => {
    const chosen = boxes.filter((box) => box.checked).length
    counter.textContent = counter.dataset.words.replace('{n}', String(chosen))
  }
  for (const box of boxes) box.addEventListener('change', show)
  show()
}

// A page that waits for work looks again by itself, unless somebody is filling in a form on it.
for (const waiting of document.querySelectorAll('[data-look-again]')) {
  const look = () => (document.querySelector('form :focus') ? setTimeout(look, 1000) : location.reload())
  setTimeout(look, Number(waiting.dataset.lookAgain) * 1000)
}
