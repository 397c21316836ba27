import { Button } from '@/ui/primitives/button'
import { GLYPHS, Glyph } from '@/ui/primitives/glyph'
import { Kbd } from '@/ui/primitives/kbd'
import { LinkButton } from '@/ui/primitives/link-button'
import { State } from '@/ui/primitives/state'
import { TextLink } from '@/ui/primitives/text-link'
import type { View } from '../_lib/view'

export function States({ m }: View) {
  return (
    <ul className="grid gap-x-6 min-[480px]:grid-cols-2 sm:grid-cols-3">
      {GLYPHS.map((kind) => (
        <li key={kind} className="flex min-h-8 items-center justify-between gap-2 border-line border-b">
          <State kind={kind}>{m.state[kind]}</State>
          <Glyph kind={kind} size={24} />
        </li>
      ))}
    </ul>
  )
}

export function Actions({ m }: View) {
  const words = m.design
  return (
    <div className="flex flex-col gap-3 pt-3">
      <div className="flex flex-wrap items-center gap-2">
        <Button look="primary">{words.primary}</Button>
        <Button>{words.secondary}</Button>
        <Button look="ghost">{words.ghost}</Button>
        <Button look="danger">{words.danger}</Button>
        <LinkButton href="#actions">{words.frameConsole}</LinkButton>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button look="primary" isPending>
          {words.primary}
        </Button>
        <Button isPending>{m.common.pending}</Button>
        <Button look="primary" disabled>
          {words.disabled}
        </Button>
        <Button disabled>{words.disabled}</Button>
        <TextLink href="#actions">{words.link}</TextLink>
        <span className="flex items-center gap-1">
          <Kbd>j</Kbd> <Kbd>k</Kbd> <Kbd>/</Kbd> <Kbd>Ctrl K</Kbd>
        </span>
      </div>
    </div>
  )
}
