// Looks for a number that makes a digest begin with so many zero bits. Asked for only when reports come in by
// the thousand; a reader's device takes a second or two.

const TOGETHER = 256;

export const proveWork = async (token, bits) => {
  const bytes = new TextEncoder();
  const tries = async (number) => {
    const digest = await crypto.subtle.digest("SHA-256", bytes.encode(`${token}:${number}`));
    return new DataView(digest).getUint32(0) >>> (32 - bits) === 0;
  };
  for (let from = 0; ; from += TOGETHER) {
    const found = await Promise.all(Array.from({ length: TOGETHER }, (_, index) => tries(from + index)));
    const index = found.indexOf(true);
    if (index >= 0) return from + index;
  }
};
