/** Orders texts by Unicode code points: below zero, zero or above (RFC 7644 §3.4.2.3). */
export const compareCodePoints = (one: string, other: string): number => {
  if (one === other) return 0
  const length = Math.min(one.length, other.length)
  for (let at = 0; at < length; at += 1) {
    const a = one.charCodeAt(at)
    const b = other.charCodeAt(at)
    if (a !== b) return weight(a) - weight(b)
  }
  return one.length - other.length
}

// Surrogates stand for code points above U+FFFF but are smaller units than U+E000 to U+FFFF.
const weight = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit)
