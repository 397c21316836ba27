import { type ChainEntry, type ChainHead, GENESIS, verifyChain } from '../audit/chain'
import { Frontier, leafHash } from './merkle'

/** What a checkpoint says about the trail: its first `size` entries have this root. */
export interface TrailMark {
  number: number
  size: number
  root: string
  /** hashes of the entries since the mark before, when they were kept outside the database */
  hashes: readonly string[] | null
}

export interface TrailFault {
  firstBadSeq: bigint
  /** rewritten: right from inside, other than a checkpoint says; cut_off: a checkpoint covers more entries than there are */
  why: 'gap' | 'link_broken' | 'content_altered' | 'rewritten' | 'cut_off'
  /** the checkpoint that shows it */
  checkpoint: number | null
}

export interface TrailPlace {
  head: ChainHead
  peaks: readonly string[]
}

/** The leaf of an entry: its 32-byte hash, hashed as a leaf. So a tree can be shown without the entries themselves. */
export function entryLeaf(hash: string): Buffer {
  return leafHash(Buffer.from(hash, 'hex'))
}

/**
 * Walks a trail entry by entry against its own chain and against checkpoints. The chain alone names what was altered in place;
 * the checkpoints name what was written anew or cut off at the end. Marks must be in order of their size.
 */
export class TrailWalk {
  #head: ChainHead
  #mark = 0
  readonly #frontier: Frontier
  readonly #marks: readonly TrailMark[]

  constructor(marks: readonly TrailMark[], from: TrailPlace = { head: { seq: 0n, hash: GENESIS }, peaks: [] }) {
    this.#head = from.head
    const size = Number(from.head.seq)
    this.#frontier = new Frontier(
      size,
      from.peaks.map((peak) => Buffer.from(peak, 'hex')),
    )
    this.#marks = marks
    while ((marks[this.#mark]?.size ?? Number.POSITIVE_INFINITY) <= size && size > 0) this.#mark++
  }

  /** Where the walk stands: enough to go on from here. */
  get place(): TrailPlace {
    return { head: this.#head, peaks: this.#frontier.peaks.map((peak) => peak.toString('hex')) }
  }

  /** Checkpoints that the walked entries have met. */
  get met(): number {
    return this.#mark
  }

  #keptHash(seq: number): string | undefined {
    const mark = this.#marks[this.#mark]
    return mark?.hashes?.[seq - 1 - (this.#marks[this.#mark - 1]?.size ?? 0)]
  }

  /** Takes the next entry; null = as it was written and as the checkpoints say. */
  take(entry: ChainEntry): TrailFault | null {
    const seq = this.#head.seq + 1n
    const kept = this.#keptHash(Number(seq))
    if (entry.seq === seq && kept !== undefined && entry.hash !== kept) return this.#fault(seq, 'rewritten')
    const verdict = verifyChain([entry], this.#head)
    if (!verdict.ok) return { firstBadSeq: verdict.firstBadSeq, why: verdict.why, checkpoint: null }
    this.#head = verdict.head
    this.#frontier.append(entryLeaf(entry.hash))
    return this.#compareRoots()
  }

  /** After the last entry: the recorded head must be met, and no checkpoint may cover more. */
  finish(recorded: ChainHead): TrailFault | null {
    const empty = this.#compareRoots()
    if (empty) return empty
    const next = this.#head.seq + 1n
    if (this.#mark < this.#marks.length) return this.#fault(next, 'cut_off')
    if (recorded.seq > this.#head.seq) return { firstBadSeq: next, why: 'gap', checkpoint: null }
    const meets = recorded.seq === this.#head.seq && recorded.hash === this.#head.hash
    return meets ? null : { firstBadSeq: this.#head.seq, why: 'link_broken', checkpoint: null }
  }

  #fault(firstBadSeq: bigint, why: 'rewritten' | 'cut_off'): TrailFault {
    return { firstBadSeq, why, checkpoint: this.#marks[this.#mark]?.number ?? null }
  }

  #compareRoots(): TrailFault | null {
    for (let mark = this.#marks[this.#mark]; mark?.size === this.#frontier.size; mark = this.#marks[this.#mark]) {
      if (mark.root !== this.#frontier.root().toString('hex')) {
        // Without kept hashes the place is known only up to the checkpoint before.
        return this.#fault(BigInt(this.#marks[this.#mark - 1]?.size ?? 0) + 1n, 'rewritten')
      }
      this.#mark++
    }
    return null
  }
}
