// What may be asked of each family of models, as the server's rules have it: the form is drawn from it, and
// parameters are told by it. Pure.

const RATIOS = ["1:1", "16:9", "9:16", "3:4", "4:3"];
const MANY_RATIOS = ["1:2", "9:16", "2:3", "3:4", "5:6", "1:1", "6:5", "4:3", "3:2", "16:9", "2:1"];
const NAMED_RATIOS = { landscape: "16:9", portrait: "9:16", Auto: "16:9" };

const isVideo = ({ taskType = "" }) => taskType.startsWith("mj_video");
const fromPictures = ({ generationType = "TEXT_2_VIDEO" }) => generationType !== "TEXT_2_VIDEO";
const withFrames = ({ generationType }) => generationType === "FIRST_AND_LAST_FRAMES_2_VIDEO";

/**
 * A field: its `name` on the wire and its `sort`, which says how it is chosen. `first` is chosen to begin with; a
 * field without is left to the provider. `usual` is what a provider does where nothing is said, if that is another.
 * `when(values)` says whether it can be asked for at all. `counts`: a number on the wire.
 * `inside`: the parameters that are no `outer` ones stand in `input`.
 */
export const MODELS = {
  IMAGEN4: {
    name: "Imagen 4",
    words: "one to four pictures",
    inside: true,
    longest: 5000,
    fields: [
      { name: "apiModel", label: "Grade", sort: "choice", outer: true, first: "google/imagen4-fast", options: { "google/imagen4-fast": "Fast", "google/imagen4": "Standard", "google/imagen4-ultra": "Ultra" } },
      { name: "num_images", label: "Pictures", sort: "choice", first: "4", usual: "1", options: ["1", "2", "3", "4"] },
      { name: "aspect_ratio", label: "Shape", sort: "ratio", first: "16:9", options: RATIOS },
      { name: "negative_prompt", label: "Leave out", sort: "words", longest: 5000, hint: "what should not be in it" },
      { name: "seed", label: "Seed", sort: "number", min: 0, max: 2147483647, hint: "the same one draws the same again" },
    ],
  },
  VEO3: {
    name: "Veo 3",
    words: "a video of eight seconds",
    longest: 5000,
    fields: [
      { name: "modelVariant", label: "Grade", sort: "choice", first: "veo3_fast", options: { veo3_fast: "Fast", veo3: "Quality" } },
      { name: "generationType", label: "Made from", sort: "choice", first: "TEXT_2_VIDEO", options: { TEXT_2_VIDEO: "Words", FIRST_AND_LAST_FRAMES_2_VIDEO: "First and last frame", REFERENCE_2_VIDEO: "Reference pictures" } },
      { name: "imageUrls", label: "Pictures", sort: "pictures", when: fromPictures, most: (values) => (withFrames(values) ? 2 : 3), names: (values) => (withFrames(values) ? ["First frame", "Last frame"] : []) },
      { name: "aspectRatio", label: "Shape", sort: "ratio", first: "16:9", options: ["16:9", "9:16", "Auto"] },
      { name: "seeds", label: "Seed", sort: "number", min: 10000, max: 99999, hint: "the same one makes much the same again" },
      { name: "watermark", label: "Watermark", sort: "text", longest: 100 },
      { name: "enableTranslation", label: "Translate the prompt into English", sort: "tick" },
    ],
  },
  MIDJOURNEY: {
    name: "Midjourney",
    words: "four pictures, or videos of one",
    longest: 2000,
    fields: [
      { name: "taskType", label: "Made from", sort: "choice", first: "mj_txt2img", options: { mj_txt2img: "Words", mj_img2img: "Pictures", mj_style_reference: "A style", mj_omni_reference: "A subject", mj_video: "Video", mj_video_hd: "Video, HD" } },
      { name: "fileUrls", label: "Pictures", sort: "pictures", when: ({ taskType }) => taskType !== "mj_txt2img", most: () => 10, names: () => [] },
      { name: "motion", label: "Motion", sort: "choice", first: "low", when: isVideo, options: { low: "Low", high: "High" } },
      { name: "videoBatchSize", label: "Videos", sort: "choice", first: "1", counts: true, when: isVideo, options: ["1", "2", "4"] },
      { name: "ow", label: "Hold to the subject", sort: "range", min: 1, max: 1000, step: 1, when: ({ taskType }) => taskType === "mj_omni_reference" },
      { name: "aspectRatio", label: "Shape", sort: "ratio", first: "1:1", options: MANY_RATIOS },
      { name: "speed", label: "Speed", sort: "select", options: { relaxed: "Relaxed", fast: "Fast", turbo: "Turbo" } },
      { name: "version", label: "Version", sort: "select", options: ["7", "6.1", "6", "5.2", "5.1", "niji6"] },
      { name: "stylization", label: "Stylization", sort: "range", min: 0, max: 1000, step: 50 },
      { name: "variety", label: "Variety", sort: "range", min: 0, max: 100, step: 5 },
      { name: "weirdness", label: "Weirdness", sort: "range", min: 0, max: 3000, step: 100 },
      { name: "waterMark", label: "Watermark", sort: "text", longest: 100 },
      { name: "enableTranslation", label: "Translate the prompt into English", sort: "tick" },
    ],
  },
  SORA2: {
    name: "Sora 2",
    words: "a video of ten or fifteen seconds",
    inside: true,
    longest: 5000,
    fields: [
      { name: "n_frames", label: "Length", sort: "choice", first: "10", unit: "seconds", options: ["10", "15"] },
      { name: "aspect_ratio", label: "Shape", sort: "ratio", first: "landscape", options: ["landscape", "portrait"] },
      { name: "remove_watermark", label: "Without the provider's watermark", sort: "tick", first: true },
    ],
  },
};

const OUTER = { service: "Service", model: "Model", apiModel: "Model of the API", callBackUrl: "Told of the end" };
const inOrder = ({ fields }) => new Map(fields.map((field) => [field.name, field]));

export const modelOf = (params) => MODELS[params.model] ?? { name: params.model, words: "", fields: [], longest: 5000 };

/** All parameters in one layer. */
const flat = ({ input, ...outer } = {}) => ({ ...outer, ...input });

export const promptOf = (params = {}) => flat(params).prompt ?? "";

/** `16:9`, `portrait` as a number: how many times wider than high. */
export function ratioOf(words) {
  const [width, height] = (NAMED_RATIOS[words] ?? words ?? "").split(":").map(Number);
  return width > 0 && height > 0 ? width / height : 16 / 9;
}

/** The shape that a task's pictures are going to have. */
export function shapeOf(params) {
  const { aspect_ratio: inner, aspectRatio: outer } = flat(params);
  return ratioOf(inner ?? outer ?? (params.model === "MIDJOURNEY" && !isVideo(params) ? "1:1" : "16:9"));
}

/** What parameters come to, `{ kind, number }`. */
export function yieldOf(params) {
  const { num_images: pictures, videoBatchSize: videos } = flat(params);
  if (params.model === "IMAGEN4") return { kind: "image", number: Number(pictures ?? 1) };
  if (params.model !== "MIDJOURNEY") return { kind: "video", number: 1 };
  return isVideo(params) ? { kind: "video", number: Number(videos ?? 1) } : { kind: "image", number: 4 };
}

/** Whether a field can be asked for beside those values. */
export const applies = ({ when }, values) => !when || when(values);

export const choicesOf = ({ options }) => (Array.isArray(options) ? options : Object.keys(options));

/** A choice as people say it: options are a list of such words, or words by option. */
export function wordOf({ options = [], unit }, value) {
  if (!Array.isArray(options)) return Object.hasOwn(options, value) ? options[value] : String(value);
  return unit ? `${value} ${unit}` : String(value);
}

/** What a form holds, as the wire wants it. `values` by field; what is empty is not said. */
export function paramsOf(model, { prompt, callBackUrl, ...values }) {
  const { fields, inside } = MODELS[model];
  const outer = { service: "KIE", model };
  const inner = inside ? { prompt } : Object.assign(outer, { prompt });
  for (const field of fields.filter((one) => applies(one, values))) {
    const value = values[field.name];
    if (value === "" || value === undefined || value === null || (Array.isArray(value) && !value.length)) continue;
    (field.outer ? outer : inner)[field.name] = field.counts ? Number(value) : value;
  }
  if (inside) outer.input = inner;
  return callBackUrl ? { ...outer, callBackUrl } : outer;
}

/** The other way round: parameters as the values of a form. */
export function valuesOf(params) {
  const values = flat(params);
  for (const { name, usual } of modelOf(params).fields) values[name] ??= usual;
  if (params.model === "VEO3") values.generationType ??= !values.imageUrls?.length ? "TEXT_2_VIDEO" : values.imageUrls.length > 2 ? "REFERENCE_2_VIDEO" : "FIRST_AND_LAST_FRAMES_2_VIDEO";
  return values;
}

/** All that was asked for but the prompt, `[label, words]` each; words for what has none are those of the wire. */
export function listOf(params) {
  const known = inOrder(modelOf(params));
  return Object.entries(flat(params))
    .filter(([name]) => name !== "prompt")
    .map(([name, value]) => [known.get(name)?.label ?? OUTER[name] ?? name, name === "model" ? modelOf(params).name : inWords(known.get(name), value)]);
}

function inWords(field, value) {
  if (Array.isArray(value)) return value.join("\n");
  if (typeof value === "boolean") return value ? "yes" : "no";
  const said = field ? wordOf(field, value) : String(value);
  return Array.isArray(field?.options ?? []) ? said : `${said} (${value})`;
}
