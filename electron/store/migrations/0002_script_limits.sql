ALTER TABLE `scripts` ADD `timeout_ms` real DEFAULT 60000 NOT NULL;--> statement-breakpoint
ALTER TABLE `scripts` ADD `memory_mb` integer DEFAULT 512 NOT NULL;--> statement-breakpoint
ALTER TABLE `scripts` ADD `test_input` text DEFAULT '{}' NOT NULL;