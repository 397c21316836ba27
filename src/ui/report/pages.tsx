import { renderToStaticMarkup } from 'react-dom/server'
import { DayColumns } from '../chart/day-columns'
import { PRINT_INKS } from '../chart/inks'
import type { ReportDoc } from './doc'
import { type ChartBlock, type PageFile, type PaperFace, type PaperLook, paperFiles } from './paper-files'

function chartFile({ chart }: ChartBlock): Uint8Array {
  const svg = renderToStaticMarkup(<DayColumns {...chart} inks={PRINT_INKS} />)
  return Buffer.from(svg.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" '))
}

/** The files of a report, its charts drawn as the screens show them. Not for Next's own bundles: they refuse this renderer. */
export function pageFiles(doc: ReportDoc, face: PaperFace, look: Omit<PaperLook, 'draw'>): PageFile[] {
  return paperFiles(doc, face, { ...look, draw: chartFile })
}
