import type { ReactNode } from 'react'
import { BrandStyle, type FrameBrand } from '../brand/brand-style'
import { Wordmark } from '../brand/mark'

export interface AuthShellProps {
  brand: FrameBrand
  nonce?: string
  title: string
  /** one sentence under the title */
  sentence?: ReactNode
  /** below the frame, quiet: language, help */
  footer?: ReactNode
  children: ReactNode
}

/** The frame of pages before the session: sign in, invitation, second factor. */
export function AuthShell({ brand, nonce, title, sentence, footer, children }: AuthShellProps) {
  return (
    <>
      <BrandStyle brandColor={brand.brandColor} logo={brand.logo} nonce={nonce} />
      <div className="flex min-h-dvh flex-col">
        <header className="flex h-12 flex-none items-center bg-brand px-5 text-on-brand">
          <Wordmark brandName={brand.brandName} logo={brand.logo} />
        </header>
        <main
          id="main"
          className="mx-auto flex w-full max-w-100 flex-1 flex-col justify-center px-5 py-10 sm:pb-[18vh]"
        >
          <h1 className="font-semibold text-22 tracking-tight">{title}</h1>
          {sentence && <p className="mt-1 text-15 text-ink-2">{sentence}</p>}
          <div className="mt-6">{children}</div>
          {footer && <div className="mt-8 border-line border-t pt-4 text-12 text-ink-3">{footer}</div>}
        </main>
      </div>
    </>
  )
}
