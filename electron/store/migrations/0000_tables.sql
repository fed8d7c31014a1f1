CREATE TABLE `chain_journal` (
	`chain_id` text NOT NULL,
	`position` integer NOT NULL,
	`label` text NOT NULL,
	`command` text NOT NULL,
	`inverse` text NOT NULL,
	`at` real NOT NULL,
	PRIMARY KEY(`chain_id`, `position`),
	FOREIGN KEY (`chain_id`) REFERENCES `reasoning_chains`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `reasoning_nodes` (
	`chain_id` text NOT NULL,
	`node_id` text NOT NULL,
	`type` text NOT NULL,
	`operation` text NOT NULL,
	`name` text NOT NULL,
	PRIMARY KEY(`chain_id`, `node_id`),
	FOREIGN KEY (`chain_id`) REFERENCES `reasoning_chains`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `nodes_by_operation` ON `reasoning_nodes` (`type`,`operation`);--> statement-breakpoint
CREATE TABLE `reasoning_chains` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`node_count` integer NOT NULL,
	`document` text NOT NULL,
	`document_position` integer DEFAULT 0 NOT NULL,
	`revision` text NOT NULL,
	`journal_position` integer DEFAULT 0 NOT NULL,
	`path` text,
	`created_at` real NOT NULL,
	`updated_at` real NOT NULL,
	`deleted_at` real
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reasoning_chains_id_unique` ON `reasoning_chains` (`id`);--> statement-breakpoint
CREATE INDEX `chains_by_update` ON `reasoning_chains` (`updated_at`,`seq`);--> statement-breakpoint
CREATE INDEX `chains_by_path` ON `reasoning_chains` (`path`);--> statement-breakpoint
CREATE TABLE `input_sets` (
	`chain_id` text NOT NULL,
	`name` text NOT NULL,
	`values` text NOT NULL,
	`saved_at` real NOT NULL,
	PRIMARY KEY(`chain_id`, `name`),
	FOREIGN KEY (`chain_id`) REFERENCES `reasoning_chains`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `execution_blobs` (
	`execution` integer NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`execution`, `hash`),
	FOREIGN KEY (`execution`) REFERENCES `reasoning_executions`(`seq`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `blobs_by_hash` ON `execution_blobs` (`hash`);--> statement-breakpoint
CREATE TABLE `reasoning_executions` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`chain_id` text,
	`chain_name` text NOT NULL,
	`revision` text NOT NULL,
	`status` text NOT NULL,
	`trigger` text NOT NULL,
	`started_at` real NOT NULL,
	`finished_at` real,
	`node_count` integer NOT NULL,
	`completed_count` integer DEFAULT 0 NOT NULL,
	`failed_count` integer DEFAULT 0 NOT NULL,
	`skipped_count` integer DEFAULT 0 NOT NULL,
	`reused_count` integer DEFAULT 0 NOT NULL,
	`starred` integer DEFAULT false NOT NULL,
	`session` text NOT NULL,
	`error` text,
	`failure` text,
	`inputs` text NOT NULL,
	`options` text NOT NULL,
	`node_order` text NOT NULL,
	FOREIGN KEY (`revision`) REFERENCES `chain_revisions`(`hash`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reasoning_executions_id_unique` ON `reasoning_executions` (`id`);--> statement-breakpoint
CREATE INDEX `executions_by_chain_status` ON `reasoning_executions` (`chain_id`,`status`);--> statement-breakpoint
CREATE INDEX `executions_by_chain` ON `reasoning_executions` (`chain_id`);--> statement-breakpoint
CREATE INDEX `executions_by_status` ON `reasoning_executions` (`status`);--> statement-breakpoint
CREATE INDEX `executions_by_start` ON `reasoning_executions` (`started_at`);--> statement-breakpoint
CREATE INDEX `executions_by_revision` ON `reasoning_executions` (`revision`);--> statement-breakpoint
CREATE INDEX `executions_running` ON `reasoning_executions` (`session`) WHERE status = 'running';--> statement-breakpoint
CREATE TABLE `node_attempts` (
	`id` integer PRIMARY KEY NOT NULL,
	`execution` integer NOT NULL,
	`node_id` text NOT NULL,
	`attempt` integer NOT NULL,
	`started_at` real,
	`failed_at` real NOT NULL,
	`retry_in_ms` real NOT NULL,
	`error` text NOT NULL,
	FOREIGN KEY (`execution`) REFERENCES `reasoning_executions`(`seq`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `attempts_by_execution` ON `node_attempts` (`execution`,`node_id`);--> statement-breakpoint
CREATE TABLE `node_results` (
	`execution` integer NOT NULL,
	`node_id` text NOT NULL,
	`status` text NOT NULL,
	`attempt` integer NOT NULL,
	`started_at` real,
	`ran_at` real,
	`duration_ms` real,
	`row_count` integer,
	`fingerprint` text,
	`value` text,
	`outputs` text,
	`detail` text,
	PRIMARY KEY(`execution`, `node_id`),
	FOREIGN KEY (`execution`) REFERENCES `reasoning_executions`(`seq`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `pins` (
	`chain_id` text NOT NULL,
	`node_id` text NOT NULL,
	`execution` integer NOT NULL,
	`pinned_at` real NOT NULL,
	PRIMARY KEY(`chain_id`, `node_id`),
	FOREIGN KEY (`chain_id`) REFERENCES `reasoning_chains`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`execution`) REFERENCES `reasoning_executions`(`seq`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `pins_by_execution` ON `pins` (`execution`);--> statement-breakpoint
CREATE TABLE `chain_revisions` (
	`hash` text PRIMARY KEY NOT NULL,
	`document` blob NOT NULL,
	`created_at` real NOT NULL
);
--> statement-breakpoint
CREATE TABLE `annotations` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`execution` integer,
	`execution_id` text NOT NULL,
	`chain_id` text,
	`chain_name` text NOT NULL,
	`revision` text NOT NULL,
	`position` integer NOT NULL,
	`node_id` text NOT NULL,
	`at` real NOT NULL,
	`subject` text NOT NULL,
	`data` text,
	`deleted_at` real,
	`content` text,
	FOREIGN KEY (`execution`) REFERENCES `reasoning_executions`(`seq`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `annotations_by_execution` ON `annotations` (`execution`,`position`);--> statement-breakpoint
CREATE INDEX `annotations_by_chain` ON `annotations` (`chain_id`);--> statement-breakpoint
CREATE TABLE `conclusions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`execution` integer,
	`execution_id` text NOT NULL,
	`chain_id` text,
	`chain_name` text NOT NULL,
	`revision` text NOT NULL,
	`position` integer NOT NULL,
	`node_id` text NOT NULL,
	`at` real NOT NULL,
	`subject` text NOT NULL,
	`data` text,
	`deleted_at` real,
	`content` text NOT NULL,
	FOREIGN KEY (`execution`) REFERENCES `reasoning_executions`(`seq`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `conclusions_by_execution` ON `conclusions` (`execution`,`position`);--> statement-breakpoint
CREATE INDEX `conclusions_by_chain` ON `conclusions` (`chain_id`);--> statement-breakpoint
CREATE TABLE `run_log` (
	`execution` integer NOT NULL,
	`position` integer NOT NULL,
	`node_id` text NOT NULL,
	`at` real NOT NULL,
	`level` text NOT NULL,
	`message` text NOT NULL,
	PRIMARY KEY(`execution`, `position`),
	FOREIGN KEY (`execution`) REFERENCES `reasoning_executions`(`seq`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `source_files` (
	`id` integer PRIMARY KEY NOT NULL,
	`path` text NOT NULL,
	`sha256` text NOT NULL,
	`size` integer NOT NULL,
	`modified_at` real NOT NULL,
	`first_seen_at` real NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `source_files_once` ON `source_files` (`path`,`sha256`,`size`,`modified_at`);--> statement-breakpoint
CREATE INDEX `source_files_by_hash` ON `source_files` (`sha256`);--> statement-breakpoint
CREATE TABLE `source_uses` (
	`execution` integer NOT NULL,
	`position` integer NOT NULL,
	`node_id` text NOT NULL,
	`at` real NOT NULL,
	`source` integer NOT NULL,
	PRIMARY KEY(`execution`, `position`),
	FOREIGN KEY (`execution`) REFERENCES `reasoning_executions`(`seq`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`source`) REFERENCES `source_files`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `uses_by_source` ON `source_uses` (`source`);--> statement-breakpoint
CREATE TABLE `script_executions` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`script` integer,
	`name` text NOT NULL,
	`version` integer NOT NULL,
	`started_at` real NOT NULL,
	`arguments` text NOT NULL,
	`execution` integer,
	`position` integer,
	`node_id` text,
	`session` text,
	`status` text,
	`duration_ms` real,
	`result` text,
	`blob` text,
	`log` text,
	`error` text,
	FOREIGN KEY (`script`) REFERENCES `scripts`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`execution`) REFERENCES `reasoning_executions`(`seq`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `script_executions_id_unique` ON `script_executions` (`id`);--> statement-breakpoint
CREATE INDEX `script_executions_by_script` ON `script_executions` (`script`,`seq`);--> statement-breakpoint
CREATE INDEX `script_executions_by_run` ON `script_executions` (`execution`,`position`);--> statement-breakpoint
CREATE INDEX `script_executions_by_blob` ON `script_executions` (`blob`);--> statement-breakpoint
CREATE TABLE `script_versions` (
	`script` integer NOT NULL,
	`version` integer NOT NULL,
	`code` text NOT NULL,
	`parameters` text NOT NULL,
	`created_at` real NOT NULL,
	PRIMARY KEY(`script`, `version`),
	FOREIGN KEY (`script`) REFERENCES `scripts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `scripts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`category` text DEFAULT '' NOT NULL,
	`tags` text DEFAULT '[]' NOT NULL,
	`version` integer NOT NULL,
	`created_at` real NOT NULL,
	`updated_at` real NOT NULL,
	`deleted_at` real
);
--> statement-breakpoint
CREATE UNIQUE INDEX `scripts_by_name` ON `scripts` (`name`) WHERE deleted_at is null;--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`changed_at` real NOT NULL
);
