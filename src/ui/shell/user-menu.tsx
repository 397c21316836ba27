'use client'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { useT } from '../i18n/context'
import { LOCALE_COOKIE, LOCALES, type Locale, THEME_COOKIE } from '../i18n/locale'
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLink, MenuSeparator } from '../primitives/menu'
import { remember } from './remember'

const THEMES = ['system', 'light', 'dark'] as const
type Theme = (typeof THEMES)[number]

export interface UserMenuProps {
  user: { name: string; role: string }
  theme: 'light' | 'dark' | undefined
  /** a server action */
  signOut: () => Promise<void>
  /** a server action that also keeps the language with the account */
  saveLocale?: (locale: Locale) => Promise<void>
  accountHref?: string
}

/** All that fits on a phone beside the partner's name. */
function initials(name: string): string {
  const parts = name.trim().split(/\s+/)
  return [parts[0], parts.length > 1 ? parts.at(-1) : '']
    .map((part) => part?.charAt(0) ?? '')
    .join('')
    .toUpperCase()
}

function show(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  remember(THEME_COOKIE, theme === 'system' ? null : theme)
}

/** Who is signed in, and what is theirs to choose. */
export function UserMenu({ user, theme, signOut, saveLocale, accountHref }: UserMenuProps) {
  const { t, f, locale } = useT('nav')
  const router = useRouter()
  const [chosen, setChosen] = useState<Theme>(theme ?? 'system')
  const [, startTransition] = useTransition()
  const choose = (next: Locale) =>
    startTransition(async () => {
      remember(LOCALE_COOKIE, next)
      await saveLocale?.(next)
      router.refresh()
    })
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={f(t.account, { name: user.name })}
          className="flex min-h-8 items-center gap-1 whitespace-nowrap rounded px-2 text-13 text-on-brand outline-on-brand hover:bg-brand-hover max-sm:min-h-11"
        >
          <b className="font-medium max-sm:hidden">{user.name}</b>
          <b className="font-medium sm:hidden">{initials(user.name)}</b>
          <span className="text-on-brand-2 max-xl:hidden">{user.role}</span>
          <svg
            width="10"
            height="10"
            viewBox="0 0 10 10"
            aria-hidden="true"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
          >
            <path d="m2 3.5 3 3 3-3" />
          </svg>
        </button>
      }
    >
      <MenuLabel>
        {user.name}, {user.role}
      </MenuLabel>
      {accountHref && <MenuLink href={accountHref}>{t.myAccount}</MenuLink>}
      <MenuSeparator />
      <MenuLabel>{t.theme}</MenuLabel>
      {THEMES.map((each) => (
        <MenuChoice
          key={each}
          isChosen={each === chosen}
          onSelect={() => {
            show(each)
            setChosen(each)
          }}
        >
          {t.themes[each]}
        </MenuChoice>
      ))}
      <MenuLabel>{t.language}</MenuLabel>
      {LOCALES.map((each) => (
        <MenuChoice key={each} isChosen={each === locale} onSelect={() => choose(each)}>
          <span lang={each}>{t.languages[each]}</span>
        </MenuChoice>
      ))}
      <MenuSeparator />
      <MenuItem onSelect={() => startTransition(signOut)}>{t.signOut}</MenuItem>
    </Menu>
  )
}
