-- Texts to search in. An index alone, without the texts (contentless): `rowid` is the row of the table it speaks of.
CREATE VIRTUAL TABLE `chain_search` USING fts5(name, description, nodes, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2');
--> statement-breakpoint
-- `facets` holds words for the chain and the status of a run.
CREATE VIRTUAL TABLE `execution_search` USING fts5(facets, chain, inputs, results, errors, statements, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='2 3');
--> statement-breakpoint
CREATE VIRTUAL TABLE `conclusion_search` USING fts5(subject, content, data, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2');
--> statement-breakpoint
CREATE VIRTUAL TABLE `annotation_search` USING fts5(subject, content, data, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2');
