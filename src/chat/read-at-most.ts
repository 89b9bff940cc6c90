/**
 * The body of an answer, or null as soon as there is more than that: nothing beyond it is read, whatever the headers
 * said. Throws what the connection throws.
 */
export async function readAtMost(response: Response, maxBytes: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength;
    if (length > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
