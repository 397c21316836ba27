import type { ReactNode } from 'react'
import { Section } from '@/ui/primitives/section'
import type { View } from '../_lib/view'
import { Actions, States } from './basics'
import { Charts } from './charts'
import { Brands, Colour, Type } from './colour'
import { Forms } from './forms'
import { Overlays } from './overlays'
import { Record as NotesAndTimeline, Numbers, PageParts } from './record'
import { Tables } from './tables'

const CONTENT = {
  colour: Colour,
  type: Type,
  states: States,
  actions: Actions,
  forms: Forms,
  // A client component: a view carries a function, which cannot travel.
  overlays: () => <Overlays />,
  table: Tables,
  charts: Charts,
  record: NotesAndTimeline,
  numbers: Numbers,
  page: PageParts,
  brand: Brands,
} satisfies Record<keyof View['m']['design']['sections'], (view: View) => ReactNode>

export type SectionId = keyof typeof CONTENT
export const SECTIONS = Object.keys(CONTENT) as SectionId[]

/** All sections, one below the other. */
export function Gallery({ view, prefix }: { view: View; prefix: string }) {
  const words = view.m.design
  return SECTIONS.map((id) => {
    const Content: (view: View) => ReactNode = CONTENT[id]
    return (
      <Section
        key={id}
        id={`${prefix}${id}`}
        title={words.sections[id]}
        note={words.notes[id]}
        className="mb-10 scroll-mt-4"
      >
        <Content {...view} />
      </Section>
    )
  })
}
