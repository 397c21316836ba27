/** The partner of the demo. */
export const DEMO_PARTNER = {
  slug: 'nordlicht',
  name: 'Nordlicht Automation',
  brandName: 'Nordlicht Automation',
  brandColor: '#0e545e',
} as const
