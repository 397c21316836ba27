import type { CSSProperties, ReactNode } from 'react'
import { Body, Button, Column, Container, Head, Heading, Hr, Html, Img, Preview, Row, Section, Text } from 'react-email'
import type { MailBrand } from './brand'

const FONT = 'Inter, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif'
const INK = '#1a1e22'
const INK_2 = '#4a525a'
const LINE = '#e0e3e6'

const text: CSSProperties = { margin: 0, fontFamily: FONT, fontSize: 15, lineHeight: '24px', color: INK }
const quiet: CSSProperties = { ...text, fontSize: 13, lineHeight: '20px', color: INK_2 }

export interface FrameProps {
  brand: MailBrand
  lang: string
  preview: string
  /** why the reader gets this */
  footer: string
  children: ReactNode
}

/** The partner's frame around every mail: one column; the only picture is the logo, from the partner's own host. */
export function Frame({ brand, lang, preview, footer, children }: FrameProps) {
  return (
    <Html lang={lang}>
      <Head>
        <meta name="color-scheme" content="light" />
      </Head>
      <Preview>{preview}</Preview>
      <Body style={{ margin: 0, padding: '24px 0', backgroundColor: '#f3f4f5' }}>
        <Container style={{ width: '100%', maxWidth: 560, backgroundColor: '#ffffff', border: `1px solid ${LINE}` }}>
          <Section style={{ backgroundColor: brand.header, padding: '14px 24px' }}>
            <Wordmark brand={brand} />
          </Section>
          <Section style={{ padding: 24 }}>{children}</Section>
          <Hr style={{ margin: 0, borderTop: `1px solid ${LINE}` }} />
          <Section style={{ padding: '16px 24px' }}>
            <Text style={quiet}>{footer}</Text>
          </Section>
        </Container>
      </Body>
    </Html>
  )
}

/** The logo from the partner's own host, and the name unless the logo says it. Readers whose mail shows no pictures read the name. */
function Wordmark({ brand: { logo, name, onHeader } }: { brand: MailBrand }) {
  const words = <Text style={{ ...text, fontWeight: 600, color: onHeader }}>{name}</Text>
  if (!logo) return words
  const { url, width, height, isWordmark, plate } = logo
  const ground = plate ? { backgroundColor: plate, padding: '3px 6px', borderRadius: 4 } : {}
  const picture = (
    <Img
      src={url}
      width={width}
      height={height}
      alt={isWordmark ? name : ''}
      style={{ ...text, ...ground, fontWeight: 600, color: plate ? INK : onHeader }}
    />
  )
  if (isWordmark) return picture
  return (
    <Row>
      <Column style={{ width: width + 24 }}>{picture}</Column>
      <Column>{words}</Column>
    </Row>
  )
}

/** State is shape, word and colour; in a mail the shape is a character. */
export function Title({ mark, color, children }: { mark?: string; color?: string; children: ReactNode }) {
  return (
    <Heading as="h1" style={{ ...text, margin: '0 0 16px', fontSize: 22, lineHeight: '28px', fontWeight: 600 }}>
      {mark ? <span style={{ color }}>{mark} </span> : null}
      {children}
    </Heading>
  )
}

export interface FactProps {
  label: string
  value: string
  /** second, quieter line */
  detail?: string | null
  color?: string
}

/** A labelled line: the words first, the detail under them. */
export function Fact({ label, value, detail, color }: FactProps) {
  return (
    <Row style={{ borderTop: `1px solid ${LINE}` }}>
      <Column style={{ padding: '12px 0' }}>
        <Text style={quiet}>{label}</Text>
        <Text style={{ ...text, fontWeight: 600, color: color ?? INK }}>{value}</Text>
        {detail ? <Text style={quiet}>{detail}</Text> : null}
      </Column>
    </Row>
  )
}

export function Paragraph({ children }: { children: ReactNode }) {
  return <Text style={{ ...text, margin: '0 0 12px' }}>{children}</Text>
}

/** The one thing to do. The address stands below it, for readers whose mail shows no buttons. */
export function Action({ brand, href, children }: { brand: MailBrand; href: string; children: ReactNode }) {
  return (
    <Section style={{ paddingTop: 20 }}>
      <Button
        href={href}
        style={{
          ...text,
          padding: '10px 18px',
          borderRadius: 4,
          fontWeight: 600,
          color: brand.onHeader,
          backgroundColor: brand.button,
        }}
      >
        {children}
      </Button>
    </Section>
  )
}
