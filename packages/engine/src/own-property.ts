/** The own property of an object; undefined for what it only inherits. */
export const own = (holder: Readonly<Record<string, unknown>>, name: string): unknown =>
  Object.hasOwn(holder, name) ? holder[name] : undefined

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
