/** An address nobody may ask; every request to it is caught. */
export const TRAP = 'https://trap.invalid'

/** Calls that would show: a dialog, and a word left in the window. */
export const CALLS = ['alert(1)', 'confirm(1)', 'prompt(1)', 'window.__hit=1'] as const
