/** True for the address of an emulator: a name or an IP address and a port, `HOST:PORT`. */
export function isHostPort(text: string): boolean {
  return /^([\w.-]+|\[[\da-f:]+\]):\d{1,5}$/i.test(text);
}
