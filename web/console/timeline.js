// A documentary's timeline as numbers: how long each item is, where it stands, which facts it tells. Pure.

const STEPS_S = [15, 30, 60, 120, 300, 600, 900, 1800, 3600];
const MOST_TICKS = 8;

export const isSpoken = (item) => item.type === "narration";

export const secsOf = ({ durationSecs: secs }) => (Number.isFinite(secs) && secs > 0 ? secs : 0);

const sum = (items) => items.reduce((total, item) => total + secsOf(item), 0);

/** `{ total, spoken, spans: [{ from, secs }] }`, all seconds. */
export function layOut(timeline) {
  let from = 0;
  const spans = timeline.map((item) => {
    const span = { from, secs: secsOf(item) };
    from += span.secs;
    return span;
  });
  return { total: from, spoken: sum(timeline.filter(isSpoken)), spans };
}

/** Where each item begins in a recording of the whole: songs are gaps in it, which share what is not spoken. */
export function cuesOf(timeline, recorded) {
  const songs = timeline.filter((item) => !isSpoken(item)).length;
  const gap = songs ? Math.max(0, recorded - sum(timeline.filter(isSpoken))) / songs : 0;
  let from = 0;
  return timeline.map((item) => {
    const cue = from;
    from += isSpoken(item) ? secsOf(item) : gap;
    return cue;
  });
}

/** The place of the item that is heard `secs` after the beginning. */
export const heardAt = (cues, secs) => Math.max(0, cues.findLastIndex((cue) => cue <= secs));

/** Seconds at which a ruler has its marks. */
export function ticksOf(total) {
  const step = STEPS_S.find((one) => total / one <= MOST_TICKS) ?? Math.ceil(total / MOST_TICKS);
  return Array.from({ length: Math.floor(total / step) + 1 }, (_, place) => place * step);
}

/** How many times wider than its shortest item a timeline is. */
export function stretchOf({ total, spans }) {
  const shortest = Math.min(...spans.map(({ secs }) => secs).filter(Boolean));
  return Number.isFinite(shortest) ? total / shortest : 1;
}

/** The facts as footnotes, numbered as they are first told: `Map` of id to `{ number, text, source, … }`. */
export function footnotesOf(timeline, facts) {
  const known = new Map(facts.map((fact) => [fact.id, fact]));
  const ids = timeline.flatMap((item) => (isSpoken(item) ? item.sources ?? [] : [])).filter((id) => known.has(id));
  const order = [...new Set([...ids, ...known.keys()])];
  return new Map(order.map((id, place) => [id, { ...known.get(id), number: place + 1 }]));
}
