-- Names were kept as Slack says them: a line break or an escape sequence in one could make a list on a terminal show
-- anything. From now on they are cleaned when they come in.

UPDATE "workspace" SET "name" = trim(regexp_replace("name", '[[:cntrl:][:space:]]+', ' ', 'g')) WHERE "name" ~ '[[:cntrl:]]';

UPDATE "platform_account" SET "name" = trim(regexp_replace("name", '[[:cntrl:][:space:]]+', ' ', 'g'))
  WHERE "name" ~ '[[:cntrl:]]';
