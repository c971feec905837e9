const inherited: Readonly<Record<string, unknown>> = Object.prototype as never

/** The own property of a plain object; undefined for what it only inherits. Names are those of definitions. */
export const own = (holder: Readonly<Record<string, unknown>>, name: string): unknown => {
  const value = holder[name]
  // Most names stand nowhere on `Object.prototype`; asking it is cheaper than asking for ownership.
  if (value === undefined || inherited[name] === undefined) return value
  return Object.hasOwn(holder, name) ? value : undefined
}

/** Sets an own property, also one named as something of a frozen `Object.prototype`. */
export const put = (holder: Record<string, unknown>, name: string, value: unknown): void => {
  if (name in Object.prototype)
    Object.defineProperty(holder, name, {
      value,
      enumerable: true,
      writable: true,
      configurable: true,
    })
  else holder[name] = value
}
