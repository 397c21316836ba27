import type { MailBrand } from './brand'
import { Action, Frame, Paragraph, Title } from './frame'

export interface PersonalLinkProps {
  brand: MailBrand
  lang: string
  heading: string
  paragraphs: readonly string[]
  action: { label: string; href: string }
  footer: string
}

/** A mail around one personal link. */
export function PersonalLink({ brand, lang, heading, paragraphs, action, footer }: PersonalLinkProps) {
  return (
    <Frame brand={brand} lang={lang} preview={paragraphs[0] ?? heading} footer={footer}>
      <Title>{heading}</Title>
      {paragraphs.map((words) => (
        <Paragraph key={words}>{words}</Paragraph>
      ))}
      <Action brand={brand} href={action.href}>
        {action.label}
      </Action>
    </Frame>
  )
}
