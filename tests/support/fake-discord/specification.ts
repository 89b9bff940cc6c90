import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { z } from "zod";

/** Discord's published specification, where a copy lies beside the project. It is not part of it. */
const specificationPath = resolve(import.meta.dirname, "../../../../shared/specs/discord-openapi.json");

/** What is wrong with a request's body, in words; empty when nothing is. */
export type BodyCheck = (method: string, path: string, body: unknown) => string[];

const Schema = z.object({
  $ref: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
});
const Specification = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.object({ schemas: z.record(z.string(), Schema) }),
});
const Operation = z.object({
  requestBody: z.object({ content: z.object({ "application/json": z.object({ schema: Schema }) }) }),
});

/** Null where there is no copy of the specification. */
export function createBodyCheck(): BodyCheck | null {
  if (!existsSync(specificationPath)) return null;
  const specification = Specification.parse(JSON.parse(readFileSync(specificationPath, "utf8")));
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema({ ...specification, $id: "discord" });
  const validators = new Map<string, ValidateFunction>();

  return (method, path, body) => {
    const template = templateOf(Object.keys(specification.paths), path);
    if (template === null) return [`${method} ${path} is not in the specification`];
    const operation = Operation.safeParse(specification.paths[template]?.[method.toLowerCase()]);
    if (!operation.success) return body === undefined ? [] : [`${method} ${template} takes no JSON body`];
    const pointer = `/paths/${template.replaceAll("~", "~0").replaceAll("/", "~1")}/${method.toLowerCase()}/requestBody/content/application~1json/schema`;
    const validate = validators.get(pointer) ?? ajv.compile({ $ref: `discord#${encodeURI(pointer)}` });
    validators.set(pointer, validate);
    if (!validate(body)) return [`${method} ${template}: ${ajv.errorsText(validate.errors)}`];
    return unknownFields(specification, operation.data, body).map(
      (field) => `${method} ${template}: ${field} is not in the specification`,
    );
  };
}

function templateOf(templates: readonly string[], path: string): string | null {
  const matching = templates.filter((template) =>
    new RegExp(`^${template.replace(/\{[^}]+\}/g, "[^/]+")}$`).test(path),
  );
  // "/messages/@original" fits "/messages/{message_id}" too: the one with fewer parameters is meant.
  return matching.toSorted((left, right) => left.split("{").length - right.split("{").length)[0] ?? null;
}

/** The specification lets unknown fields pass; a misspelt one would do nothing, silently. */
function unknownFields(
  specification: z.infer<typeof Specification>,
  operation: z.infer<typeof Operation>,
  body: unknown,
): string[] {
  const schema = operation.requestBody.content["application/json"].schema;
  const name = schema.$ref?.split("/").at(-1) ?? "";
  const known = (specification.components.schemas[name] ?? schema).properties;
  if (known === undefined || typeof body !== "object" || body === null) return [];
  return Object.keys(body).filter((field) => !(field in known));
}
