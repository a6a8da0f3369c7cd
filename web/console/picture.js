// Whether a file is a picture that the server takes.

export const SORTS = "PNG, JPEG or WEBP";

/** Looks at the first bytes, as the server does; an extension proves nothing. Words, or "" where all is well. */
export async function whatIsWrong(file) {
  if (!file.size) return `“${file.name}” is empty.`;
  let head;
  try {
    head = new Uint8Array(await file.slice(0, 12).arrayBuffer());
  } catch {
    return `“${file.name}” cannot be read.`;
  }
  const text = String.fromCharCode(...head);
  const known = text.startsWith("\x89PNG") || text.startsWith("\xff\xd8\xff") || /^RIFF....WEBP/s.test(text);
  return known ? "" : `“${file.name}” is not a ${SORTS} picture.`;
}
