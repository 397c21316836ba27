'use client'
import { useMutation } from '@tanstack/react-query'
import { useId } from 'react'
import { type BrandLogo, logoPath } from '@/domain/brand/resolved'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button, buttonClass } from '@/ui/primitives/button'
import { useOutcome } from '../../_components/use-outcome'
import type { BrandFormData } from './draft'

const KINDS = 'image/png,image/jpeg,image/webp,image/svg+xml'

/** The file's bytes as base64. */
function readFile(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
}

/** Uploads a picture, which is drawn anew before anybody sees it; shows it on paper and on ink. */
export function LogoField({ data }: { data: BrandFormData }) {
  const { t, f } = useT('settings')
  const id = useId()
  const [api, { done, failed }] = [useApi(), useOutcome()]
  const words = t.brand.logo
  const clientId = data.client?.id ?? null
  const { resolved, own, partner } = data
  const put = useMutation(api.brand.setLogo.mutationOptions({ onSuccess: () => done(words.saved), onError: failed }))
  const drop = useMutation(
    api.brand.removeLogo.mutationOptions({ onSuccess: () => done(words.removed), onError: failed }),
  )
  const choose = async (file: File | undefined) => {
    if (file) put.mutate({ clientId, file: await readFile(file) })
  }
  return (
    <div className="border-line border-t pt-4">
      <p className="mb-1 text-12 font-medium text-ink-2">{words.title}</p>
      {resolved.logo ? <Shown logo={resolved.logo} /> : <p className="text-ink-3">{words.none}</p>}
      {clientId && (
        <p className="mt-1 text-12 text-ink-3">
          {own?.logo ? t.brand.own : f(t.brand.inherited, { partner: partner.name })}
        </p>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        <label
          htmlFor={id}
          className={buttonClass('secondary', 'cursor-pointer focus-within:outline-2 focus-within:outline-brand-link')}
        >
          {put.isPending ? words.drawing : words.choose}
          <input
            id={id}
            type="file"
            accept={KINDS}
            className="sr-only"
            disabled={put.isPending}
            onChange={(event) => {
              choose(event.target.files?.[0]).catch(failed)
              event.target.value = ''
            }}
          />
        </label>
        {own?.logo && (
          <Button look="ghost" isPending={drop.isPending} onClick={() => drop.mutate({ clientId })}>
            {clientId ? f(t.brand.revert, { partner: partner.name }) : words.remove}
          </Button>
        )}
      </div>
      <p className="mt-2 text-12 text-ink-3">{words.hint}</p>
    </div>
  )
}

function Shown({ logo }: { logo: BrandLogo }) {
  return (
    <div className="grid max-w-80 grid-cols-2 overflow-hidden rounded border border-line-2">
      {['bg-[#ffffff]', 'bg-[#111417]'].map((ground) => (
        <span key={ground} className={`flex h-16 items-center justify-center p-3 ${ground}`}>
          {/* biome-ignore lint/performance/noImgElement: a small PNG of our own, kept for ever by its hash */}
          <img src={logoPath(logo)} alt="" className="max-h-full max-w-full object-contain" />
        </span>
      ))}
    </div>
  )
}
