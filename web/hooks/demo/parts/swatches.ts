// Pictures for a batch, drawn here: colours in a few shapes, so that there is something to say of them.
import type { Callsheet } from "callsheet-hooks";

const SIDE = 240;

/** Uploads so many of them; their ids. */
export async function uploadSwatches(client: Callsheet, count: number): Promise<string[]> {
  return Promise.all(Array.from({ length: count }, async (_, index) => upload(client, await swatch(index), index)));
}

async function upload(client: Callsheet, picture: Blob, index: number): Promise<string> {
  const form = new FormData();
  form.append("file", picture, `swatch-${index + 1}.jpg`);
  return (await client.ask("POST", "/api/images", { form })).imageId;
}

function swatch(index: number): Promise<Blob> {
  const canvas = Object.assign(document.createElement("canvas"), { width: SIDE, height: SIDE });
  const draw = canvas.getContext("2d")!;
  draw.fillStyle = `hsl(${(index * 47) % 360} 70% 60%)`;
  draw.fillRect(0, 0, SIDE, SIDE);
  draw.fillStyle = `hsl(${(index * 47 + 160) % 360} 80% 35%)`;
  draw.beginPath();
  draw.arc(SIDE / 2, SIDE / 2, 30 + (index % 5) * 15, 0, 2 * Math.PI);
  draw.fill();
  return new Promise((done) => canvas.toBlob((blob) => done(blob!), "image/jpeg", 0.9));
}
