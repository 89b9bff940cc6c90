import { createHmac, timingSafeEqual } from "node:crypto";
import { Form } from "../../chat/form.ts";
import { BotError } from "../../shared/errors.ts";

/**
 * A form as it travels with its page and back, so that what is sent in is checked against the form that was shown:
 * asked for again, a command may well make another one. Nobody but this session can make or change it.
 */
export function carryForm(form: Form, secret: string): string {
  const text = Buffer.from(JSON.stringify(form)).toString("base64url");
  return `${text}.${signatureOf(text, secret).toString("base64url")}`;
}

/** Throws BotError WEB_FORM_STALE for one that was not made in this session. */
export function readCarriedForm(carried: string, secret: string): Form {
  const [text = "", signature = ""] = carried.split(".");
  const given = Buffer.from(signature, "base64url");
  const expected = signatureOf(text, secret);
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new BotError("WEB_FORM_STALE");
  return Form.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
}

function signatureOf(text: string, secret: string): Buffer {
  return createHmac("sha256", secret).update(`a form that is carried: ${text}`).digest();
}
