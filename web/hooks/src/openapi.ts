// Made from the API's OpenAPI document by `npm run types`; not for hands.

export interface paths {
    "/api/batch/annotations/{job_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel Batch
         * @description Waits up to 1.5 s for the end. What is finished is kept, the rest is skipped.
         */
        post: operations["api_cancel_batch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/batch/annotations/{job_id}/errors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Batch Errors
         * @description Newest first: the last attempt of each item that failed, or every failed attempt.
         */
        get: operations["api_batch_errors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/batch/annotations/{job_id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Batch Items
         * @description In the order of the start.
         */
        get: operations["api_batch_items"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/batch/annotations/{job_id}/results.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Batch Results Csv
         * @description The same as a table.
         */
        get: operations["api_batch_results_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/batch/annotations/{job_id}/results.jsonl": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Batch Results Jsonl
         * @description Every item with its outcome so far, in the order of the start.
         */
        get: operations["api_batch_results_jsonl"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/batch/annotations/{job_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry Batch
         * @description A new job for what failed or was skipped.
         */
        post: operations["api_retry_batch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/batch/annotations/{job_id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Batch Standing */
        get: operations["api_batch_standing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/batch/annotations/active": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Active Batches
         * @description What has not ended, newest first; the operator sees everybody's.
         */
        get: operations["api_active_batches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/batch/annotations/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start Batch
         * @description Annotate every image; ids that lead to none are failed items. `dry_run` only says what it would be.
         */
        post: operations["api_start_batch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/batch/annotations/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Batch Stats
         * @description Sums over what has not ended.
         */
        get: operations["api_batch_stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/generation/callbacks/kie": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Kie Callback
         * @description The provider says that there is news of a task. That is all that is believed: the task is looked at.
         */
        post: operations["api_kie_callback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/generation/spending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Spending
         * @description For operators: what the provider was asked for, and what it took for that.
         */
        get: operations["api_spending"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/generation/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tasks
         * @description Those of a prompt, newest first; none for one that nobody asked for.
         */
        get: operations["api_tasks"];
        put?: never;
        /**
         * Create Task
         * @description Make pictures or video. The task is kept first; its provider is paid once, whatever happens here.
         */
        post: operations["api_create_task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/generation/tasks/{task_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Task */
        get: operations["api_task"];
        put?: never;
        post?: never;
        /**
         * Delete Task
         * @description A task that has ended, with its files.
         */
        delete: operations["api_delete_task"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/generation/tasks/{task_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel Task
         * @description What the provider makes of it is not waited for; a retry takes it up again.
         */
        post: operations["api_cancel_task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/generation/tasks/{task_id}/outcome": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resolve Task
         * @description For operators: what became of a paid call whose answer was lost. An id is looked up before it counts;
         *     without one the call is made again, by the task or by its retry.
         */
        post: operations["api_resolve_task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/generation/tasks/{task_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry Task
         * @description Carry on: what is paid for is waited for and fetched, what the provider failed at is ordered again.
         */
        post: operations["api_retry_task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/generation/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload Media
         * @description Keep a picture or a video for tasks; what it is, its bytes decide.
         */
        post: operations["api_upload_media"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/images": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Images
         * @description The newest images; with `sha256`, those that an upload of these bytes would only repeat.
         */
        get: operations["api_images"];
        put?: never;
        /**
         * Upload
         * @description Keep a PNG, JPEG or WEBP image; what it is, its bytes decide.
         */
        post: operations["api_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/images/{image_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Image */
        get: operations["api_image"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/images/{image_id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Content
         * @description The bytes as they came. The id is unguessable, so `<img>` needs no header.
         */
        get: operations["api_content"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/images/parallel-enhance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Parallel Enhance
         * @description Start one job per tier; each streams on `/api/jobs/{jobId}/stream`.
         */
        post: operations["api_parallel_enhance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/import-export/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Exports
         * @description Newest first.
         */
        get: operations["api_exports"];
        put?: never;
        /**
         * Export
         * @description Rows of a dataset into a file, as they are at one instant.
         */
        post: operations["api_export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/import-export/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Imports
         * @description Newest first.
         */
        get: operations["api_imports"];
        put?: never;
        /**
         * Import
         * @description Rows of a file into a dataset; it streams on `/api/import-export/jobs/ws?jobId=`.
         */
        post: operations["api_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/import-export/jobs/{job_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel Transfer
         * @description Waits up to 1.5 s for the end. What an import has kept stays, but for one that replaces.
         */
        post: operations["api_cancel_transfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/import-export/jobs/{job_id}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download
         * @description The file of an export.
         */
        get: operations["api_download"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/import-export/jobs/{job_id}/errors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Transfer Errors
         * @description What was wrong with the rows that were left out, in the file's order; also while it runs.
         */
        get: operations["api_transfer_errors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/import-export/jobs/{job_id}/errors.jsonl": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Transfer Errors File
         * @description All of them.
         */
        get: operations["api_transfer_errors_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/import-export/jobs/{job_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry Transfer
         * @description An import goes on behind the last row it read; an export begins again.
         */
        post: operations["api_retry_transfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/import-export/jobs/{job_id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Transfer Status */
        get: operations["api_transfer_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/import-export/jobs/ws": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Transfer Stream
         * @description Unnamed server-sent events, despite its name; ids to resume by, a terminal status, then the end.
         */
        get: operations["api_transfer_stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Job */
        get: operations["api_job"];
        put?: never;
        post?: never;
        /** Delete */
        delete: operations["api_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{job_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel
         * @description Waits up to 1.5 s for the end, so that the answer usually tells of it.
         */
        post: operations["api_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{job_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * History
         * @description Every step, in order.
         */
        get: operations["api_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{job_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry
         * @description Carry on with what failed or was cancelled.
         */
        post: operations["api_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{job_id}/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stream
         * @description Unnamed server-sent events, for `onmessage`; ids to resume by, one terminal frame, then the end.
         */
        get: operations["api_stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/batch-status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Batch Status
         * @description Order kept, unknown ids dropped.
         */
        post: operations["api_batch_status"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stats
         * @description Documentaries that are open or ended of late; the operator's are everybody's.
         */
        get: operations["api_stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/music-doc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start Documentary
         * @description Make a documentary; it streams on `/api/jobs/{jobId}/stream`.
         */
        post: operations["api_start_documentary"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/playlists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Playlists
         * @description The newest first.
         */
        get: operations["api_playlists"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/playlists/{playlist_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Playlist */
        get: operations["api_playlist"];
        put?: never;
        post?: never;
        /**
         * Delete Playlist
         * @description Its recordings stay with the job that made them, and go with it. 409 while one will save it again.
         */
        delete: operations["api_delete_playlist"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{user_id}/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Users Jobs
         * @description Newest first; what ended more than an hour ago is hidden.
         */
        get: operations["api_users_jobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Healthz */
        get: operations["healthz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Readyz */
        get: operations["readyz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/artifacts/{artifact_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Artifact */
        get: operations["v1_artifact"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Balance */
        get: operations["v1_balance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credits/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Grant
         * @description Give an owner credits; only the operator may.
         */
        post: operations["v1_grant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credits/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ledger
         * @description Every grant, charge and refund, newest first; the operator sees everybody's.
         */
        get: operations["v1_ledger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/datasets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Datasets
         * @description Newest first.
         */
        get: operations["v1_datasets"];
        put?: never;
        /** Create Dataset */
        post: operations["v1_create_dataset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/datasets/{dataset}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Dataset
         * @description By id or name.
         */
        get: operations["v1_dataset"];
        put?: never;
        post?: never;
        /**
         * Delete Dataset
         * @description An import that is under way fails then; an export ends with what it began with.
         */
        delete: operations["v1_delete_dataset"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/datasets/{dataset}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Dataset Rows
         * @description In the order in which they came in.
         */
        get: operations["v1_dataset_rows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/datasets/infer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Infer
         * @description Look at a file's first rows. It is kept for a day, so that an import need not send it again.
         */
        post: operations["v1_infer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Watch
         * @description `?job=a&job=b` and `?group=g` end when all have; `?mine=1` stays and takes in what is started later.
         */
        get: operations["v1_watch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups/{group}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Group
         * @description The jobs that were started together, and those that retry them.
         */
        get: operations["v1_group"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups/{group}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel Group
         * @description Cancels what still runs.
         */
        post: operations["v1_cancel_group"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Info
         * @description What a client may want to know before it asks for work.
         */
        get: operations["v1_info"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Jobs
         * @description Newest first. `kind` and `status` can be said several times: any of them.
         *
         *     `promptId`: the generation tasks of that prompt. A page that was full before `status` was looked at
         *     closely may hold fewer jobs than `limit`; while there is a `nextCursor`, there may be more.
         */
        get: operations["v1_jobs"];
        put?: never;
        /**
         * Start
         * @description Start any kind of job; one start may be several jobs, which share a group.
         */
        post: operations["v1_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Job
         * @description `If-None-Match` answers 304 where the version is the same; `wait` seconds for another one first.
         */
        get: operations["v1_job"];
        put?: never;
        post?: never;
        /** Delete */
        delete: operations["v1_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{job_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel */
        post: operations["v1_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{job_id}/errors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Errors
         * @description Newest first: the last attempt of each item that failed, or every failed attempt.
         */
        get: operations["v1_errors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{job_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Events
         * @description Named events: `snapshot`, then `update` and `detail`, and one of `completed`, `failed`, `cancelled`.
         */
        get: operations["v1_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{job_id}/failures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Failures
         * @description Failed items by reason, the most frequent first.
         */
        get: operations["v1_failures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{job_id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Items
         * @description In the order of the start.
         */
        get: operations["v1_items"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{job_id}/lineage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lineage
         * @description A job with all that it retries and all that retry it, oldest first, and what came of it in the end.
         */
        get: operations["v1_lineage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{job_id}/lineage/results.jsonl": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lineage Results
         * @description Every item of a batch and its retries, with the last word on it.
         */
        get: operations["v1_lineage_results"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{job_id}/results.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Results Csv
         * @description The same as a table.
         */
        get: operations["v1_results_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{job_id}/results.jsonl": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Results Jsonl
         * @description Every item with its outcome so far, in the order of the start.
         */
        get: operations["v1_results_jsonl"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{job_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry
         * @description The job that carries on; 409 where there is nothing to retry, or another job does already.
         */
        post: operations["v1_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{job_id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Timeline
         * @description What happened, in order.
         */
        get: operations["v1_timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/owners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Owners
         * @description The operator sees everybody, an owner themselves.
         */
        get: operations["v1_owners"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/owners/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Owner */
        get: operations["v1_owner"];
        /**
         * Set Tier
         * @description Binds from the next call on; an owner who is not there yet is made.
         */
        put: operations["v1_set_tier"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/prompts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Prompts
         * @description The newest.
         */
        get: operations["v1_prompts"];
        put?: never;
        /** Create Prompt */
        post: operations["v1_create_prompt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/prompts/{prompt_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Prompt */
        get: operations["v1_prompt"];
        put?: never;
        post?: never;
        /**
         * Delete Prompt
         * @description What was made of it stays.
         */
        delete: operations["v1_delete_prompt"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Webhook Secret
         * @description For the operator of this server, who gives it to receivers.
         */
        get: operations["v1_webhook_secret"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try Webhook
         * @description One signed message of type `webhook.test`, once, as it would come at the end of a job.
         */
        post: operations["v1_try_webhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** ActiveBatch */
        ActiveBatch: {
            /** Cancelledat */
            cancelledAt: null;
            /** Completedat */
            completedAt: string | null;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /** Errors */
            errors: components["schemas"]["ItemFault"][];
            /** Faileditems */
            failedItems: number;
            /** Id */
            id: string;
            /**
             * Jobtype
             * @constant
             */
            jobType: "annotation_generation";
            metadata: components["schemas"]["BatchMetadata"];
            /** Owner */
            owner: string;
            /** Processeditems */
            processedItems: number;
            /** Skippeditems */
            skippedItems: number;
            /** Startedat */
            startedAt: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "pending" | "processing" | "completed" | "failed" | "cancelled";
            /** Successfulitems */
            successfulItems: number;
            /** Totalitems */
            totalItems: number;
            /**
             * Updatedat
             * Format: date-time
             */
            updatedAt: string;
        };
        /** ActiveBatches */
        ActiveBatches: {
            /** Count */
            count: number;
            /** Jobs */
            jobs: components["schemas"]["ActiveBatch"][];
        };
        /**
         * AllEnded
         * @description The data of the last event of a stream of many jobs, `end`.
         */
        AllEnded: {
            /** Jobs */
            jobs: string[];
        };
        /**
         * AnnotationInput
         * @description In a canonical job: what was asked for. `imageIds` and `duplicateIds` are the first ten.
         */
        AnnotationInput: {
            /** Concurrency */
            concurrency: number;
            /** Duplicatecount */
            duplicateCount: number;
            /** Duplicateids */
            duplicateIds: string[];
            /** Effectiveconcurrency */
            effectiveConcurrency: number;
            /** Effectiveratelimitperminute */
            effectiveRateLimitPerMinute: number | null;
            /** Imageids */
            imageIds: string[];
            notify: components["schemas"]["Notified"] | null;
            /** Ratelimitperminute */
            rateLimitPerMinute: number | null;
            /** Text */
            text: boolean;
            /**
             * Tier
             * @enum {string}
             */
            tier: "free" | "paid" | "unlimited";
            /** Totalitems */
            totalItems: number;
        };
        /**
         * AnnotationResult
         * @description In a canonical job: what came of it.
         */
        AnnotationResult: {
            /** Duplicategroups */
            duplicateGroups: number;
            /** Elapsedms */
            elapsedMs: number;
            /** Failed */
            failed: number;
            /** Processed */
            processed: number;
            /** Skipped */
            skipped: number;
            /** Succeeded */
            succeeded: number;
            /** Total */
            total: number;
        };
        /**
         * ApiProblem
         * @description On `/api`, beside the problem, the keys that older clients read.
         */
        ApiProblem: {
            /**
             * Balance
             * @description 402 only: what there is
             * @default 0
             */
            balance?: number;
            /**
             * Code
             * @description For machines: what `type` ends with
             */
            code: string;
            /** Detail */
            detail: string;
            /** Error */
            error: string;
            /** Errors */
            errors: components["schemas"]["FieldError"][];
            /**
             * Instance
             * @description The path that was asked for
             */
            instance: string;
            /** Message */
            message: string;
            /**
             * Ok
             * @constant
             */
            ok: false;
            /** Requestid */
            requestId: string;
            /**
             * Required
             * @description 402 only: what it costs
             * @default 0
             */
            required?: number;
            /** Status */
            status: number;
            /**
             * Success
             * @constant
             */
            success: false;
            /** Title */
            title: string;
            /** Type */
            type: string;
        };
        /** Balance */
        Balance: {
            /** Balance */
            balance: number;
            /** Owner */
            owner: string;
        };
        /** BatchCancelled */
        BatchCancelled: {
            /** Jobid */
            jobId: string;
            /**
             * Kept
             * @description Items whose results stay
             */
            kept: number;
            /** Message */
            message: string;
            progress: components["schemas"]["BatchProgress"];
            /**
             * Status
             * @enum {string}
             */
            status: "pending" | "processing" | "completed" | "failed" | "cancelled";
            /** Waitingfor */
            waitingFor: "cancelling" | null;
        };
        /**
         * BatchCarriedOn
         * @description The same on the shared route.
         */
        BatchCarriedOn: {
            /** Completedat */
            completedAt: string | null;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /** Currentstage */
            currentStage: ("annotate" | "group") | null;
            /** Detail */
            detail: string | null;
            /** Effectiveconcurrency */
            effectiveConcurrency: number;
            /** Effectiveratelimitperminute */
            effectiveRateLimitPerMinute: number | null;
            /** Error */
            error: string | null;
            /**
             * Estimatedtimeremaining
             * @description Milliseconds
             */
            estimatedTimeRemaining: number | null;
            /** Jobid */
            jobId: string;
            /** Milestone */
            milestone: (25 | 50 | 75 | 100) | null;
            /** Newbalance */
            newBalance: number;
            progress: components["schemas"]["BatchProgress"];
            /** Retryof */
            retryOf: string;
            /** Startedat */
            startedAt: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "pending" | "processing" | "completed" | "failed" | "cancelled";
            /**
             * Success
             * @constant
             */
            success: true;
            /**
             * Updatedat
             * Format: date-time
             */
            updatedAt: string;
            /** Waitingfor */
            waitingFor: string | null;
        };
        /**
         * BatchConnected
         * @description The first frame of a stream.
         */
        BatchConnected: {
            /** Jobid */
            jobId: string;
            /** Message */
            message: string;
            /**
             * Type
             * @constant
             */
            type: "connected";
        };
        /** BatchErrors */
        BatchErrors: {
            /** Errors */
            errors: components["schemas"]["ItemFault"][];
            /** Nextcursor */
            nextCursor: string | null;
            /** Total */
            total: number;
        };
        /** BatchEstimated */
        BatchEstimated: {
            /**
             * Dryrun
             * @constant
             */
            dryRun: true;
            /** Duplicatecount */
            duplicateCount: number;
            /** Duplicateids */
            duplicateIds: string[];
            /** Effectiveconcurrency */
            effectiveConcurrency: number;
            /** Effectiveratelimitperminute */
            effectiveRateLimitPerMinute: number | null;
            /**
             * Estimatedduration
             * @description Milliseconds
             */
            estimatedDuration: number;
            /** Message */
            message: string;
            /**
             * Tier
             * @enum {string}
             */
            tier: "free" | "paid" | "unlimited";
            /** Totalitems */
            totalItems: number;
        };
        /**
         * BatchFrame
         * @description Every other frame of a stream.
         */
        BatchFrame: {
            /** Completedat */
            completedAt: string | null;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /** Currentstage */
            currentStage: ("annotate" | "group") | null;
            /** Detail */
            detail: string | null;
            /** Effectiveconcurrency */
            effectiveConcurrency: number;
            /** Effectiveratelimitperminute */
            effectiveRateLimitPerMinute: number | null;
            /** Error */
            error: string | null;
            /**
             * Estimatedtimeremaining
             * @description Milliseconds
             */
            estimatedTimeRemaining: number | null;
            /** Jobid */
            jobId: string;
            /** Milestone */
            milestone: (25 | 50 | 75 | 100) | null;
            progress: components["schemas"]["BatchProgress"];
            /** Retryof */
            retryOf: string | null;
            /** Startedat */
            startedAt: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "pending" | "processing" | "completed" | "failed" | "cancelled";
            /**
             * Type
             * @enum {string}
             */
            type: "status" | "milestone";
            /**
             * Updatedat
             * Format: date-time
             */
            updatedAt: string;
            /** Waitingfor */
            waitingFor: string | null;
        };
        /** BatchItem */
        BatchItem: {
            annotation: components["schemas"]["ItemAnnotation"] | null;
            /** Attempts */
            attempts: number;
            /** Completedat */
            completedAt: string | null;
            error: components["schemas"]["ItemError"] | null;
            /** Imageurl */
            imageUrl: string | null;
            /** Itemid */
            itemId: string;
            /** Number */
            number: number;
            /** Outcome */
            outcome: ("succeeded" | "failed" | "skipped") | null;
        };
        /** BatchItems */
        BatchItems: {
            /** Items */
            items: components["schemas"]["BatchItem"][];
            /** Nextcursor */
            nextCursor: string | null;
        };
        /** BatchListed */
        BatchListed: {
            /** Completedat */
            completedAt: string | null;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /** Currentstage */
            currentStage: ("annotate" | "group") | null;
            /** Detail */
            detail: string | null;
            /** Effectiveconcurrency */
            effectiveConcurrency: number;
            /** Effectiveratelimitperminute */
            effectiveRateLimitPerMinute: number | null;
            /** Error */
            error: string | null;
            /**
             * Estimatedtimeremaining
             * @description Milliseconds
             */
            estimatedTimeRemaining: number | null;
            /** Id */
            id: string;
            /** Jobid */
            jobId: string;
            /** Milestone */
            milestone: (25 | 50 | 75 | 100) | null;
            progress: components["schemas"]["BatchProgress"];
            /** Retryof */
            retryOf: string | null;
            /** Startedat */
            startedAt: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "pending" | "processing" | "completed" | "failed" | "cancelled";
            /**
             * Updatedat
             * Format: date-time
             */
            updatedAt: string;
            /** Waitingfor */
            waitingFor: string | null;
        };
        /** BatchMetadata */
        BatchMetadata: {
            /** Concurrency */
            concurrency: number;
            /** Imageids */
            imageIds: string[];
            /** Ratelimitperminute */
            rateLimitPerMinute: number | null;
        };
        /** BatchProgress */
        BatchProgress: {
            /** Failed */
            failed: number;
            /** Percentage */
            percentage: number;
            /** Processed */
            processed: number;
            /** Skipped */
            skipped: number;
            /** Successful */
            successful: number;
            /** Total */
            total: number;
        };
        /** BatchRetried */
        BatchRetried: {
            /** Jobid */
            jobId: string;
            /** Message */
            message: string;
            /** Retryof */
            retryOf: string;
            /**
             * Status
             * @enum {string}
             */
            status: "pending" | "processing" | "completed" | "failed" | "cancelled";
            /**
             * Success
             * @constant
             */
            success: true;
            /** Totalitems */
            totalItems: number;
        };
        /**
         * BatchStanding
         * @description How a batch stands; the frames of its stream say the same.
         */
        BatchStanding: {
            /** Completedat */
            completedAt: string | null;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /** Currentstage */
            currentStage: ("annotate" | "group") | null;
            /** Detail */
            detail: string | null;
            /** Effectiveconcurrency */
            effectiveConcurrency: number;
            /** Effectiveratelimitperminute */
            effectiveRateLimitPerMinute: number | null;
            /** Error */
            error: string | null;
            /**
             * Estimatedtimeremaining
             * @description Milliseconds
             */
            estimatedTimeRemaining: number | null;
            /** Jobid */
            jobId: string;
            /** Milestone */
            milestone: (25 | 50 | 75 | 100) | null;
            progress: components["schemas"]["BatchProgress"];
            /** Retryof */
            retryOf: string | null;
            /** Startedat */
            startedAt: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "pending" | "processing" | "completed" | "failed" | "cancelled";
            /**
             * Updatedat
             * Format: date-time
             */
            updatedAt: string;
            /** Waitingfor */
            waitingFor: string | null;
        };
        /** BatchStarted */
        BatchStarted: {
            /** Duplicatecount */
            duplicateCount: number;
            /** Duplicateids */
            duplicateIds: string[];
            /** Effectiveconcurrency */
            effectiveConcurrency: number;
            /** Effectiveratelimitperminute */
            effectiveRateLimitPerMinute: number | null;
            /**
             * Estimatedduration
             * @description Milliseconds
             */
            estimatedDuration: number;
            /** Jobid */
            jobId: string;
            /** Message */
            message: string;
            /**
             * Status
             * @enum {string}
             */
            status: "pending" | "processing" | "completed" | "failed" | "cancelled";
            /**
             * Tier
             * @enum {string}
             */
            tier: "free" | "paid" | "unlimited";
            /** Totalitems */
            totalItems: number;
        };
        /** BatchStats */
        BatchStats: {
            /** Activejobs */
            activeJobs: number;
            /** Totalfailed */
            totalFailed: number;
            /** Totalprocessing */
            totalProcessing: number;
            /** Totalsuccessful */
            totalSuccessful: number;
        };
        /**
         * BatchStatus
         * @example {
         *       "jobIds": [
         *         "enh_1_4k"
         *       ]
         *     }
         */
        "BatchStatus-Input": {
            /** Jobids */
            jobIds: string[];
        };
        /**
         * BatchStatus
         * @description `errors`: one per item that failed, newest first, at most a thousand of `errorsTotal`.
         */
        "BatchStatus-Output": {
            /** Completedat */
            completedAt: string | null;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /** Currentstage */
            currentStage: ("annotate" | "group") | null;
            /** Detail */
            detail: string | null;
            /** Effectiveconcurrency */
            effectiveConcurrency: number;
            /** Effectiveratelimitperminute */
            effectiveRateLimitPerMinute: number | null;
            /** Error */
            error: string | null;
            /** Errors */
            errors: components["schemas"]["ItemFault"][];
            /** Errorstotal */
            errorsTotal: number;
            /**
             * Estimatedtimeremaining
             * @description Milliseconds
             */
            estimatedTimeRemaining: number | null;
            /** Jobid */
            jobId: string;
            /** Milestone */
            milestone: (25 | 50 | 75 | 100) | null;
            progress: components["schemas"]["BatchProgress"];
            /** Retryof */
            retryOf: string | null;
            /** Startedat */
            startedAt: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "pending" | "processing" | "completed" | "failed" | "cancelled";
            /**
             * Updatedat
             * Format: date-time
             */
            updatedAt: string;
            /** Waitingfor */
            waitingFor: string | null;
        };
        /** Body_api_upload */
        Body_api_upload: {
            /** File */
            file: string;
        };
        /** Change */
        Change: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Detail */
            detail: string | null;
            /** Milestone */
            milestone: (25 | 50 | 75 | 100) | null;
            /** Percent */
            percent: number;
            /** Stage */
            stage: string | null;
            /** Stagelabel */
            stageLabel: string | null;
            status: components["schemas"]["Status"];
            /** Version */
            version: number;
        };
        /**
         * CreateTask
         * @description `promptId` is the caller's own word for what belongs together, or the id of a prompt that is kept.
         * @example {
         *       "promptId": "sunsets",
         *       "providerParams": {
         *         "apiModel": "google/imagen4-fast",
         *         "input": {
         *           "aspect_ratio": "16:9",
         *           "num_images": "4",
         *           "prompt": "A beautiful sunset"
         *         },
         *         "model": "IMAGEN4",
         *         "service": "KIE"
         *       }
         *     }
         */
        CreateTask: {
            notify?: components["schemas"]["Notify"] | null;
            /** Ownerid */
            ownerId?: string | null;
            /** Promptid */
            promptId: string;
            /** Providerparams */
            providerParams: components["schemas"]["KieImagen4Params"] | components["schemas"]["KieVeo3Params"] | components["schemas"]["KieMidjourneyParams"] | components["schemas"]["KieSora2Params"];
        };
        /** CreditEntry */
        CreditEntry: {
            /**
             * Amount
             * @description Negative for a charge
             */
            amount: number;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Balance
             * @description What the owner had after it
             */
            balance: number;
            /** Id */
            id: string;
            /** Jobid */
            jobId: string | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "grant" | "charge" | "refund";
            /** Owner */
            owner: string;
            /** Runid */
            runId: string | null;
        };
        /** Dataset */
        Dataset: {
            /** Columns */
            columns: components["schemas"]["DatasetColumn"][];
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /** Id */
            id: string;
            /** Key */
            key: string | null;
            links: components["schemas"]["DatasetLinks"];
            /** Name */
            name: string;
            /** Owner */
            owner: string;
            /** Rows */
            rows: number;
            /**
             * Updatedat
             * Format: date-time
             */
            updatedAt: string;
        };
        /** DatasetColumn */
        DatasetColumn: {
            /** Max */
            max: number | string | null;
            /** Min */
            min: number | string | null;
            /** Name */
            name: string;
            /** Pattern */
            pattern: string | null;
            /** Required */
            required: boolean;
            type: components["schemas"]["Type"];
            /** Unique */
            unique: boolean;
            /** Values */
            values: string[] | null;
        };
        /** DatasetLinks */
        DatasetLinks: {
            /** Rows */
            rows: string;
            /** Self */
            self: string;
        };
        /** DatasetNamed */
        DatasetNamed: {
            /** Id */
            id: string;
            /** Name */
            name: string;
        };
        /** DatasetRows */
        DatasetRows: {
            /** Data */
            data: {
                [key: string]: unknown;
            }[];
            /** Nextcursor */
            nextCursor: string | null;
        };
        /** Datasets */
        Datasets: {
            /** Data */
            data: components["schemas"]["Dataset"][];
            /** Nextcursor */
            nextCursor: string | null;
        };
        /** DocumentariesListed */
        DocumentariesListed: {
            /** Jobs */
            jobs: components["schemas"]["DocumentaryStanding"][];
            /**
             * Ok
             * @constant
             */
            ok: true;
        };
        /** DocumentaryCancelled */
        DocumentaryCancelled: {
            job: components["schemas"]["DocumentaryStanding"];
            /** Jobid */
            jobId: string;
            /** Message */
            message: string;
            /**
             * Ok
             * @constant
             */
            ok: true;
            /**
             * Success
             * @constant
             */
            success: true;
            /** Waitingfor */
            waitingFor: "cancelling" | null;
        };
        /** DocumentaryCarriedOn */
        DocumentaryCarriedOn: {
            job: components["schemas"]["DocumentaryStanding"];
            /** Jobid */
            jobId: string;
            /** Newbalance */
            newBalance: number;
            /**
             * Ok
             * @constant
             */
            ok: true;
            /** Retryof */
            retryOf: string;
            /**
             * Success
             * @constant
             */
            success: true;
        };
        /** DocumentaryComplete */
        DocumentaryComplete: {
            /** Detail */
            detail: string | null;
            /** Jobid */
            jobId: string;
            /** Progress */
            progress: number;
            result: components["schemas"]["DocumentaryResult"];
            /**
             * Stage
             * @description 0: before the first
             */
            stage: number;
            /** Stagelabel */
            stageLabel: string;
            status: components["schemas"]["Status"];
            /**
             * Type
             * @constant
             */
            type: "complete";
            /** Waitingfor */
            waitingFor: string | null;
        };
        /** DocumentaryCounts */
        DocumentaryCounts: {
            /** Cancelled */
            cancelled: number;
            /** Completed */
            completed: number;
            /** Failed */
            failed: number;
            /** Pending */
            pending: number;
            /** Running */
            running: number;
            /** Total */
            total: number;
            /** Users */
            users: number;
        };
        /** DocumentaryData */
        DocumentaryData: {
            /** Artist */
            artist: string;
            /**
             * Audiourl
             * @description The whole programme
             */
            audioUrl: string | null;
            /** Durationsecs */
            durationSecs: number | null;
            /** Facts */
            facts: components["schemas"]["Fact"][];
            narration: components["schemas"]["NarrationReport"] | null;
            /**
             * Note
             * @description Which of a model's texts was not taken, and why
             */
            note: string | null;
            /** Source */
            source: string;
            /** Summary */
            summary: string;
            /** Timeline */
            timeline: (components["schemas"]["Narration"] | components["schemas"]["Song"])[];
            /** Title */
            title: string;
            /** Topic */
            topic: string;
        };
        /**
         * DocumentaryError
         * @description Failed or cancelled: `status` says which.
         */
        DocumentaryError: {
            /** Code */
            code: string;
            /** Detail */
            detail: string | null;
            /** Error */
            error: string;
            /** Jobid */
            jobId: string;
            /** Progress */
            progress: number;
            /**
             * Stage
             * @description 0: before the first
             */
            stage: number;
            /** Stagelabel */
            stageLabel: string;
            status: components["schemas"]["Status"];
            /**
             * Type
             * @constant
             */
            type: "error";
            /** Waitingfor */
            waitingFor: string | null;
        };
        /** DocumentaryHistory */
        DocumentaryHistory: {
            /** History */
            history: components["schemas"]["DocumentaryStep"][];
            /** Jobid */
            jobId: string;
            /**
             * Ok
             * @constant
             */
            ok: true;
        };
        /**
         * DocumentaryInit
         * @description The first frame of a stream.
         */
        DocumentaryInit: {
            /** Detail */
            detail: string | null;
            /** Jobid */
            jobId: string;
            /** Progress */
            progress: number;
            /**
             * Stage
             * @description 0: before the first
             */
            stage: number;
            /** Stagelabel */
            stageLabel: string;
            status: components["schemas"]["Status"];
            /**
             * Type
             * @constant
             */
            type: "init";
            /** Waitingfor */
            waitingFor: string | null;
        };
        /**
         * DocumentaryInput
         * @description In a canonical job: what was asked for.
         */
        DocumentaryInput: {
            /**
             * Deadlinesecs
             * @description Seconds
             */
            deadlineSecs: number;
            /** Market */
            market: string;
            /** Narrate */
            narrate: boolean;
            /**
             * Narrationtargetsecs
             * @description Seconds
             */
            narrationTargetSecs: number;
            notify: components["schemas"]["Notified"] | null;
            /** Playlistid */
            playlistId: string;
            /** Prompt */
            prompt: string | null;
            /** Queue */
            queue: boolean;
            /** Tokengiven */
            tokenGiven: boolean;
            /** Topic */
            topic: string;
        };
        /** DocumentaryJob */
        DocumentaryJob: {
            job: components["schemas"]["DocumentaryStanding"];
            /** Jobid */
            jobId: string;
            /**
             * Ok
             * @constant
             */
            ok: true;
        };
        /** DocumentaryParams */
        DocumentaryParams: {
            /**
             * Deadlinesecs
             * @description Seconds
             */
            deadlineSecs: number;
            /** Market */
            market: string;
            /** Narrate */
            narrate: boolean;
            /**
             * Narrationtargetsecs
             * @description Seconds
             */
            narrationTargetSecs: number;
            /** Prompt */
            prompt: string | null;
            /** Topic */
            topic: string;
        };
        /** DocumentaryProgress */
        DocumentaryProgress: {
            /** Detail */
            detail: string | null;
            /** Jobid */
            jobId: string;
            /** Progress */
            progress: number;
            /**
             * Stage
             * @description 0: before the first
             */
            stage: number;
            /** Stagelabel */
            stageLabel: string;
            status: components["schemas"]["Status"];
            /**
             * Type
             * @constant
             */
            type: "progress";
            /** Waitingfor */
            waitingFor: string | null;
        };
        /** DocumentaryResult */
        DocumentaryResult: {
            data: components["schemas"]["DocumentaryData"];
            plan: components["schemas"]["Plan"];
            /** Playlistid */
            playlistId: string;
            trackSearchResults: components["schemas"]["TrackSearch"];
        };
        /** DocumentaryStanding */
        DocumentaryStanding: {
            /** Completedat */
            completedAt: string | null;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /** Detail */
            detail: string | null;
            /** Error */
            error: string | null;
            /** Id */
            id: string;
            /** Jobid */
            jobId: string;
            params: components["schemas"]["DocumentaryParams"];
            /** Playlistid */
            playlistId: string;
            /** Progress */
            progress: number;
            result: components["schemas"]["DocumentaryResult"] | null;
            /** Retryof */
            retryOf: string | null;
            /**
             * Stage
             * @description 0: before the first
             */
            stage: number;
            /** Stagelabel */
            stageLabel: string;
            /** Startedat */
            startedAt: string | null;
            status: components["schemas"]["Status"];
            /**
             * Updatedat
             * Format: date-time
             */
            updatedAt: string;
            /** Userid */
            userId: string;
            /** Waitingfor */
            waitingFor: string | null;
        };
        /** DocumentaryStarted */
        DocumentaryStarted: {
            /** Jobid */
            jobId: string;
            /**
             * Ok
             * @constant
             */
            ok: true;
            /** Playlistid */
            playlistId: string;
            status: components["schemas"]["Status"];
            /** Waitingfor */
            waitingFor: string | null;
        };
        /** DocumentaryStats */
        DocumentaryStats: {
            /**
             * Ok
             * @constant
             */
            ok: true;
            stats: components["schemas"]["DocumentaryCounts"];
        };
        /** DocumentaryStep */
        DocumentaryStep: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Detail */
            detail: string | null;
            /** Progress */
            progress: number;
            /**
             * Stage
             * @description 0: before the first
             */
            stage: number;
            /** Stagelabel */
            stageLabel: string;
            status: components["schemas"]["Status"];
        };
        /**
         * Engine
         * @description `quality` is the best offline engine of the worker, `fast` sharpened interpolation.
         * @enum {string}
         */
        Engine: "quality" | "fast";
        /** EnhancementCancelled */
        EnhancementCancelled: {
            /** Creditsrefunded */
            creditsRefunded: number;
            job: components["schemas"]["EnhancementJob"];
            /** Newbalance */
            newBalance: number;
            /**
             * Success
             * @constant
             */
            success: true;
            /** Waitingfor */
            waitingFor: "cancelling" | null;
        };
        /**
         * EnhancementConnected
         * @description The first frame of a stream.
         */
        EnhancementConnected: {
            /** Jobid */
            jobId: string;
            /** Message */
            message: string;
            /**
             * Type
             * @constant
             */
            type: "connected";
        };
        /**
         * EnhancementInput
         * @description In a canonical job: what was asked for.
         */
        EnhancementInput: {
            engine: components["schemas"]["Engine"];
            /** Height */
            height: number;
            /** Imageid */
            imageId: string;
            /** Imagename */
            imageName: string;
            notify: components["schemas"]["Notified"] | null;
            tier: components["schemas"]["Tier"];
            /** Width */
            width: number;
        };
        /** EnhancementJob */
        EnhancementJob: {
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /** Creditscost */
            creditsCost: number;
            /** Currentstage */
            currentStage: ("ANALYZING" | "CROPPING" | "GENERATING" | "PROMPTING") | null;
            /** Detail */
            detail: string | null;
            /** Enhancedheight */
            enhancedHeight: number | null;
            /** Enhancedurl */
            enhancedUrl: string | null;
            /** Enhancedwidth */
            enhancedWidth: number | null;
            /** Error */
            error: string | null;
            /** Errormessage */
            errorMessage: string | null;
            /** Groupid */
            groupId: string | null;
            /** Id */
            id: string;
            image: components["schemas"]["EnhancementSource"];
            /**
             * Isanonymous
             * @constant
             */
            isAnonymous: false;
            /** Jobid */
            jobId: string;
            /** Processingcompletedat */
            processingCompletedAt: string | null;
            /** Processingstartedat */
            processingStartedAt: string | null;
            /** Progress */
            progress: number;
            /**
             * Status
             * @enum {string}
             */
            status: "PENDING" | "PROCESSING" | "COMPLETED" | "FAILED" | "CANCELLED" | "REFUNDED";
            /**
             * Tier
             * @enum {string}
             */
            tier: "TIER_1K" | "TIER_2K" | "TIER_4K";
            /** Waitingfor */
            waitingFor: string | null;
        };
        /** EnhancementListed */
        EnhancementListed: {
            /** Currentstage */
            currentStage: ("ANALYZING" | "CROPPING" | "GENERATING" | "PROMPTING") | null;
            /** Detail */
            detail: string | null;
            /** Enhancedheight */
            enhancedHeight: number | null;
            /** Enhancedurl */
            enhancedUrl: string | null;
            /** Enhancedwidth */
            enhancedWidth: number | null;
            /** Error */
            error: string | null;
            /** Errormessage */
            errorMessage: string | null;
            /** Groupid */
            groupId: string | null;
            /** Id */
            id: string;
            /** Jobid */
            jobId: string;
            /** Progress */
            progress: number;
            /**
             * Status
             * @enum {string}
             */
            status: "PENDING" | "PROCESSING" | "COMPLETED" | "FAILED" | "CANCELLED" | "REFUNDED";
            /**
             * Tier
             * @enum {string}
             */
            tier: "TIER_1K" | "TIER_2K" | "TIER_4K";
            /** Waitingfor */
            waitingFor: string | null;
        };
        /**
         * EnhancementResult
         * @description In a canonical job: what came of it.
         */
        EnhancementResult: {
            /** Bytes */
            bytes: number;
            /** Elapsedms */
            elapsedMs: number;
            /** Engine */
            engine: string;
            /**
             * Format
             * @enum {string}
             */
            format: "jpeg" | "png";
            /** Height */
            height: number;
            /** Model */
            model: string;
            /** Reason */
            reason: string;
            /** Scale */
            scale: number;
            /** Url */
            url: string;
            /** Width */
            width: number;
        };
        /** EnhancementRetried */
        EnhancementRetried: {
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /** Creditscost */
            creditsCost: number;
            /** Currentstage */
            currentStage: ("ANALYZING" | "CROPPING" | "GENERATING" | "PROMPTING") | null;
            /** Detail */
            detail: string | null;
            /** Enhancedheight */
            enhancedHeight: number | null;
            /** Enhancedurl */
            enhancedUrl: string | null;
            /** Enhancedwidth */
            enhancedWidth: number | null;
            /** Error */
            error: string | null;
            /** Errormessage */
            errorMessage: string | null;
            /** Groupid */
            groupId: string | null;
            /** Id */
            id: string;
            image: components["schemas"]["EnhancementSource"];
            /**
             * Isanonymous
             * @constant
             */
            isAnonymous: false;
            /** Jobid */
            jobId: string;
            /** Newbalance */
            newBalance: number;
            /** Processingcompletedat */
            processingCompletedAt: string | null;
            /** Processingstartedat */
            processingStartedAt: string | null;
            /** Progress */
            progress: number;
            /** Retryof */
            retryOf: string;
            /**
             * Status
             * @enum {string}
             */
            status: "PENDING" | "PROCESSING" | "COMPLETED" | "FAILED" | "CANCELLED" | "REFUNDED";
            /**
             * Success
             * @constant
             */
            success: true;
            /**
             * Tier
             * @enum {string}
             */
            tier: "TIER_1K" | "TIER_2K" | "TIER_4K";
            /** Waitingfor */
            waitingFor: string | null;
        };
        /** EnhancementSource */
        EnhancementSource: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Originalheight */
            originalHeight: number;
            /** Originalurl */
            originalUrl: string;
            /** Originalwidth */
            originalWidth: number;
        };
        /** EnhancementsStarted */
        EnhancementsStarted: {
            /** Groupid */
            groupId: string;
            /** Jobs */
            jobs: components["schemas"]["EnhancementStarted"][];
            /** Newbalance */
            newBalance: number;
            /**
             * Success
             * @constant
             */
            success: true;
            /** Totalcost */
            totalCost: number;
        };
        /** EnhancementStarted */
        EnhancementStarted: {
            /** Jobid */
            jobId: string;
            /**
             * Status
             * @enum {string}
             */
            status: "PENDING" | "PROCESSING" | "COMPLETED" | "FAILED" | "CANCELLED" | "REFUNDED";
            /**
             * Tier
             * @enum {string}
             */
            tier: "TIER_1K" | "TIER_2K" | "TIER_4K";
            /** Tokencost */
            tokenCost: number;
        };
        /**
         * EnhancementStatus
         * @description Every other frame of a stream.
         */
        EnhancementStatus: {
            /** Currentstage */
            currentStage: ("ANALYZING" | "CROPPING" | "GENERATING" | "PROMPTING") | null;
            /** Detail */
            detail: string | null;
            /** Enhancedheight */
            enhancedHeight: number | null;
            /** Enhancedurl */
            enhancedUrl: string | null;
            /** Enhancedwidth */
            enhancedWidth: number | null;
            /** Error */
            error: string | null;
            /** Errormessage */
            errorMessage: string | null;
            /** Groupid */
            groupId: string | null;
            /** Jobid */
            jobId: string;
            /** Progress */
            progress: number;
            /**
             * Status
             * @enum {string}
             */
            status: "PENDING" | "PROCESSING" | "COMPLETED" | "FAILED" | "CANCELLED" | "REFUNDED";
            /**
             * Tier
             * @enum {string}
             */
            tier: "TIER_1K" | "TIER_2K" | "TIER_4K";
            /**
             * Type
             * @constant
             */
            type: "status";
            /** Waitingfor */
            waitingFor: string | null;
        };
        /**
         * ErrorsOfColumn
         * @description `column` is null where something is wrong with the whole row.
         */
        ErrorsOfColumn: {
            /** Code */
            code: string;
            /** Column */
            column: string | null;
            /** Count */
            count: number;
        };
        /** ExportInput */
        ExportInput: {
            /** Columns */
            columns: string[];
            /** Dataset */
            dataset: string;
            /** Datasetid */
            datasetId: string;
            /** Filename */
            fileName: string;
            /** Filters */
            filters: {
                [key: string]: unknown;
            } | null;
            /**
             * Format
             * @enum {string}
             */
            format: "csv" | "xlsx" | "json" | "jsonl";
            notify: components["schemas"]["Notified"] | null;
            /** Order */
            order: string[];
            /** Raw */
            raw: boolean;
        };
        /**
         * ExportResult
         * @description `fileUrl` needs no header, until `expiresAt`.
         */
        ExportResult: {
            /** Elapsedms */
            elapsedMs: number;
            /**
             * Expiresat
             * Format: date-time
             */
            expiresAt: string;
            /** Filename */
            fileName: string;
            /** Filesize */
            fileSize: number;
            /** Fileurl */
            fileUrl: string;
            /**
             * Format
             * @enum {string}
             */
            format: "csv" | "xlsx" | "json" | "jsonl";
            /** Rowcount */
            rowCount: number;
            /** Sha256 */
            sha256: string;
        };
        /** Fact */
        Fact: {
            /** Checkedon */
            checkedOn: string;
            /** Id */
            id: string;
            /**
             * Source
             * @description The page it was read on
             */
            source: string;
            /** Text */
            text: string;
        };
        /** FieldError */
        FieldError: {
            /** Code */
            code: string;
            /** Detail */
            detail: string;
            /**
             * Pointer
             * @description JSON pointer into the body, or `?name` of a parameter
             */
            pointer: string;
        };
        /**
         * Filters
         * @description `search`: rows with the text in one of their texts. `ids`: values of the dataset's key.
         */
        Filters: {
            /** Ids */
            ids?: (string | number | boolean | null)[] | null;
            /** Search */
            search?: string | null;
            /**
             * Where
             * @default []
             */
            where?: components["schemas"]["Where"][];
        };
        /**
         * GenerationInput
         * @description In a canonical job: what was asked for.
         */
        GenerationInput: {
            /** Deadlinesecs */
            deadlineSecs: number;
            makes: components["schemas"]["Makes"];
            notify: components["schemas"]["Notified"] | null;
            /** Promptid */
            promptId: string;
            /**
             * Provider
             * @enum {string}
             */
            provider: "procedural" | "kie";
            /** Providerparams */
            providerParams: components["schemas"]["KieImagen4Params"] | components["schemas"]["KieVeo3Params"] | components["schemas"]["KieMidjourneyParams"] | components["schemas"]["KieSora2Params"];
            /** Warnings */
            warnings: string[];
        };
        /** GenerationResult */
        GenerationResult: {
            /** Assets */
            assets: components["schemas"]["TaskAsset"][];
            /** Completedby */
            completedBy: ("callback" | "poll") | null;
            /** Elapsedms */
            elapsedMs: number | null;
            /** Externaltaskid */
            externalTaskId: string | null;
            /** Ispreview */
            isPreview: boolean;
            /**
             * Provider
             * @enum {string}
             */
            provider: "procedural" | "kie";
            /** Providercredits */
            providerCredits: number | null;
        };
        /**
         * Grant
         * @example {
         *       "amount": 500,
         *       "owner": "ann"
         *     }
         */
        Grant: {
            /** Amount */
            amount: number;
            /** Owner */
            owner: string;
        };
        /** Group */
        Group: {
            counts: components["schemas"]["GroupCounts"];
            /** Id */
            id: string;
            /** Jobs */
            jobs: components["schemas"]["Job"][];
            /** Percent */
            percent: number;
            status: components["schemas"]["Status"];
        };
        /**
         * GroupCounts
         * @description Jobs; a retry stands for the one it carries on.
         */
        GroupCounts: {
            /** Cancelled */
            cancelled: number;
            /** Completed */
            completed: number;
            /** Failed */
            failed: number;
            /** Pending */
            pending: number;
            /** Running */
            running: number;
            /** Total */
            total: number;
        };
        /** Health */
        Health: {
            /**
             * Status
             * @constant
             */
            status: "ok";
        };
        /** Heard */
        Heard: {
            /**
             * Success
             * @constant
             */
            success: true;
        };
        /** HouseLimits */
        HouseLimits: {
            /**
             * Documentaries
             * @description Of an owner at a time
             */
            documentaries: number;
            /**
             * Openjobs
             * @description Of an owner at a time
             */
            openJobs: number;
            /**
             * Retentiondays
             * @description That a job is kept after its end
             */
            retentionDays: number;
            /**
             * Streams
             * @description Of an owner, at each API process
             */
            streams: number;
        };
        /** Image */
        Image: {
            /** Bytes */
            bytes: number;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /**
             * Format
             * @enum {string}
             */
            format: "png" | "jpeg" | "webp";
            /** Height */
            height: number;
            /** Imageid */
            imageId: string;
            /** Name */
            name: string;
            /**
             * Sha256
             * @description Of the bytes; null where it was not noted yet.
             */
            sha256: string | null;
            /** Url */
            url: string;
            /** Width */
            width: number;
        };
        /** Imagen4Input */
        Imagen4Input: {
            /** Aspect Ratio */
            aspect_ratio?: ("1:1" | "16:9" | "9:16" | "3:4" | "4:3") | null;
            /** Negative Prompt */
            negative_prompt?: string | null;
            /** Num Images */
            num_images?: ("1" | "2" | "3" | "4") | (1 | 2 | 3 | 4) | null;
            /** Prompt */
            prompt: string;
            /** Seed */
            seed?: number | null;
        };
        /** Images */
        Images: {
            /** Images */
            images: components["schemas"]["Image"][];
        };
        /**
         * ImportForm
         * @description `mapping` and `notify` are JSON. `dataModelId` is `dataset`, `spaceId` is for older clients.
         */
        ImportForm: {
            /** Datamodelid */
            dataModelId?: string;
            /** Dataset */
            dataset?: string;
            /**
             * Delimiter
             * @enum {string}
             */
            delimiter?: "," | ";" | "\t" | "|";
            /** Encoding */
            encoding?: string;
            /** File */
            file?: string;
            /** Fileid */
            fileId?: string;
            /**
             * Format
             * @enum {string}
             */
            format?: "csv" | "xlsx" | "json" | "jsonl";
            /** Key */
            key?: string;
            /** Mapping */
            mapping?: string;
            /**
             * Maxbadshare
             * @default 1
             */
            maxBadShare?: number;
            /**
             * Mode
             * @default insert
             * @enum {string}
             */
            mode?: "insert" | "upsert" | "replace";
            /** Notify */
            notify?: string;
            /** Ownerid */
            ownerId?: string;
            /** Sheet */
            sheet?: string;
            /** Spaceid */
            spaceId?: string;
        };
        /**
         * ImportInput
         * @description In a canonical job: what was asked for, and what the file was found to be.
         */
        ImportInput: {
            /** Dataset */
            dataset: string;
            /** Datasetid */
            datasetId: string;
            /** Delimiter */
            delimiter: string | null;
            /** Encoding */
            encoding: string;
            /** Fileid */
            fileId: string;
            /** Filename */
            fileName: string;
            /** Filesize */
            fileSize: number;
            /**
             * Format
             * @enum {string}
             */
            format: "csv" | "xlsx" | "json" | "jsonl";
            /** Key */
            key: string | null;
            /** Mapping */
            mapping: {
                [key: string]: string;
            };
            /** Maxbadshare */
            maxBadShare: number;
            /**
             * Mode
             * @enum {string}
             */
            mode: "insert" | "upsert" | "replace";
            /** Newline */
            newline: string | null;
            notify: components["schemas"]["Notified"] | null;
            /** Sheet */
            sheet: string | null;
        };
        /**
         * ImportResult
         * @description `errors` are the first ten, in words; `errorsUrl` has all of them, as JSON Lines.
         */
        ImportResult: {
            /** Datasetid */
            datasetId: string;
            /** Elapsedms */
            elapsedMs: number | null;
            /** Errors */
            errors: string[];
            /** Errorsbycolumn */
            errorsByColumn: components["schemas"]["ErrorsOfColumn"][];
            /** Errorsurl */
            errorsUrl: string | null;
            /** Importedcount */
            importedCount: number;
            /** Insertedcount */
            insertedCount: number;
            /** Skippedcount */
            skippedCount: number;
            /** Totalrows */
            totalRows: number;
            /** Updatedcount */
            updatedCount: number;
        };
        /**
         * InferForm
         * @description A file, or the `fileId` of one that is here; `dataset` is one that its rows might go into.
         */
        InferForm: {
            /** Dataset */
            dataset?: string;
            /**
             * Delimiter
             * @enum {string}
             */
            delimiter?: "," | ";" | "\t" | "|";
            /** Encoding */
            encoding?: string;
            /** File */
            file?: string;
            /** Fileid */
            fileId?: string;
            /**
             * Format
             * @enum {string}
             */
            format?: "csv" | "xlsx" | "json" | "jsonl";
            /** Ownerid */
            ownerId?: string;
            /** Sheet */
            sheet?: string;
        };
        /**
         * Inferred
         * @description What a file is, and the schema that its first rows suggest; `fileId` names it for a day.
         *
         *     With a dataset: `mapping` from the file's columns to its own, those that go nowhere, and those it needs.
         */
        Inferred: {
            /** Columns */
            columns: components["schemas"]["InferredColumn"][];
            /** Delimiter */
            delimiter: string | null;
            /** Encoding */
            encoding: string;
            /** Fileid */
            fileId: string;
            /** Filename */
            fileName: string;
            /** Filesize */
            fileSize: number;
            /**
             * Format
             * @enum {string}
             */
            format: "csv" | "xlsx" | "json" | "jsonl";
            /** Header */
            header: string[];
            /** Key */
            key: string | null;
            /** Mapping */
            mapping: {
                [key: string]: string;
            } | null;
            /** Missing */
            missing: string[];
            /** Newline */
            newline: string | null;
            /** Rows */
            rows: unknown[][];
            /** Sheet */
            sheet: string | null;
            /** Sheets */
            sheets: string[] | null;
            /** Unmapped */
            unmapped: string[];
            /** Warnings */
            warnings: string[];
        };
        /** InferredColumn */
        InferredColumn: {
            /** Max */
            max: number | string | null;
            /** Min */
            min: number | string | null;
            /** Name */
            name: string;
            /** Pattern */
            pattern: string | null;
            /** Required */
            required: boolean;
            /** Samples */
            samples: string[];
            type: components["schemas"]["Type"];
            /** Unique */
            unique: boolean;
            /** Values */
            values: string[] | null;
        };
        /** Info */
        Info: {
            /**
             * Generator
             * @description Who makes pictures and video; procedural: previews
             * @enum {string}
             */
            generator: "procedural" | "kie";
            /** Imageformats */
            imageFormats: string[];
            limits: components["schemas"]["HouseLimits"];
            /** Maximagepixels */
            maxImagePixels: number;
            /** Maxuploadbytes */
            maxUploadBytes: number;
            prices: components["schemas"]["Prices"];
            providers: components["schemas"]["Providers"];
            /** Temporaluiurl */
            temporalUiUrl: string;
            /** Tiers */
            tiers: {
                [key: string]: components["schemas"]["TierLimits"];
            };
        };
        /**
         * ItemAnnotation
         * @description What an image is found to be; `skipped` says what was not looked for, and why.
         */
        ItemAnnotation: {
            /** Brightness */
            brightness: number | null;
            caption: components["schemas"]["ItemCaption"] | null;
            /** Clipped */
            clipped: number | null;
            /** Contrast */
            contrast: number | null;
            /** Dominantcolors */
            dominantColors: components["schemas"]["ItemColour"][];
            /**
             * Duplicategroup
             * @description Id of the first image that resembles it
             */
            duplicateGroup: string | null;
            /** Engine */
            engine: string;
            exif: components["schemas"]["ItemExif"] | null;
            /** Format */
            format: string;
            /** Height */
            height: number;
            /** Labels */
            labels: components["schemas"]["ItemLabel"][];
            /** Phash */
            phash: string | null;
            /** Sharpness */
            sharpness: number | null;
            /** Skipped */
            skipped: string[];
            /** Text */
            text: components["schemas"]["ItemText"][];
            /** Width */
            width: number;
        };
        /**
         * ItemBox
         * @description Fractions of the image's width and height, from the upper left corner.
         */
        ItemBox: {
            /** Height */
            height: number;
            /** Width */
            width: number;
            /** X */
            x: number;
            /** Y */
            y: number;
        };
        /** ItemCaption */
        ItemCaption: {
            /**
             * Source
             * @description `template`, or the model's name
             */
            source: string;
            /** Text */
            text: string;
        };
        /** ItemColour */
        ItemColour: {
            /** Hex */
            hex: string;
            /** Name */
            name: string;
            /** Share */
            share: number;
        };
        /** ItemError */
        ItemError: {
            /** Code */
            code: string;
            /** Message */
            message: string | null;
        };
        /** ItemExif */
        ItemExif: {
            /** Camera */
            camera: string | null;
            /** Hasgps */
            hasGps: boolean;
            /** Takenat */
            takenAt: string | null;
        };
        /**
         * ItemFault
         * @description A failed attempt at an item.
         */
        ItemFault: {
            /** Attemptnumber */
            attemptNumber: number;
            /** Code */
            code: string;
            /** Error */
            error: string;
            /** Itemid */
            itemId: string;
            /**
             * Timestamp
             * Format: date-time
             */
            timestamp: string;
        };
        /** ItemLabel */
        ItemLabel: {
            boundingBox: components["schemas"]["ItemBox"];
            /** Confidence */
            confidence: number | null;
            /** Difficulty */
            difficulty: number;
            /** Label */
            label: string;
            /**
             * Type
             * @enum {string}
             */
            type: "anatomical" | "behavioral" | "color" | "pattern";
        };
        /** ItemReason */
        ItemReason: {
            /** Code */
            code: string | null;
            /** Count */
            count: number;
            /** Message */
            message: string | null;
        };
        /** ItemText */
        ItemText: {
            box: components["schemas"]["ItemBox"];
            /** Confidence */
            confidence: number;
            /** Text */
            text: string;
        };
        /**
         * Job
         * @description The canonical job. `waitingFor` says in words why it does not move.
         */
        Job: {
            /** Attempt */
            attempt: number;
            /** Completedat */
            completedAt: string | null;
            counts: components["schemas"]["JobCounts"] | null;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            credits: components["schemas"]["JobCredits"];
            /** Detail */
            detail: string | null;
            error: components["schemas"]["JobFailure"] | null;
            /** Etams */
            etaMs: number | null;
            /** Group */
            group: string | null;
            /** Id */
            id: string;
            /** Input */
            input: components["schemas"]["EnhancementInput"] | components["schemas"]["AnnotationInput"] | components["schemas"]["DocumentaryInput"] | components["schemas"]["ImportInput"] | components["schemas"]["ExportInput"] | components["schemas"]["GenerationInput"];
            /** Kind */
            kind: string;
            links: components["schemas"]["JobLinks"];
            /**
             * Milestone
             * @description Passed by this very version
             */
            milestone: (25 | 50 | 75 | 100) | null;
            /** Owner */
            owner: string;
            /** Percent */
            percent: number;
            /** Result */
            result: components["schemas"]["EnhancementResult"] | components["schemas"]["AnnotationResult"] | components["schemas"]["DocumentaryResult"] | components["schemas"]["ImportResult"] | components["schemas"]["ExportResult"] | components["schemas"]["GenerationResult"] | null;
            /** Retryof */
            retryOf: string | null;
            /** Stage */
            stage: string | null;
            /** Stagelabel */
            stageLabel: string | null;
            /** Startedat */
            startedAt: string | null;
            status: components["schemas"]["Status"];
            /**
             * Updatedat
             * Format: date-time
             */
            updatedAt: string;
            /** Version */
            version: number;
            /** Waitingfor */
            waitingFor: string | null;
        };
        /**
         * JobCounts
         * @description Items: `processed` = succeeded + failed, skipped ones stand apart.
         */
        JobCounts: {
            /** Failed */
            failed: number;
            /** Processed */
            processed: number;
            /** Skipped */
            skipped: number;
            /** Succeeded */
            succeeded: number;
            /** Total */
            total: number;
        };
        /** JobCredits */
        JobCredits: {
            /** Charged */
            charged: number;
            /** Refunded */
            refunded: number;
        };
        /** JobFailure */
        JobFailure: {
            /** Code */
            code: string;
            /** Message */
            message: string;
            /** Retryable */
            retryable: boolean;
        };
        /** JobFailures */
        JobFailures: {
            /** Data */
            data: components["schemas"]["ItemReason"][];
        };
        /** JobFaults */
        JobFaults: {
            /** Data */
            data: components["schemas"]["ItemFault"][];
            /** Nextcursor */
            nextCursor: string | null;
            /** Total */
            total: number;
        };
        /** JobItems */
        JobItems: {
            /** Data */
            data: components["schemas"]["BatchItem"][];
            /** Nextcursor */
            nextCursor: string | null;
        };
        /** JobLinks */
        JobLinks: {
            /** Cancel */
            cancel: string;
            /** Events */
            events: string;
            /** Retry */
            retry: string;
            /** Self */
            self: string;
            /**
             * Temporal
             * @description The workflow in the Temporal web UI
             */
            temporal: string;
        };
        /** JobRetried */
        JobRetried: {
            /** Attempt */
            attempt: number;
            /** Completedat */
            completedAt: string | null;
            counts: components["schemas"]["JobCounts"] | null;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            credits: components["schemas"]["JobCredits"];
            /** Detail */
            detail: string | null;
            error: components["schemas"]["JobFailure"] | null;
            /** Etams */
            etaMs: number | null;
            /** Group */
            group: string | null;
            /** Id */
            id: string;
            /** Input */
            input: components["schemas"]["EnhancementInput"] | components["schemas"]["AnnotationInput"] | components["schemas"]["DocumentaryInput"] | components["schemas"]["ImportInput"] | components["schemas"]["ExportInput"] | components["schemas"]["GenerationInput"];
            /**
             * Jobid
             * @description The same as `id`: the job that carries on
             */
            jobId: string;
            /** Kind */
            kind: string;
            links: components["schemas"]["JobLinks"];
            /**
             * Milestone
             * @description Passed by this very version
             */
            milestone: (25 | 50 | 75 | 100) | null;
            /** Owner */
            owner: string;
            /** Percent */
            percent: number;
            /** Result */
            result: components["schemas"]["EnhancementResult"] | components["schemas"]["AnnotationResult"] | components["schemas"]["DocumentaryResult"] | components["schemas"]["ImportResult"] | components["schemas"]["ExportResult"] | components["schemas"]["GenerationResult"] | null;
            /** Retryof */
            retryOf: string | null;
            /** Stage */
            stage: string | null;
            /** Stagelabel */
            stageLabel: string | null;
            /** Startedat */
            startedAt: string | null;
            status: components["schemas"]["Status"];
            /**
             * Updatedat
             * Format: date-time
             */
            updatedAt: string;
            /** Version */
            version: number;
            /** Waitingfor */
            waitingFor: string | null;
        };
        /** Jobs */
        Jobs: {
            /** Data */
            data: components["schemas"]["Job"][];
            /** Nextcursor */
            nextCursor: string | null;
        };
        /**
         * JobsListed
         * @description Of whatever kinds was asked for.
         */
        JobsListed: {
            /** Jobs */
            jobs: (components["schemas"]["EnhancementListed"] | components["schemas"]["BatchListed"] | components["schemas"]["DocumentaryStanding"] | components["schemas"]["Transfer"])[];
        };
        /** JobsStarted */
        JobsStarted: {
            /** Group */
            group: string | null;
            /** Jobs */
            jobs: components["schemas"]["Job"][];
        };
        /**
         * KieImagen4Params
         * @description Pictures: `num_images` of them, one where it says nothing.
         * @example {
         *       "apiModel": "google/imagen4-fast",
         *       "input": {
         *         "aspect_ratio": "16:9",
         *         "num_images": "4",
         *         "prompt": "A beautiful sunset"
         *       },
         *       "model": "IMAGEN4",
         *       "service": "KIE"
         *     }
         */
        KieImagen4Params: {
            /**
             * Apimodel
             * @default google/imagen4-fast
             * @enum {string}
             */
            apiModel?: "google/imagen4-fast" | "google/imagen4" | "google/imagen4-ultra";
            /**
             * Callbackurl
             * @description Told of the end, signed; like `notify.webhookUrl`.
             */
            callBackUrl?: string | null;
            input: components["schemas"]["Imagen4Input"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            model: "IMAGEN4";
            /**
             * Service
             * @default KIE
             * @constant
             */
            service?: "KIE";
        };
        /**
         * KieMidjourneyParams
         * @description Four pictures, or `videoBatchSize` videos (one where it says nothing).
         *
         *     Every task but mj_txt2img works from `fileUrls`; mj_video and mj_video_hd need `motion`, and only they
         *     take `videoBatchSize`; `ow` is for mj_omni_reference.
         * @example {
         *       "aspectRatio": "3:4",
         *       "model": "MIDJOURNEY",
         *       "prompt": "An owl of brass gears in a moonlit library",
         *       "service": "KIE",
         *       "stylization": 250,
         *       "taskType": "mj_txt2img"
         *     }
         */
        KieMidjourneyParams: {
            /** Aspectratio */
            aspectRatio?: ("1:2" | "9:16" | "2:3" | "3:4" | "5:6" | "6:5" | "4:3" | "3:2" | "1:1" | "16:9" | "2:1") | null;
            /**
             * Callbackurl
             * @description Told of the end, signed; like `notify.webhookUrl`.
             */
            callBackUrl?: string | null;
            /** Enabletranslation */
            enableTranslation?: boolean | null;
            /** Fileurls */
            fileUrls?: string[] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            model: "MIDJOURNEY";
            /** Motion */
            motion?: ("high" | "low") | null;
            /** Ow */
            ow?: number | null;
            /** Prompt */
            prompt: string;
            /**
             * Service
             * @default KIE
             * @constant
             */
            service?: "KIE";
            /** Speed */
            speed?: ("relaxed" | "fast" | "turbo") | null;
            /** Stylization */
            stylization?: number | null;
            /**
             * Tasktype
             * @enum {string}
             */
            taskType: "mj_txt2img" | "mj_img2img" | "mj_style_reference" | "mj_omni_reference" | "mj_video" | "mj_video_hd";
            /** Variety */
            variety?: number | null;
            /** Version */
            version?: ("7" | "6.1" | "6" | "5.2" | "5.1" | "niji6") | null;
            /** Videobatchsize */
            videoBatchSize?: (1 | 2 | 4) | null;
            /** Watermark */
            waterMark?: string | null;
            /** Weirdness */
            weirdness?: number | null;
        };
        /**
         * KieSora2Params
         * @description One video of `n_frames` seconds, ten where it says nothing.
         * @example {
         *       "apiModel": "sora-2-text-to-video",
         *       "input": {
         *         "aspect_ratio": "landscape",
         *         "n_frames": "10",
         *         "prompt": "A paper boat in a gutter"
         *       },
         *       "model": "SORA2",
         *       "service": "KIE"
         *     }
         */
        KieSora2Params: {
            /**
             * Apimodel
             * @default sora-2-text-to-video
             * @constant
             */
            apiModel?: "sora-2-text-to-video";
            /**
             * Callbackurl
             * @description Told of the end, signed; like `notify.webhookUrl`.
             */
            callBackUrl?: string | null;
            input: components["schemas"]["Sora2Input"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            model: "SORA2";
            /**
             * Service
             * @default KIE
             * @constant
             */
            service?: "KIE";
        };
        /**
         * KieVeo3Params
         * @description One video of eight seconds.
         *
         *     Of `imageUrls` TEXT_2_VIDEO takes none, FIRST_AND_LAST_FRAMES_2_VIDEO one or two, REFERENCE_2_VIDEO
         *     one to three.
         * @example {
         *       "aspectRatio": "16:9",
         *       "model": "VEO3",
         *       "modelVariant": "veo3_fast",
         *       "prompt": "A lighthouse in a storm, waves breaking",
         *       "service": "KIE"
         *     }
         */
        KieVeo3Params: {
            /** Aspectratio */
            aspectRatio?: ("16:9" | "9:16" | "Auto") | null;
            /**
             * Callbackurl
             * @description Told of the end, signed; like `notify.webhookUrl`.
             */
            callBackUrl?: string | null;
            /** Enabletranslation */
            enableTranslation?: boolean | null;
            /** Generationtype */
            generationType?: ("TEXT_2_VIDEO" | "FIRST_AND_LAST_FRAMES_2_VIDEO" | "REFERENCE_2_VIDEO") | null;
            /** Imageurls */
            imageUrls?: string[] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            model: "VEO3";
            /**
             * Modelvariant
             * @enum {string}
             */
            modelVariant: "veo3" | "veo3_fast";
            /** Prompt */
            prompt: string;
            /** Seeds */
            seeds?: number | null;
            /**
             * Service
             * @default KIE
             * @constant
             */
            service?: "KIE";
            /** Watermark */
            watermark?: string | null;
        };
        /** Ledger */
        Ledger: {
            /** Data */
            data: components["schemas"]["CreditEntry"][];
            /** Nextcursor */
            nextCursor: string | null;
        };
        /** Lineage */
        Lineage: {
            counts: components["schemas"]["JobCounts"];
            items: components["schemas"]["LineageItems"];
            /** Jobs */
            jobs: components["schemas"]["Job"][];
        };
        /**
         * LineageItems
         * @description Ids by outcome, of each the first thousand.
         */
        LineageItems: {
            /** Failed */
            failed: string[];
            /** Skipped */
            skipped: string[];
            /** Succeeded */
            succeeded: string[];
        };
        /** Makes */
        Makes: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "image" | "video";
            /** Number */
            number: number;
        };
        /**
         * MediaForm
         * @description The file, and nothing else.
         */
        MediaForm: {
            /** File */
            file: string;
        };
        /**
         * Narration
         * @description A passage that is spoken. `sources` are ids of facts; `source` is `template` or a model's name.
         */
        Narration: {
            /** Audiourl */
            audioUrl: string | null;
            /**
             * Durationsecs
             * @description Seconds
             */
            durationSecs: number;
            /**
             * Note
             * @description Why a model's text was not taken
             */
            note: string | null;
            /** Source */
            source: string;
            /** Sources */
            sources: string[];
            /** Text */
            text: string;
            /** Title */
            title: string;
            /**
             * Type
             * @constant
             */
            type: "narration";
        };
        /** NarrationReport */
        NarrationReport: {
            /** Actualsecs */
            actualSecs: number | null;
            /** Engine */
            engine: string | null;
            /** Reason */
            reason: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "complete" | "skipped";
            /**
             * Targetsecs
             * @description Seconds
             */
            targetSecs: number;
            /** Voice */
            voice: string | null;
            /** Withintarget */
            withinTarget: boolean | null;
        };
        /**
         * NewColumn
         * @description `min` and `max` bound a value, of text its length; `pattern` has to match all of it.
         */
        NewColumn: {
            /** Max */
            max?: number | string | null;
            /** Min */
            min?: number | string | null;
            /** Name */
            name: string;
            /** Pattern */
            pattern?: string | null;
            /**
             * Required
             * @default false
             */
            required?: boolean;
            type: components["schemas"]["Type"];
            /**
             * Unique
             * @default false
             */
            unique?: boolean;
            /** Values */
            values?: string[] | null;
        };
        /**
         * NewDataset
         * @description `key` names the column whose values tell rows apart; it is required and unique then.
         * @example {
         *       "columns": [
         *         {
         *           "name": "id",
         *           "type": "integer"
         *         },
         *         {
         *           "name": "email",
         *           "required": true,
         *           "type": "email"
         *         },
         *         {
         *           "max": 130,
         *           "min": 0,
         *           "name": "age",
         *           "type": "integer"
         *         }
         *       ],
         *       "key": "id",
         *       "name": "customers"
         *     }
         */
        NewDataset: {
            /** Columns */
            columns: components["schemas"]["NewColumn"][];
            /** Key */
            key?: string | null;
            /** Name */
            name: string;
            /** Ownerid */
            ownerId?: string | null;
        };
        /**
         * NewPrompt
         * @description `id` is chosen here where it is left out; the same prompt under the same id again changes nothing.
         * @example {
         *       "content": "A beautiful sunset",
         *       "type": "image"
         *     }
         */
        NewPrompt: {
            /** Content */
            content: string;
            /** Id */
            id?: string | null;
            /** Ownerid */
            ownerId?: string | null;
            /**
             * Type
             * @default image
             */
            type?: string;
        };
        /**
         * Notified
         * @description In a canonical job: who is told of its end.
         */
        Notified: {
            /** Email */
            email: string | null;
            /**
             * Webhookurl
             * @description Without its query
             */
            webhookUrl: string | null;
        };
        /**
         * Notify
         * @description However the job ends. A start of several jobs tells of each.
         */
        Notify: {
            /** Email */
            email?: string | null;
            /** Webhookurl */
            webhookUrl?: string | null;
        };
        /** OnePlaylist */
        OnePlaylist: {
            /**
             * Ok
             * @constant
             */
            ok: true;
            playlist: components["schemas"]["Playlist"];
        };
        /** Owner */
        Owner: {
            /** Balance */
            balance: number;
            /** Concurrency */
            concurrency: number;
            /**
             * Openjobs
             * @description Jobs of theirs that have not ended
             */
            openJobs: number;
            /** Owner */
            owner: string;
            /**
             * Rateperminute
             * @description Calls of the annotator; null: unlimited
             */
            ratePerMinute: number | null;
            /**
             * Tier
             * @enum {string}
             */
            tier: "free" | "paid" | "unlimited";
        };
        /** Owners */
        Owners: {
            /** Data */
            data: components["schemas"]["Owner"][];
        };
        /** Pages */
        Pages: {
            /** Limit */
            limit: number;
            /** Page */
            page: number;
            /** Pages */
            pages: number;
            /** Total */
            total: number;
        };
        /** Plan */
        Plan: {
            /** Era Covered */
            era_covered: string;
            /** Narrative Arc */
            narrative_arc: string;
            /**
             * Note
             * @description Which of a model's texts was not taken, and why
             */
            note: string | null;
            /** Required Tracks */
            required_tracks: components["schemas"]["RequiredTrack"][];
            /** Source */
            source: string;
            /** Title */
            title: string;
        };
        /** Playlist */
        Playlist: {
            /** Artist */
            artist: string;
            /**
             * Audiourl
             * @description The whole programme
             */
            audioUrl: string | null;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /** Durationsecs */
            durationSecs: number | null;
            /** Facts */
            facts: components["schemas"]["Fact"][];
            /** Id */
            id: string;
            /** Jobid */
            jobId: string;
            narration: components["schemas"]["NarrationReport"] | null;
            /**
             * Note
             * @description Which of a model's texts was not taken, and why
             */
            note: string | null;
            /** Ownerid */
            ownerId: string;
            /** Source */
            source: string;
            /** Summary */
            summary: string;
            /** Timeline */
            timeline: (components["schemas"]["Narration"] | components["schemas"]["Song"])[];
            /** Title */
            title: string;
            /** Topic */
            topic: string;
        };
        /** PlaylistListed */
        PlaylistListed: {
            /** Artist */
            artist: string;
            /** Audiourl */
            audioUrl: string | null;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /** Durationsecs */
            durationSecs: number | null;
            /** Id */
            id: string;
            /** Jobid */
            jobId: string;
            /** Ownerid */
            ownerId: string;
            /** Summary */
            summary: string;
            /** Title */
            title: string;
            /** Topic */
            topic: string;
        };
        /** Playlists */
        Playlists: {
            /**
             * Ok
             * @constant
             */
            ok: true;
            /** Playlists */
            playlists: components["schemas"]["PlaylistListed"][];
        };
        /** Prices */
        Prices: {
            /**
             * Enhancement
             * @description Credits per tier
             */
            enhancement: {
                [key: string]: number;
            };
            /**
             * Generation
             * @description Credits per picture, per video
             */
            generation: {
                [key: string]: number;
            };
        };
        /** Problem */
        Problem: {
            /**
             * Balance
             * @description 402 only: what there is
             * @default 0
             */
            balance?: number;
            /**
             * Code
             * @description For machines: what `type` ends with
             */
            code: string;
            /** Detail */
            detail: string;
            /** Errors */
            errors: components["schemas"]["FieldError"][];
            /**
             * Instance
             * @description The path that was asked for
             */
            instance: string;
            /** Requestid */
            requestId: string;
            /**
             * Required
             * @description 402 only: what it costs
             * @default 0
             */
            required?: number;
            /** Status */
            status: number;
            /** Title */
            title: string;
            /** Type */
            type: string;
        };
        /** Prompt */
        Prompt: {
            /** Content */
            content: string;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /** Id */
            id: string;
            /** Owner */
            owner: string;
            /** Type */
            type: string;
        };
        /** PromptBriefly */
        PromptBriefly: {
            /** Content */
            content: string;
            /** Id */
            id: string;
            /** Type */
            type: string;
        };
        /** Prompts */
        Prompts: {
            /** Data */
            data: components["schemas"]["Prompt"][];
        };
        /**
         * Providers
         * @description Who does it: the name of a model, or what is built in.
         */
        Providers: {
            /** Annotation */
            annotation: string;
            /** Author */
            author: string;
            /**
             * Catalogue
             * @enum {string}
             */
            catalogue: "local" | "spotify";
            /**
             * Generation
             * @enum {string}
             */
            generation: "procedural" | "kie";
            /** Narration */
            narration: string;
        };
        /** Readiness */
        Readiness: {
            /** Missing */
            missing: ("temporal" | "database" | "storage" | "worker")[];
            /**
             * Status
             * @enum {string}
             */
            status: "ready" | "not ready";
            /**
             * Workers
             * @description That poll for work
             */
            workers: number;
        };
        /** RequiredTrack */
        RequiredTrack: {
            /** Approximate Year */
            approximate_year: number | null;
            /** Song Title */
            song_title: string;
            /** Why Essential */
            why_essential: string;
        };
        /**
         * Retry
         * @description A documentary that was begun with an access token needs one again, unless its text is written.
         *
         *     `queue`: a documentary waits where it would be one too many.
         */
        Retry: {
            /** Accesstoken */
            accessToken?: string | null;
            /**
             * Queue
             * @default false
             */
            queue?: boolean;
        };
        /** RowErrors */
        RowErrors: {
            /** Errors */
            errors: components["schemas"]["RowFault"][];
            /** Nextcursor */
            nextCursor: string | null;
            /** Total */
            total: number;
        };
        /**
         * RowFault
         * @description `row` counts from 1, without the header; `value` is shortened.
         */
        RowFault: {
            /** Code */
            code: string;
            /** Column */
            column: string | null;
            /** Reason */
            reason: string;
            /** Row */
            row: number;
            /** Value */
            value: string | null;
        };
        /**
         * SetTier
         * @example {
         *       "tier": "paid"
         *     }
         */
        SetTier: {
            /**
             * Tier
             * @enum {string}
             */
            tier: "free" | "paid" | "unlimited";
        };
        /** Song */
        Song: {
            /** Album */
            album: string | null;
            /** Artist */
            artist: string;
            /**
             * Durationsecs
             * @description Seconds
             */
            durationSecs: number;
            /** Spotifyquery */
            spotifyQuery: string;
            /** Title */
            title: string;
            /** Trackid */
            trackId: string;
            /** Trackuri */
            trackUri: string;
            /**
             * Type
             * @constant
             */
            type: "song";
            /** Year */
            year: number | null;
        };
        /** Sora2Input */
        Sora2Input: {
            /** Aspect Ratio */
            aspect_ratio?: ("portrait" | "landscape") | null;
            /** N Frames */
            n_frames?: ("10" | "15") | (10 | 15) | null;
            /** Prompt */
            prompt: string;
            /** Remove Watermark */
            remove_watermark?: boolean | null;
        };
        /**
         * Spending
         * @description Of the tasks that are kept: `credits` are the provider's, `unknown` the calls whose answer was lost.
         */
        Spending: {
            /** Accepted */
            accepted: number;
            /** Credits */
            credits: number;
            /**
             * Provider
             * @enum {string}
             */
            provider: "procedural" | "kie";
            /** Tasks */
            tasks: number;
            /** Unknown */
            unknown: number;
        };
        /**
         * StartBatch
         * @description `concurrency` and `rateLimitPerMinute` above the owner's tier are clamped. `text`: find text too.
         * @example {
         *       "concurrency": 2,
         *       "imageIds": [
         *         "uuid1",
         *         "uuid2",
         *         "uuid3"
         *       ]
         *     }
         */
        StartBatch: {
            /** Concurrency */
            concurrency?: number | null;
            /** Imageids */
            imageIds: string[];
            notify?: components["schemas"]["Notify"] | null;
            /** Ownerid */
            ownerId?: string | null;
            /** Ratelimitperminute */
            rateLimitPerMinute?: number | null;
            /**
             * Text
             * @default true
             */
            text?: boolean;
        };
        /**
         * StartDocumentary
         * @description `accessToken` is the caller's own at Spotify; it is kept nowhere once the job has ended.
         *
         *     `narrationTargetSecs` is how long all narration should take. `queue`: wait where a third would be refused.
         * @example {
         *       "narrationTargetSecs": 180,
         *       "prompt": "Focus on Kid A",
         *       "topic": "Radiohead"
         *     }
         */
        StartDocumentary: {
            /** Accesstoken */
            accessToken?: string | null;
            /**
             * Market
             * @default US
             */
            market?: string;
            /**
             * Narrate
             * @default true
             */
            narrate?: boolean;
            /**
             * Narrationtargetsecs
             * @default 180
             */
            narrationTargetSecs?: number;
            notify?: components["schemas"]["Notify"] | null;
            /** Ownerid */
            ownerId?: string | null;
            /** Prompt */
            prompt?: string | null;
            /**
             * Queue
             * @default false
             */
            queue?: boolean;
            /** Topic */
            topic: string;
        };
        /**
         * StartEnhancement
         * @description `engine`: `quality` is the super-resolution network, `fast` sharpened interpolation.
         * @example {
         *       "imageId": "4f1a0c5be2d94c1f8d1f0b7a6c2e9d35",
         *       "tiers": [
         *         "TIER_1K",
         *         "TIER_4K"
         *       ]
         *     }
         */
        StartEnhancement: {
            /** @default quality */
            engine?: components["schemas"]["Engine"];
            /** Imageid */
            imageId: string;
            notify?: components["schemas"]["Notify"] | null;
            /** Ownerid */
            ownerId?: string | null;
            /** Tiers */
            tiers: ("TIER_1K" | "TIER_2K" | "TIER_4K" | "1k" | "2k" | "4k")[];
        };
        /**
         * StartExport
         * @description The rows of a dataset, by its id or name, as a file. `order` names columns, `-` before one that falls.
         *
         *     `raw`: values that a spreadsheet would take for formulas stay as they are.
         * @example {
         *       "columns": [
         *         "name",
         *         "email"
         *       ],
         *       "dataset": "customers",
         *       "format": "csv"
         *     }
         */
        StartExport: {
            /**
             * Columns
             * @default []
             */
            columns?: string[];
            /** Datamodelid */
            dataModelId?: string | null;
            /** Dataset */
            dataset?: string | null;
            filters?: components["schemas"]["Filters"] | null;
            /**
             * Format
             * @default xlsx
             * @enum {string}
             */
            format?: "csv" | "xlsx" | "json" | "jsonl";
            notify?: components["schemas"]["Notify"] | null;
            /**
             * Order
             * @default []
             */
            order?: string[];
            /** Ownerid */
            ownerId?: string | null;
            /**
             * Raw
             * @default false
             */
            raw?: boolean;
            /** Spaceid */
            spaceId?: string | null;
        };
        /**
         * StartImport
         * @description Rows of a file that is here, by its `fileId`, into a dataset, by its id or name.
         *
         *     `mapping` leads from a column of the file to one of the dataset; without it those of one name meet. `key`
         *     is the dataset's, for `upsert`. `maxBadShare` of the rows may be bad, else the import fails.
         */
        StartImport: {
            /** Dataset */
            dataset: string;
            /** Delimiter */
            delimiter?: ("," | ";" | "\t" | "|") | null;
            /** Encoding */
            encoding?: string | null;
            /** Fileid */
            fileId: string;
            /** Format */
            format?: ("csv" | "xlsx" | "json" | "jsonl") | null;
            /** Key */
            key?: string | null;
            /**
             * Mapping
             * @default {}
             */
            mapping?: {
                [key: string]: string;
            };
            /**
             * Maxbadshare
             * @default 1
             */
            maxBadShare?: number;
            /**
             * Mode
             * @default insert
             * @enum {string}
             */
            mode?: "insert" | "upsert" | "replace";
            notify?: components["schemas"]["Notify"] | null;
            /** Sheet */
            sheet?: string | null;
        };
        /**
         * StartJob
         * @description `input` is the body of that kind's own start; the owner stands beside it.
         * @example {
         *       "input": {
         *         "imageId": "4f1a0c5be2d94c1f8d1f0b7a6c2e9d35",
         *         "tiers": [
         *           "TIER_1K",
         *           "TIER_4K"
         *         ]
         *       },
         *       "kind": "enhancement"
         *     }
         */
        StartJob: {
            /** Input */
            input: components["schemas"]["StartEnhancement"] | components["schemas"]["StartBatch"] | components["schemas"]["StartDocumentary"] | components["schemas"]["StartImport"] | components["schemas"]["StartExport"] | components["schemas"]["CreateTask"];
            /**
             * Kind
             * @enum {string}
             */
            kind: "enhancement" | "annotation" | "documentary" | "import" | "export" | "generation";
            /** Owner */
            owner?: string | null;
        };
        /**
         * Status
         * @enum {string}
         */
        Status: "pending" | "running" | "completed" | "failed" | "cancelled";
        /**
         * Task
         * @description `waitingFor` is `outcome-unknown` where the answer to the paid call was lost. `isPreview`: drawn here,
         *     without a model. `assets` of a task that failed are those that could be had.
         */
        Task: {
            /** Assets */
            assets: components["schemas"]["TaskAsset"][];
            /** Completedat */
            completedAt: string | null;
            /** Completedby */
            completedBy: ("callback" | "poll") | null;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            credits: components["schemas"]["TaskCredits"];
            /** Detail */
            detail: string | null;
            /** Error */
            error: string | null;
            /** Externaltaskid */
            externalTaskId: string | null;
            /** Failcode */
            failCode: string | null;
            /** Failmsg */
            failMsg: string | null;
            /** Id */
            id: string;
            /** Ispreview */
            isPreview: boolean;
            /** Jobid */
            jobId: string;
            /** Model */
            model: string;
            /** Progress */
            progress: number;
            prompt: components["schemas"]["PromptBriefly"] | null;
            /** Promptid */
            promptId: string;
            /**
             * Provider
             * @enum {string}
             */
            provider: "procedural" | "kie";
            /** Providercredits */
            providerCredits: number | null;
            /** Providerparams */
            providerParams: {
                [key: string]: unknown;
            };
            resultJson: components["schemas"]["TaskResult"] | null;
            /** Retryof */
            retryOf: string | null;
            /** Service */
            service: string;
            /** Stage */
            stage: ("submit" | "wait" | "fetch" | "draw") | null;
            /** Stagelabel */
            stageLabel: string | null;
            /** Startedat */
            startedAt: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "FAILED" | "PENDING" | "SUCCESS";
            /**
             * Updatedat
             * Format: date-time
             */
            updatedAt: string;
            /** Waitingfor */
            waitingFor: string | null;
        };
        /**
         * TaskAsset
         * @description A file as the provider made it. What nothing here can tell of a video is null.
         */
        TaskAsset: {
            /** Bytes */
            bytes: number;
            /** Durationsecs */
            durationSecs: number | null;
            /** Height */
            height: number | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "image" | "video";
            /** Mediatype */
            mediaType: string;
            /** Sha256 */
            sha256: string;
            /** Thumbnailurl */
            thumbnailUrl: string | null;
            /** Url */
            url: string;
            /** Width */
            width: number | null;
        };
        /** TaskCancelled */
        TaskCancelled: {
            /** Assets */
            assets: components["schemas"]["TaskAsset"][];
            /** Completedat */
            completedAt: string | null;
            /** Completedby */
            completedBy: ("callback" | "poll") | null;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            credits: components["schemas"]["TaskCredits"];
            /** Creditsrefunded */
            creditsRefunded: number;
            /** Detail */
            detail: string | null;
            /** Error */
            error: string | null;
            /** Externaltaskid */
            externalTaskId: string | null;
            /** Failcode */
            failCode: string | null;
            /** Failmsg */
            failMsg: string | null;
            /** Id */
            id: string;
            /** Ispreview */
            isPreview: boolean;
            /** Jobid */
            jobId: string;
            /** Message */
            message: string;
            /** Model */
            model: string;
            /** Newbalance */
            newBalance: number;
            /** Progress */
            progress: number;
            prompt: components["schemas"]["PromptBriefly"] | null;
            /** Promptid */
            promptId: string;
            /**
             * Provider
             * @enum {string}
             */
            provider: "procedural" | "kie";
            /** Providercredits */
            providerCredits: number | null;
            /** Providerparams */
            providerParams: {
                [key: string]: unknown;
            };
            resultJson: components["schemas"]["TaskResult"] | null;
            /** Retryof */
            retryOf: string | null;
            /** Service */
            service: string;
            /** Stage */
            stage: ("submit" | "wait" | "fetch" | "draw") | null;
            /** Stagelabel */
            stageLabel: string | null;
            /** Startedat */
            startedAt: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "FAILED" | "PENDING" | "SUCCESS";
            /**
             * Success
             * @constant
             */
            success: true;
            /**
             * Updatedat
             * Format: date-time
             */
            updatedAt: string;
            /** Waitingfor */
            waitingFor: string | null;
        };
        /** TaskCarriedOn */
        TaskCarriedOn: {
            /** Assets */
            assets: components["schemas"]["TaskAsset"][];
            /** Completedat */
            completedAt: string | null;
            /** Completedby */
            completedBy: ("callback" | "poll") | null;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            credits: components["schemas"]["TaskCredits"];
            /** Detail */
            detail: string | null;
            /** Error */
            error: string | null;
            /** Externaltaskid */
            externalTaskId: string | null;
            /** Failcode */
            failCode: string | null;
            /** Failmsg */
            failMsg: string | null;
            /** Id */
            id: string;
            /** Ispreview */
            isPreview: boolean;
            /** Jobid */
            jobId: string;
            /** Model */
            model: string;
            /** Newbalance */
            newBalance: number;
            /** Progress */
            progress: number;
            prompt: components["schemas"]["PromptBriefly"] | null;
            /** Promptid */
            promptId: string;
            /**
             * Provider
             * @enum {string}
             */
            provider: "procedural" | "kie";
            /** Providercredits */
            providerCredits: number | null;
            /** Providerparams */
            providerParams: {
                [key: string]: unknown;
            };
            resultJson: components["schemas"]["TaskResult"] | null;
            /** Retryof */
            retryOf: string | null;
            /** Service */
            service: string;
            /** Stage */
            stage: ("submit" | "wait" | "fetch" | "draw") | null;
            /** Stagelabel */
            stageLabel: string | null;
            /** Startedat */
            startedAt: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "FAILED" | "PENDING" | "SUCCESS";
            /**
             * Success
             * @constant
             */
            success: true;
            /**
             * Updatedat
             * Format: date-time
             */
            updatedAt: string;
            /** Waitingfor */
            waitingFor: string | null;
        };
        /** TaskCreated */
        TaskCreated: {
            data: components["schemas"]["Task"];
            /**
             * Success
             * @constant
             */
            success: true;
            /** Warnings */
            warnings: string[];
        };
        /** TaskCredits */
        TaskCredits: {
            /** Charged */
            charged: number;
            /** Refunded */
            refunded: number;
        };
        /**
         * TaskFrame
         * @description What the unnamed stream of a task says.
         */
        TaskFrame: {
            /** Assets */
            assets: components["schemas"]["TaskAsset"][];
            /** Completedat */
            completedAt: string | null;
            /** Completedby */
            completedBy: ("callback" | "poll") | null;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            credits: components["schemas"]["TaskCredits"];
            /** Detail */
            detail: string | null;
            /** Error */
            error: string | null;
            /** Externaltaskid */
            externalTaskId: string | null;
            /** Failcode */
            failCode: string | null;
            /** Failmsg */
            failMsg: string | null;
            /** Id */
            id: string;
            /** Ispreview */
            isPreview: boolean;
            /** Jobid */
            jobId: string;
            /** Model */
            model: string;
            /** Progress */
            progress: number;
            prompt: components["schemas"]["PromptBriefly"] | null;
            /** Promptid */
            promptId: string;
            /**
             * Provider
             * @enum {string}
             */
            provider: "procedural" | "kie";
            /** Providercredits */
            providerCredits: number | null;
            /** Providerparams */
            providerParams: {
                [key: string]: unknown;
            };
            resultJson: components["schemas"]["TaskResult"] | null;
            /** Retryof */
            retryOf: string | null;
            /** Service */
            service: string;
            /** Stage */
            stage: ("submit" | "wait" | "fetch" | "draw") | null;
            /** Stagelabel */
            stageLabel: string | null;
            /** Startedat */
            startedAt: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "FAILED" | "PENDING" | "SUCCESS";
            /**
             * Type
             * @constant
             */
            type: "task";
            /**
             * Updatedat
             * Format: date-time
             */
            updatedAt: string;
            /** Waitingfor */
            waitingFor: string | null;
        };
        /** TaskResult */
        TaskResult: {
            /** Resulturls */
            resultUrls: string[];
        };
        /**
         * Tier
         * @enum {string}
         */
        Tier: "1k" | "2k" | "4k";
        /** TierLimits */
        TierLimits: {
            /** Concurrency */
            concurrency: number;
            /**
             * Rateperminute
             * @description Null: unlimited
             */
            ratePerMinute: number | null;
        };
        /** Timeline */
        Timeline: {
            /** Data */
            data: components["schemas"]["Change"][];
            /** Nextcursor */
            nextCursor: string | null;
        };
        /** TrackSearch */
        TrackSearch: {
            /** Backup */
            backup: number;
            /** Found */
            found: number;
            /** Missing */
            missing: number;
        };
        /**
         * Transfer
         * @description An import or an export. `totalRows` of an import is known when it has ended.
         */
        Transfer: {
            /** Completedat */
            completedAt: string | null;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            dataset: components["schemas"]["DatasetNamed"];
            /** Detail */
            detail: string | null;
            /** Error */
            error: string | null;
            /** Errormessage */
            errorMessage: string | null;
            /** Filename */
            fileName: string;
            /** Filesize */
            fileSize: number | null;
            /** Fileurl */
            fileUrl: string | null;
            /**
             * Format
             * @enum {string}
             */
            format: "csv" | "xlsx" | "json" | "jsonl";
            /** Id */
            id: string;
            /** Importedcount */
            importedCount: number | null;
            /** Jobid */
            jobId: string;
            /** Mode */
            mode: ("insert" | "upsert" | "replace") | null;
            /**
             * Processedrows
             * @description Read by an import, written by an export
             */
            processedRows: number;
            /** Progress */
            progress: number;
            /** Result */
            result: components["schemas"]["ImportResult"] | components["schemas"]["ExportResult"] | null;
            /** Retryof */
            retryOf: string | null;
            /** Skippedcount */
            skippedCount: number | null;
            /** Stage */
            stage: ("take" | "load" | "write" | "finish") | null;
            /** Startedat */
            startedAt: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "PENDING" | "PROCESSING" | "COMPLETED" | "FAILED" | "CANCELLED";
            /** Totalrows */
            totalRows: number | null;
            /**
             * Type
             * @enum {string}
             */
            type: "import" | "export";
            /**
             * Updatedat
             * Format: date-time
             */
            updatedAt: string;
            /** Waitingfor */
            waitingFor: string | null;
        };
        /** TransferCancelled */
        TransferCancelled: {
            job: components["schemas"]["Transfer"];
            /** Jobid */
            jobId: string;
            /** Message */
            message: string;
            /**
             * Success
             * @constant
             */
            success: true;
            /** Waitingfor */
            waitingFor: string | null;
        };
        /**
         * TransferCarriedOn
         * @description On the shared path.
         */
        TransferCarriedOn: {
            /** Completedat */
            completedAt: string | null;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            dataset: components["schemas"]["DatasetNamed"];
            /** Detail */
            detail: string | null;
            /** Error */
            error: string | null;
            /** Errormessage */
            errorMessage: string | null;
            /** Filename */
            fileName: string;
            /** Filesize */
            fileSize: number | null;
            /** Fileurl */
            fileUrl: string | null;
            /**
             * Format
             * @enum {string}
             */
            format: "csv" | "xlsx" | "json" | "jsonl";
            /** Id */
            id: string;
            /** Importedcount */
            importedCount: number | null;
            /** Jobid */
            jobId: string;
            /** Mode */
            mode: ("insert" | "upsert" | "replace") | null;
            /** Newbalance */
            newBalance: number;
            /**
             * Processedrows
             * @description Read by an import, written by an export
             */
            processedRows: number;
            /** Progress */
            progress: number;
            /** Result */
            result: components["schemas"]["ImportResult"] | components["schemas"]["ExportResult"] | null;
            /** Retryof */
            retryOf: string;
            /** Skippedcount */
            skippedCount: number | null;
            /** Stage */
            stage: ("take" | "load" | "write" | "finish") | null;
            /** Startedat */
            startedAt: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "PENDING" | "PROCESSING" | "COMPLETED" | "FAILED" | "CANCELLED";
            /**
             * Success
             * @constant
             */
            success: true;
            /** Totalrows */
            totalRows: number | null;
            /**
             * Type
             * @enum {string}
             */
            type: "import" | "export";
            /**
             * Updatedat
             * Format: date-time
             */
            updatedAt: string;
            /** Waitingfor */
            waitingFor: string | null;
        };
        /** TransferConnected */
        TransferConnected: {
            /** Jobid */
            jobId: string;
            /**
             * Type
             * @constant
             */
            type: "connected";
        };
        /** TransferRetried */
        TransferRetried: {
            job: components["schemas"]["Transfer"];
            /** Jobid */
            jobId: string;
            /** Retryof */
            retryOf: string;
            /**
             * Success
             * @constant
             */
            success: true;
        };
        /** Transfers */
        Transfers: {
            /** Jobs */
            jobs: components["schemas"]["Transfer"][];
            pagination: components["schemas"]["Pages"];
        };
        /** TransferStarted */
        TransferStarted: {
            job: components["schemas"]["Transfer"];
            /** Jobid */
            jobId: string;
            /** Message */
            message: string;
            /**
             * Success
             * @constant
             */
            success: true;
        };
        /** TransferUnknown */
        TransferUnknown: {
            /** Message */
            message: string;
            /**
             * Type
             * @constant
             */
            type: "error";
        };
        /** TransferUpdate */
        TransferUpdate: {
            /** Detail */
            detail: string | null;
            /** Error */
            error: string | null;
            /** Importedcount */
            importedCount: number | null;
            /** Jobid */
            jobId: string;
            /**
             * Processedrows
             * @description Read by an import, written by an export
             */
            processedRows: number;
            /** Progress */
            progress: number;
            /** Result */
            result: components["schemas"]["ImportResult"] | components["schemas"]["ExportResult"] | null;
            /** Skippedcount */
            skippedCount: number | null;
            /** Stage */
            stage: ("take" | "load" | "write" | "finish") | null;
            /**
             * Status
             * @enum {string}
             */
            status: "PENDING" | "PROCESSING" | "COMPLETED" | "FAILED" | "CANCELLED";
            /**
             * Type
             * @constant
             */
            type: "status_update";
            /**
             * Updatedat
             * Format: date-time
             */
            updatedAt: string;
            /** Waitingfor */
            waitingFor: string | null;
        };
        /**
         * TryWebhook
         * @example {
         *       "url": "http://127.0.0.1:9000/callsheet"
         *     }
         */
        TryWebhook: {
            /** Url */
            url: string;
        };
        /**
         * Type
         * @enum {string}
         */
        Type: "string" | "integer" | "number" | "boolean" | "date" | "datetime" | "email" | "url" | "enum";
        /**
         * Upload
         * @description `downloadUrl` is absolute and works until `expiresAt`.
         */
        Upload: {
            /** Downloadurl */
            downloadUrl: string;
            /**
             * Expiresat
             * Format: date-time
             */
            expiresAt: string;
            /** Filename */
            fileName: string;
            /** Filesize */
            fileSize: number;
            /** Height */
            height: number | null;
            /** Mimetype */
            mimeType: string;
            /** Sha256 */
            sha256: string;
            /** Uploadid */
            uploadId: string;
            /** Width */
            width: number | null;
        };
        /** UploadKept */
        UploadKept: {
            data: components["schemas"]["Upload"];
            /**
             * Success
             * @constant
             */
            success: true;
        };
        /**
         * Verdict
         * @description `externalTaskId`: the provider has the task under that id. `accepted: false`: it has none.
         * @example {
         *       "accepted": false
         *     }
         */
        Verdict: {
            /** Accepted */
            accepted?: boolean | null;
            /** Externaltaskid */
            externalTaskId?: string | null;
        };
        /** WebhookSecret */
        WebhookSecret: {
            /**
             * Secret
             * @description Verifies signatures, as standardwebhooks.com describes
             */
            secret: string;
            /**
             * Source
             * @enum {string}
             */
            source: "setting" | "file";
        };
        /**
         * WebhookTried
         * @description `told` says in words what the receiver answered, or why nothing was sent.
         */
        WebhookTried: {
            /** Delivered */
            delivered: boolean;
            /** Elapsedms */
            elapsedMs: number;
            /**
             * Id
             * @description The message's `webhook-id`
             */
            id: string;
            /**
             * Status
             * @description HTTP status; null where nobody answered
             */
            status: number | null;
            /** Told */
            told: string;
        };
        /**
         * Where
         * @description `value` is of the column's type, a list of such for `in`, true or false for `isnull`.
         */
        Where: {
            /** Column */
            column: string;
            /**
             * Op
             * @enum {string}
             */
            op: "eq" | "ne" | "lt" | "lte" | "gt" | "gte" | "in" | "contains" | "isnull";
            /** Value */
            value?: (string | number | boolean | null) | (string | number | boolean | null)[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description The file's name. */
        "Content-Disposition": string;
        /** @description Which bytes these are, of how many. */
        "Content-Range": string;
        /** @description For `If-None-Match`. */
        ETag: string;
        /** @description `true` where the key was used before and its answer is told again. */
        "Idempotent-Replayed": string;
        /** @description Where the job, or the group of jobs, is. */
        Location: string;
        /** @description Seconds to wait before trying again. */
        "Retry-After": number;
        /** @description Names this request in the server's log. */
        "X-Request-ID": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    api_cancel_batch: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchCancelled"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The job's state does not allow this. */
            409: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_batch_errors: {
        parameters: {
            query?: {
                /** @description Every attempt that failed. */
                all?: boolean;
                /** @description `nextCursor` of the page before. */
                cursor?: string | null;
                limit?: number;
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchErrors"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_batch_items: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string | null;
                limit?: number;
                outcome?: ("succeeded" | "failed" | "skipped" | "pending") | null;
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchItems"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_batch_results_csv: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Safe to open in a spreadsheet. */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_batch_results_jsonl: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One JSON document a line. */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/jsonl": string;
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_retry_batch: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and starts nothing twice. */
                "Idempotency-Key"?: string | null;
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchRetried"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The job's state does not allow this. */
            409: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Too many at the same time. */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_batch_standing: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchStatus-Output"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_active_batches: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActiveBatches"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_start_batch: {
        parameters: {
            query?: {
                dry_run?: boolean;
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and starts nothing twice. */
                "Idempotency-Key"?: string | null;
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartBatch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchEstimated"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchStarted"];
                };
            };
            /** @description The body cannot be parsed. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body, or the file in it, is not of a kind that is taken here. */
            415: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Too many at the same time. */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_batch_stats: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchStats"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_kie_callback: {
        parameters: {
            query?: {
                creation?: string | null;
            };
            header?: {
                /** @description HMAC-SHA256 of `<task id>.<timestamp>`, in base64. */
                "X-Webhook-Signature"?: string;
                /** @description When the provider signed, in seconds since 1970. */
                "X-Webhook-Timestamp"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code?: number;
                    data: {
                        taskId: string;
                    };
                    msg?: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Heard"];
                };
            };
            /** @description The body cannot be parsed. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The signature is missing, wrong or too old. */
            401: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body, or the file in it, is not of a kind that is taken here. */
            415: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_spending: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Spending"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_tasks: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string | null;
                limit?: number;
                /** @description The same as the header. */
                owner?: string | null;
                promptId?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"][];
                };
            };
            /** @description The body cannot be parsed. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_create_task: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and starts nothing twice. */
                "Idempotency-Key"?: string | null;
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTask"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    Location: components["headers"]["Location"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskCreated"];
                };
            };
            /** @description The body cannot be parsed. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not enough credits: `required` says how many, `balance` what there is. */
            402: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body, or the file in it, is not of a kind that is taken here. */
            415: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Too many at the same time. */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_task: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                task_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_delete_task: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                task_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The job's state does not allow this. */
            409: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_cancel_task: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                task_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskCancelled"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The job's state does not allow this. */
            409: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_resolve_task: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                task_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Verdict"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description The body cannot be parsed. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The job's state does not allow this. */
            409: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body, or the file in it, is not of a kind that is taken here. */
            415: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_retry_task: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and starts nothing twice. */
                "Idempotency-Key"?: string | null;
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                task_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskCarriedOn"];
                };
            };
            /** @description Not enough credits: `required` says how many, `balance` what there is. */
            402: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The job's state does not allow this. */
            409: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Too many at the same time. */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_upload_media: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["MediaForm"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadKept"];
                };
            };
            /** @description The body cannot be parsed. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body, or the file in it, is not of a kind that is taken here. */
            415: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_images: {
        parameters: {
            query?: {
                limit?: number;
                /** @description The same as the header. */
                owner?: string | null;
                /** @description Only images with exactly these bytes. */
                sha256?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Images"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_upload: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_api_upload"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Image"];
                };
            };
            /** @description The body cannot be parsed. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body, or the file in it, is not of a kind that is taken here. */
            415: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_image: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                image_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Image"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_content: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                image_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes as they came. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                    "image/png": string;
                    "image/webp": string;
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_parallel_enhance: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and starts nothing twice. */
                "Idempotency-Key"?: string | null;
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartEnhancement"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnhancementsStarted"];
                };
            };
            /** @description The body cannot be parsed. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not enough credits: `required` says how many, `balance` what there is. */
            402: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body, or the file in it, is not of a kind that is taken here. */
            415: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Too many at the same time. */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_exports: {
        parameters: {
            query?: {
                dataModelId?: string | null;
                dataset?: string | null;
                limit?: number;
                /** @description The same as the header. */
                owner?: string | null;
                page?: number;
                /** @description For older clients; a job knows what it is. */
                spaceId?: string | null;
                /** @description Those that have not ended are told apart after they were counted. */
                status?: ("PENDING" | "PROCESSING" | "COMPLETED" | "FAILED" | "CANCELLED") | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transfers"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_export: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and starts nothing twice. */
                "Idempotency-Key"?: string | null;
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartExport"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferStarted"];
                };
            };
            /** @description The body cannot be parsed. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body, or the file in it, is not of a kind that is taken here. */
            415: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Too many at the same time. */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_imports: {
        parameters: {
            query?: {
                dataModelId?: string | null;
                dataset?: string | null;
                limit?: number;
                /** @description The same as the header. */
                owner?: string | null;
                page?: number;
                /** @description For older clients; a job knows what it is. */
                spaceId?: string | null;
                /** @description Those that have not ended are told apart after they were counted. */
                status?: ("PENDING" | "PROCESSING" | "COMPLETED" | "FAILED" | "CANCELLED") | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transfers"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_import: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and starts nothing twice. */
                "Idempotency-Key"?: string | null;
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["ImportForm"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferStarted"];
                };
            };
            /** @description The body cannot be parsed. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body, or the file in it, is not of a kind that is taken here. */
            415: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Too many at the same time. */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_cancel_transfer: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferCancelled"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The job's state does not allow this. */
            409: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_download: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description An `ETag` that is known. */
                "If-None-Match"?: string;
                /** @description One range of bytes. */
                Range?: string;
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                    "application/jsonl": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "image/jpeg": string;
                    "image/png": string;
                    "image/webp": string;
                    "text/csv": string;
                    "video/mp4": string;
                    "video/quicktime": string;
                    "video/webm": string;
                };
            };
            /** @description The part that was asked for. */
            206: {
                headers: {
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                    "application/jsonl": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "image/jpeg": string;
                    "image/png": string;
                    "image/webp": string;
                    "text/csv": string;
                    "video/mp4": string;
                    "video/quicktime": string;
                    "video/webm": string;
                };
            };
            /** @description The file is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The job's state does not allow this. */
            409: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The link has expired. */
            410: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The range lies outside the file. */
            416: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_transfer_errors: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string | null;
                limit?: number;
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RowErrors"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_transfer_errors_file: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One bad row's error a line. */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/jsonl": string;
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_retry_transfer: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and starts nothing twice. */
                "Idempotency-Key"?: string | null;
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferRetried"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The job's state does not allow this. */
            409: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Too many at the same time. */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_transfer_status: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
                /** @description For older clients; a job knows what it is. */
                type?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transfer"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_transfer_stream: {
        parameters: {
            query?: {
                /** @description The same, in short. */
                after?: string;
                jobId?: string | null;
                /** @description The same, for who cannot send headers. */
                lastEventId?: string;
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description The id of the last event that was heard. */
                "Last-Event-ID"?: string;
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Unnamed events, for `onmessage`. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": unknown;
                };
            };
            /** @description `Last-Event-ID` names the last event there is. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body cannot be parsed. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Too many at the same time. */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_job: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnhancementJob"] | components["schemas"]["BatchStanding"] | components["schemas"]["DocumentaryJob"] | components["schemas"]["Transfer"] | components["schemas"]["Task"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_delete: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The job's state does not allow this. */
            409: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_cancel: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnhancementCancelled"] | components["schemas"]["BatchCancelled"] | components["schemas"]["DocumentaryCancelled"] | components["schemas"]["TransferCancelled"] | components["schemas"]["TaskCancelled"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The job's state does not allow this. */
            409: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_history: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentaryHistory"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_retry: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and starts nothing twice. */
                "Idempotency-Key"?: string | null;
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Retry"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnhancementRetried"] | components["schemas"]["BatchCarriedOn"] | components["schemas"]["DocumentaryCarriedOn"] | components["schemas"]["TransferCarriedOn"] | components["schemas"]["TaskCarriedOn"];
                };
            };
            /** @description The body cannot be parsed. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not enough credits: `required` says how many, `balance` what there is. */
            402: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The job's state does not allow this. */
            409: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body, or the file in it, is not of a kind that is taken here. */
            415: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Too many at the same time. */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_stream: {
        parameters: {
            query?: {
                /** @description The same, in short. */
                after?: string;
                /** @description The same, for who cannot send headers. */
                lastEventId?: string;
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description The id of the last event that was heard. */
                "Last-Event-ID"?: string;
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Unnamed events, for `onmessage`. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": unknown;
                };
            };
            /** @description `Last-Event-ID` names the job's last event. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Too many at the same time. */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_batch_status: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchStatus-Input"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobsListed"];
                };
            };
            /** @description The body cannot be parsed. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body, or the file in it, is not of a kind that is taken here. */
            415: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_stats: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentaryStats"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_start_documentary: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and starts nothing twice. */
                "Idempotency-Key"?: string | null;
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartDocumentary"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentaryStarted"];
                };
            };
            /** @description The body cannot be parsed. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body, or the file in it, is not of a kind that is taken here. */
            415: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Too many at the same time. */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_playlists: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Playlists"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_playlist: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                playlist_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OnePlaylist"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_delete_playlist: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                playlist_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The job's state does not allow this. */
            409: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    api_users_jobs: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentariesListed"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ApiProblem"];
                };
            };
        };
    };
    healthz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readyz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
    v1_artifact: {
        parameters: {
            query?: never;
            header?: {
                /** @description An `ETag` that is known. */
                "If-None-Match"?: string;
                /** @description One range of bytes. */
                Range?: string;
            };
            path: {
                artifact_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                    "application/jsonl": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "image/jpeg": string;
                    "image/png": string;
                    "image/webp": string;
                    "text/csv": string;
                    "video/mp4": string;
                    "video/quicktime": string;
                    "video/webm": string;
                };
            };
            /** @description The part that was asked for. */
            206: {
                headers: {
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Range": components["headers"]["Content-Range"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                    "application/jsonl": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "image/jpeg": string;
                    "image/png": string;
                    "image/webp": string;
                    "text/csv": string;
                    "video/mp4": string;
                    "video/quicktime": string;
                    "video/webm": string;
                };
            };
            /** @description The file is the one that `If-None-Match` names. */
            304: {
                headers: {
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The link has expired. */
            410: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The range lies outside the file. */
            416: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_balance: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Balance"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_grant: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Grant"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Balance"];
                };
            };
            /** @description The body cannot be parsed. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body, or the file in it, is not of a kind that is taken here. */
            415: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_ledger: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string | null;
                /** @description Only what this job cost and gave back. */
                job?: string | null;
                limit?: number;
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ledger"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_datasets: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string | null;
                limit?: number;
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Datasets"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_create_dataset: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDataset"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dataset"];
                };
            };
            /** @description The body cannot be parsed. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The job's state does not allow this. */
            409: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body, or the file in it, is not of a kind that is taken here. */
            415: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_dataset: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                dataset: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dataset"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_delete_dataset: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                dataset: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_dataset_rows: {
        parameters: {
            query?: {
                /** @description Names, with commas between them. */
                columns?: string | null;
                /** @description `nextCursor` of the page before. */
                cursor?: string | null;
                limit?: number;
                /** @description The same as the header. */
                owner?: string | null;
                search?: string | null;
                /** @description `column:op:value` */
                where?: string[] | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                dataset: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetRows"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_infer: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["InferForm"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Inferred"];
                };
            };
            /** @description The body cannot be parsed. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body, or the file in it, is not of a kind that is taken here. */
            415: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_watch: {
        parameters: {
            query?: {
                /** @description The same, in short. */
                after?: string;
                group?: string | null;
                job?: string[] | null;
                /** @description The same, for who cannot send headers. */
                lastEventId?: string;
                mine?: boolean;
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description The id of the last event that was heard. */
                "Last-Event-ID"?: string;
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Named events; `end` is the last of many jobs. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": unknown;
                };
            };
            /** @description `Last-Event-ID` names the last event there is. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many at the same time. */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_group: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                group: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_cancel_group: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                group: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_info: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Info"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_jobs: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string | null;
                group?: string | null;
                kind?: string[] | null;
                limit?: number;
                /** @description The same as the header. */
                owner?: string | null;
                promptId?: string | null;
                status?: components["schemas"]["Status"][] | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Jobs"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_start: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and starts nothing twice. */
                "Idempotency-Key"?: string | null;
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartJob"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    Location: components["headers"]["Location"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobsStarted"];
                };
            };
            /** @description The body cannot be parsed. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not enough credits: `required` says how many, `balance` what there is. */
            402: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body, or the file in it, is not of a kind that is taken here. */
            415: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many at the same time. */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_job: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
                /** @description Seconds to wait for another version. */
                wait?: number;
            };
            header?: {
                /** @description The `ETag` of the version that is known. */
                "If-None-Match"?: string;
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The version is the one that `If-None-Match` names. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_delete: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The job's state does not allow this. */
            409: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_cancel: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The job's state does not allow this. */
            409: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_errors: {
        parameters: {
            query?: {
                /** @description Every attempt that failed. */
                all?: boolean;
                /** @description `nextCursor` of the page before. */
                cursor?: string | null;
                limit?: number;
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobFaults"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_events: {
        parameters: {
            query?: {
                /** @description The same, in short. */
                after?: string;
                /** @description The same, for who cannot send headers. */
                lastEventId?: string;
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description The id of the last event that was heard. */
                "Last-Event-ID"?: string;
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Named events; `end` is the last of many jobs. */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": unknown;
                };
            };
            /** @description `Last-Event-ID` names the last event there is. */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many at the same time. */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_failures: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobFailures"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_items: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string | null;
                limit?: number;
                outcome?: ("succeeded" | "failed" | "skipped" | "pending") | null;
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobItems"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_lineage: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lineage"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_lineage_results: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One JSON document a line. */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/jsonl": string;
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_results_csv: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Safe to open in a spreadsheet. */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_results_jsonl: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One JSON document a line. */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/jsonl": string;
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_retry: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description The same key with the same body gets the same answer, and starts nothing twice. */
                "Idempotency-Key"?: string | null;
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Retry"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    Location: components["headers"]["Location"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobRetried"];
                };
            };
            /** @description The body cannot be parsed. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not enough credits: `required` says how many, `balance` what there is. */
            402: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The job's state does not allow this. */
            409: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body, or the file in it, is not of a kind that is taken here. */
            415: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many at the same time. */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_timeline: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string | null;
                limit?: number;
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Timeline"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal refused what we asked of it. */
            502: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_owners: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Owners"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_owner: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Owner"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_set_tier: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetTier"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Owner"];
                };
            };
            /** @description The body cannot be parsed. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body, or the file in it, is not of a kind that is taken here. */
            415: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_prompts: {
        parameters: {
            query?: {
                limit?: number;
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prompts"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_create_prompt: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPrompt"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prompt"];
                };
            };
            /** @description The body cannot be parsed. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The job's state does not allow this. */
            409: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body, or the file in it, is not of a kind that is taken here. */
            415: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_prompt: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                prompt_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prompt"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_delete_prompt: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path: {
                prompt_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not yours. */
            404: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Temporal, the database or the storage cannot be reached. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_webhook_secret: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookSecret"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    v1_try_webhook: {
        parameters: {
            query?: {
                /** @description The same as the header. */
                owner?: string | null;
            };
            header?: {
                /** @description Who asks; without it, the operator. */
                "X-Callsheet-Owner"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TryWebhook"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookTried"];
                };
            };
            /** @description The body cannot be parsed. */
            400: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The host, the origin or the owner may not ask this. */
            403: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body, or the file in it, is not of a kind that is taken here. */
            415: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, but invalid: `errors` points at each field. */
            422: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of ours; the request id helps to find it. */
            500: {
                headers: {
                    "X-Request-ID": components["headers"]["X-Request-ID"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
