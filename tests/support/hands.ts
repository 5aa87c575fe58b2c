import { expect, type Locator, type Page } from '@playwright/test'

/** How somebody works a page: with a finger, or with the keyboard and nothing else. */
export interface Hands {
  /** Ticks a box or chooses a radio. */
  choose(control: Locator): Promise<void>
  untick(control: Locator): Promise<void>
  /** Follows a link or presses a button. */
  press(control: Locator): Promise<void>
  write(control: Locator, text: string): Promise<void>
  /** Takes a value of a list by the words it shows. */
  pick(list: Locator, words: string): Promise<void>
}

export const finger: Hands = {
  choose: (control) => control.check(),
  untick: (control) => control.uncheck(),
  press: (control) => control.click(),
  write: (control, text) => control.fill(text),
  async pick(list, words) {
    // Words of another direction are held together by signs that nobody sees.
    const value = await list.evaluate(
      (e, wanted) =>
        [...(e as HTMLSelectElement).options].find(({ text }) => text.replace(/[\u2066-\u2069]/g, '') === wanted)
          ?.value,
      words,
    )
    await list.selectOption(value ?? words)
  },
}

/** Texts longer than this are pasted, as a person would. */
const pasted = 100

/** Tab, Shift, Space, Enter, arrows and letters. What cannot be reached by Tab fails. */
export function keyboard(page: Page): Hands {
  const isFocused = (control: Locator) => control.evaluate((e) => e === document.activeElement)
  const arrive = async (reached: () => Promise<boolean>) => {
    for (let presses = 0; presses < 150; presses++) {
      if (await reached()) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`not reached by Tab on ${page.url()}`)
  }
  // Almost there in one go, the last steps one by one: what is between is still passed with Tab, only not asked about.
  const near = async (control: Locator) => {
    const steps = await control.evaluate((e) => {
      const stops = [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary')]
      const seen = stops.filter((stop) => stop.checkVisibility() && !stop.matches(':disabled'))
      const at = document.activeElement
      // A summary of errors has the focus without being a stop: the first one after it is next.
      const passed = (stop: Element) => !at || stop === at || !!(stop.compareDocumentPosition(at) & 4)
      const begin = at === document.body ? 0 : seen.filter(passed).length
      const between = seen.slice(begin, seen.indexOf(e as HTMLElement))
      const single = between.filter((stop) => !stop.matches('[type=radio]'))
      const groups = new Set(between.map((stop) => (stop.matches('[type=radio]') ? stop.getAttribute('name') : '')))
      return single.length + groups.size
    })
    await Promise.all(Array.from({ length: Math.max(0, steps - 3) }, () => page.keyboard.press('Tab')))
  }
  const tabTo = async (control: Locator) => {
    await near(control)
    await arrive(() => isFocused(control))
    await expect(control).toBeInViewport()
  }
  return {
    async choose(control) {
      const name = await control.getAttribute('name')
      if ((await control.getAttribute('type')) === 'radio') {
        await near(control)
        await arrive(() => page.evaluate((n) => (document.activeElement as HTMLInputElement | null)?.name === n, name))
        for (let presses = 0; presses < 40 && !(await isFocused(control)); presses++)
          await page.keyboard.press('ArrowDown')
      } else await tabTo(control)
      if (!(await control.isChecked())) await page.keyboard.press('Space')
      await expect(control).toBeChecked()
    },
    async untick(control) {
      await tabTo(control)
      await page.keyboard.press('Space')
      await expect(control).not.toBeChecked()
    },
    async press(control) {
      await tabTo(control)
      await page.keyboard.press('Enter')
    },
    async write(control, text) {
      await tabTo(control)
      await page.keyboard.press('ControlOrMeta+A')
      if (text.length > pasted) await page.keyboard.insertText(text)
      else await page.keyboard.type(text)
    },
    async pick(list, words) {
      await tabTo(list)
      await page.keyboard.type(words)
      await expect(list.locator('option:checked')).toHaveText(words)
    },
  }
}
