const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** Whether a text is standard base64, padded and canonical: the unused bits of its last digit are zero. */
export const isBase64 = (text: string): boolean => BASE64.test(text) && btoa(atob(text)) === text

/** The bytes of a base64 text. */
export const decodeBase64 = (text: string): Uint8Array<ArrayBuffer> => {
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  // Stryker disable next-line EqualityOperator: past its end a typed array takes nothing
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = binary.charCodeAt(at)
  return bytes
}

/** The standard base64 text of bytes, padded. */
export const encodeBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))
