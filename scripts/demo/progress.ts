const WIDTH = 28

/** One line that grows on a terminal; plain lines, at each tenth, where there is none. */
export class Progress {
  #shown = ''
  #tenth = -1

  constructor(private readonly label: string) {}

  /** `share` from 0 to 1. */
  show(share: number, note: string): void {
    const bar = `${'█'.repeat(Math.round(share * WIDTH))}${'·'.repeat(WIDTH - Math.round(share * WIDTH))}`
    if (process.stdout.isTTY) {
      const line = `  ${this.label}  ${bar}  ${note}`
      process.stdout.write(`\r${line.padEnd(this.#shown.length)}`)
      this.#shown = line
    } else if (Math.floor(share * 10) > this.#tenth) {
      this.#tenth = Math.floor(share * 10)
      process.stdout.write(`  ${this.label}  ${Math.round(share * 100)} %  ${note}\n`)
    }
  }

  done(note: string): void {
    this.show(1, note)
    if (process.stdout.isTTY) process.stdout.write('\n')
  }
}
