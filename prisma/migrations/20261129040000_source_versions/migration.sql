-- What a server said of a watched calendar when it was last taken over, so that it is asked only for what has changed.

ALTER TABLE "watched_source" ADD COLUMN "etag" TEXT, ADD COLUMN "last_modified" TEXT;
