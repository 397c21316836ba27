import { DefinitionList } from '@/ui/primitives/definition-list'
import { Section } from '@/ui/primitives/section'
import { TextLink } from '@/ui/primitives/text-link'
import type { PartProps } from './of'

/** Digests of what was frozen, and where the proof is taken. */
export function ProofSection({ data: { freeze }, viewer }: PartProps) {
  const words = viewer.m.month.statement
  const mono = (digest: string) => <span className="font-mono text-12 [overflow-wrap:anywhere]">{digest}</span>
  return (
    <Section title={words.proof}>
      <div className="flex flex-col gap-2 pt-2">
        {freeze && (
          <DefinitionList
            items={[
              { term: words.digest, value: mono(freeze.digest) },
              { term: words.inputs, value: mono(freeze.inputsDigest) },
            ]}
          />
        )}
        <p className="text-12 text-ink-3">
          {words.rule} {freeze && <TextLink href="/packs">{words.packs}</TextLink>}
        </p>
      </div>
    </Section>
  )
}
