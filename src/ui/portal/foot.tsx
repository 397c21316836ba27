import { clock, type PlantClock, zoneWords } from './clock'
import { inside, type PortalFrame } from './document'
import { fill } from './words'

/** As of when, in whose time, and what else there is. */
export function Foot({ frame, plant, asOf }: { frame: PortalFrame; plant: PlantClock; asOf: Date }) {
  const { words, brand, base, locale, city } = frame
  const other = locale === 'de' ? 'en' : 'de'
  const support = brand.supportUrl ?? (brand.supportEmail && `mailto:${brand.supportEmail}`)
  return (
    <footer>
      <p>{fill(words.footer, { time: clock(plant, asOf, true), city, zone: zoneWords(plant) })}</p>
      <p className="links">
        <a href={inside(frame, '/updates')}>{words.getUpdates}</a>
        <a href={inside(frame, '/maintenance.ics')}>{words.calendar}</a>
        <a href={inside(frame, '/feed.atom')}>{words.feed}</a>
        <a href={`${base || '/'}?lang=${other}`} lang={other} hrefLang={other}>
          {words.otherLanguage}
        </a>
        {support && <a href={support}>{fill(words.help, { brand: brand.name })}</a>}
      </p>
      {brand.legalName && <p>{brand.legalName}</p>}
    </footer>
  )
}
