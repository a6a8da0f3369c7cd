// All that the page shows besides the list of jobs, by view.

import { AdminPage } from "./admin.js";
import { BatchPage } from "./batch.js";
import { Batches } from "./batches.js";
import { BatchForm } from "./batchform.js";
import { DatasetPage } from "./dataset.js";
import { Datasets } from "./datasets.js";
import { Documentaries } from "./documentaries.js";
import { DocumentaryPage } from "./documentary.js";
import { DocumentaryForm } from "./documentaryform.js";
import { EnhancementPage } from "./enhancement.js";
import { ExportForm } from "./exportform.js";
import { Gallery } from "./gallery.js";
import { GenerateForm } from "./generateform.js";
import { ImportForm } from "./importform.js";
import { Large } from "./large.js";
import { PlaylistPage, Playlists } from "./playlists.js";
import { GenerationPage, PromptPage } from "./prompt.js";
import { Rows } from "./rows.js";
import { TransferPage } from "./transfer.js";

/** `verbs`: `look(id)`, `learn(job)`, `cancel(job)`, `retry(job)`, `drop(job)`, `say(words, tone)`, `started(job, page)`. */
export function viewsOf(store, paces, verbs) {
  const onStarted = verbs.started;
  const rows = new Rows();
  const large = new Large();
  const seeing = { ...verbs, show: (sequence, job, place) => large.show(sequence, job, place) };
  new BatchForm({ onStarted });
  new DocumentaryForm({ onStarted });
  return {
    admin: new AdminPage(store, paces, verbs),
    batch: new BatchPage(store, paces, verbs),
    batches: new Batches(store, paces, verbs),
    dataset: new DatasetPage(store, rows, verbs),
    datasets: new Datasets(store, verbs),
    documentary: new DocumentaryPage(store, verbs),
    documentaries: new Documentaries(store, verbs),
    enhancement: new EnhancementPage(store, verbs),
    export: new ExportForm({ onStarted, filterOf: (id) => rows.filterOf(id) }),
    gallery: new Gallery(store, seeing),
    generate: new GenerateForm({ look: verbs.look, onStarted }),
    generation: new GenerationPage(store, seeing),
    import: new ImportForm({ onStarted }),
    playlist: new PlaylistPage(verbs),
    playlists: new Playlists(),
    prompt: new PromptPage(store, seeing),
    transfer: new TransferPage(store, paces, verbs),
  };
}
