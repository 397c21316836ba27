import type { Locator, Page } from 'playwright-core'

// Keystroke-level model (Card, Moran, Newell 1980), seconds of an average person.
const KEY_S = 0.28
const POINT_AND_PRESS_S = 1.3
const HANDS_MOVE_S = 0.4
const THINK_S = 1.35
/** Words of a screen that is new to its reader. */
const WORDS_PER_S = 200 / 60

/** Somebody who reads the screen and does what it says; what it would take a person is counted, not measured. */
export class Hand {
  presses = 0
  fields = 0
  keys = 0
  words = 0
  private readonly lines = new Set<string>()

  async press(what: Locator): Promise<void> {
    this.presses += 1
    await what.click()
  }

  async type(field: Locator, text: string): Promise<void> {
    this.fields += 1
    this.keys += text.length
    await field.fill(text)
  }

  /** Every line that the page shows, also in the frames on it, is read once; one that an earlier screen showed is known. */
  async read(page: Page): Promise<void> {
    for (const frame of page.frames()) {
      const shown = (await frame.locator('body').allInnerTexts()).join('\n').split('\n')
      for (const line of shown.map((text) => text.trim()).filter(Boolean)) {
        if (!this.lines.has(line)) this.words += line.split(/\s+/).length
        this.lines.add(line)
      }
    }
  }

  /** Seconds of an average person who has never seen the screens. */
  get personS(): number {
    const acts = this.presses + this.fields
    const doing = this.presses * POINT_AND_PRESS_S + this.fields * (POINT_AND_PRESS_S + HANDS_MOVE_S * 2)
    return doing + this.keys * KEY_S + acts * THINK_S + this.words / WORDS_PER_S
  }
}
