import { redirect } from 'next/navigation'

/** Everybody has settings of their own. */
export default function SettingsPage() {
  redirect('/settings/you')
}
