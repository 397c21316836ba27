import { LOCALES } from '@/ui/i18n/locale'
import { TextLink } from '@/ui/primitives/text-link'
import type { ShownTheme } from '../_lib/read-view'
import type { View } from '../_lib/view'
import { SECTIONS } from './gallery'

interface Choice {
  href: string
  label: string
  isHere: boolean
}

function Choices({ choices }: { choices: readonly Choice[] }) {
  return (
    <span className="flex flex-wrap gap-x-3">
      {choices.map(({ href, label, isHere }) => (
        <TextLink
          key={href}
          href={href}
          aria-current={isHere ? 'true' : undefined}
          className={isHere ? 'font-semibold' : undefined}
        >
          {label}
        </TextLink>
      ))}
    </span>
  )
}

/** Language, theme, whole frames, and the way to each section; all of it in the address. */
export function Options({ m, theme, locale }: View & { theme: ShownTheme }) {
  const words = m.design
  const query = (next: { theme?: string; lang?: string }) =>
    `/design?${new URLSearchParams({ lang: locale, ...(theme ? { theme } : {}), ...next })}`
  const frames = [
    ['console', words.frameConsole],
    ['sign-in', words.frameSignIn],
    ['wall', words.frameWall],
  ] as const
  return (
    <>
      <div className="flex flex-wrap gap-x-8 gap-y-2">
        <Choices
          choices={(['both', 'light', 'dark'] as const).map((each) => ({
            href: query({ theme: each }),
            label: words.themes[each],
            isHere: theme === each,
          }))}
        />
        <Choices
          choices={LOCALES.map((each) => ({
            href: query({ lang: each }),
            label: m.nav.languages[each],
            isHere: each === locale,
          }))}
        />
        <Choices
          choices={frames.map(([path, label]) => ({
            href: `/design/${path}?lang=${locale}`,
            label,
            isHere: false,
          }))}
        />
      </div>
      <nav aria-label={words.contents} className="mt-3 mb-8 flex flex-wrap gap-x-4 gap-y-1">
        {SECTIONS.map((id) => (
          <TextLink key={id} href={`#${id}`}>
            {words.sections[id]}
          </TextLink>
        ))}
      </nav>
    </>
  )
}
