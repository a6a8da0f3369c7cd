// The examples are written for "image-123"; here that is whichever photo was chosen.
import { Callsheet, CallsheetProvider } from "callsheet-hooks";
import { useMemo } from "react";
import type { ReactNode } from "react";

const WRITTEN = '"imageId":"image-123"';

export function ImageAlias({ imageId, children }: { imageId: string; children: ReactNode }) {
  const client = useMemo(() => new Callsheet({ fetch: (url, init) => fetch(url, renamed(init, imageId)) }), [imageId]);
  return <CallsheetProvider client={client}>{children}</CallsheetProvider>;
}

function renamed(init: RequestInit | undefined, imageId: string): RequestInit | undefined {
  if (typeof init?.body !== "string") return init;
  return { ...init, body: init.body.replace(WRITTEN, `"imageId":${JSON.stringify(imageId)}`) };
}
