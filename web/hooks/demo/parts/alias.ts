// The examples are written for "image-123"; here that is whichever photo was chosen last.
import { configure } from "callsheet-hooks";

const WRITTEN = '"imageId":"image-123"';
let chosen = "image-123";

export function writtenFor(imageId: string): void {
  chosen = imageId;
}

/** Before anything is rendered: every hook of the page asks through this. */
export function translate(): void {
  configure({ fetch: (url, init) => fetch(url, renamed(init)) });
}

function renamed(init: RequestInit | undefined): RequestInit | undefined {
  if (typeof init?.body !== "string") return init;
  return { ...init, body: init.body.replace(WRITTEN, `"imageId":${JSON.stringify(chosen)}`) };
}
