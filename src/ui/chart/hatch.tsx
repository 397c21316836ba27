/** Diagonal lines for what is excused; `pitch` is the distance of two lines. */
export function Hatch({ id, color, pitch = 4 }: { id: string; color: string; pitch?: number }) {
  return (
    <pattern id={id} width={pitch} height={pitch} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width={pitch * 0.5} height={pitch} fill={color} />
    </pattern>
  )
}
