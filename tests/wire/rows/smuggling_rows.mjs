// Requests that two servers could take for different ones. Each row is what is odd, the bytes, and
// the statuses of our server's replies; whoever reads the bytes otherwise finds `smuggled` in them,
// the only request here that is answered 200.
export const smuggled = 'GET /healthz?smuggled HTTP/1.1\r\nHost: h\r\n\r\n';
// What others send meanwhile: a path that nobody has.
export const victim = 'GET /victim HTTP/1.1\r\nHost: h\r\n\r\n';
const size = smuggled.length;
const line = 'POST /outer HTTP/1.1\r\n';
const host = 'Host: h\r\n';
const chunked = 'Transfer-Encoding: chunked\r\n';
const length = (count) => `Content-Length: ${count}\r\n`;
const last = '0\r\n\r\n';

// Chunked to one reader: the body ends at once, and what follows is a request.
const asChunked = (coding) =>
  `${line}${host}${length(size + last.length)}${coding}\r\n${last}${smuggled}`;
// The other way round: without the coding, the length ends before the request.
const asLength = (coding) =>
  `${line}${host}${length(4)}${coding}\r\n${size.toString(16)}\r\n${smuggled}\r\n${last}`;
// A length that one reader sees and another does not.
const ofLength = (lines) => `${line}${host}${lines}\r\n${smuggled}`;
// A chunk that hides the request in what is not data.
const inChunks = (body) => `${line}${host}${chunked}\r\n${body}`;
const refused = [400];
const taken = [404];

const codings = [
  ['a coding beside a length', chunked],
  ['a coding with a space before its colon', 'Transfer-Encoding : chunked\r\n'],
  ['a coding after a vertical tab', 'Transfer-Encoding:\x0bchunked\r\n'],
  ['a coding after a form feed', 'Transfer-Encoding: \x0cchunked\r\n'],
  ['a coding before NUL', 'Transfer-Encoding: chunked\0\r\n'],
  ['a coding with NUL in its name', 'Transfer-Encoding\0: chunked\r\n'],
  ['a coding on a folded line', 'Transfer-Encoding:\r\n chunked\r\n'],
  ['a coding folded with a tab', 'Transfer-Encoding:\r\n\tchunked\r\n'],
  ['a coding on an indented line', ' Transfer-Encoding: chunked\r\n'],
  ['a coding after a bare line feed', 'X: a\nTransfer-Encoding: chunked\r\n'],
  ['a coding after a bare carriage return', 'X: a\rTransfer-Encoding: chunked\r\n'],
  ['a coding after two carriage returns', 'X: a\r\r\nTransfer-Encoding: chunked\r\n'],
  ['a coding that ends in a bare line feed', 'Transfer-Encoding: chunked\n'],
  ['a coding in quotes', 'Transfer-Encoding: "chunked"\r\n'],
  ['a coding before a comma', 'Transfer-Encoding: chunked,\r\n'],
  ['a coding after a comma', 'Transfer-Encoding: ,chunked\r\n'],
  ['a coding before another', 'Transfer-Encoding: chunked, identity\r\n'],
  ['a coding with a parameter', 'Transfer-Encoding: chunked;a=b\r\n'],
  ['a coding in other words', 'Transfer-Encoding: chunk\r\n'],
  ['a coding in Latin-1', 'Transfer-Encoding: chunked\xa0\r\n'],
  ['an empty coding', 'Transfer-Encoding:\r\n'],
  ['a coding twice', `${chunked}Transfer-Encoding: identity\r\n`],
];

const lengths = [
  ['two lengths', `${length(0)}${length(size)}`],
  ['two lengths the other way round', `${length(size)}${length(0)}`],
  ['two lengths in a list', `Content-Length: 0, ${size}\r\n`],
  ['the same length twice', `${length(size)}${length(size)}`],
  ['a length with a sign', `Content-Length: +${size}\r\n`],
  ['a negative length', 'Content-Length: -1\r\n'],
  ['a hexadecimal length', `Content-Length: 0x${size.toString(16)}\r\n`],
  ['a length with a fraction', `Content-Length: ${size}.0\r\n`],
  ['a length of two words', `Content-Length: 0 ${size}\r\n`],
  ['a length on a folded line', `Content-Length:\r\n ${size}\r\n`],
  ['a length with a space before its colon', `Content-Length : ${size}\r\n`],
  ['a length after a vertical tab', `Content-Length: \x0b${size}\r\n`],
  ['a length after a bare line feed', `X: a\nContent-Length: ${size}\r\n`],
  ['a length beyond all numbers', `Content-Length: 18446744073709551616${size}\r\n`],
  ['an empty length', 'Content-Length:\r\n'],
];

const chunks = [
  ['a chunk size with a prefix', `0x${size.toString(16)}\r\n${smuggled}\r\n${last}`],
  ['a chunk size with a sign', `+0\r\n\r\n${smuggled}`],
  ['a chunk size after a space', ` 0\r\n\r\n${smuggled}`],
  ['a chunk size beyond all numbers', `10000000000000000\r\n\r\n${smuggled}`],
  ['an empty chunk size', `\r\n\r\n${smuggled}`],
  ['a chunk size that ends in a bare line feed', `0\n\n${smuggled}`],
  ['a chunk size that ends in a bare carriage return', `0\r\r${smuggled}`],
  ['a chunk that ends in a bare line feed', `1\r\na\n0\r\n\r\n${smuggled}`],
  ['a chunk that is longer than its size', `1\r\nab\r\n0\r\n\r\n${smuggled}`],
  ['an extension with a bare line feed', `0;a\n\r\n\r\n${smuggled}`],
  ['an extension with a bare carriage return', `0;a\r\r\n\r\n${smuggled}`],
  ['an extension with NUL', `0;\0\r\n\r\n${smuggled}`],
  ['a trailer that frames another body', `0\r\nContent-Length: 9\r\n\r\n${smuggled}`],
  ['a trailer that codes another body', `0\r\n${chunked}\r\n${smuggled}`],
  ['a trailer after a bare line feed', `0\r\nX: a\nY: b\r\n\r\n${smuggled}`],
  ['a trailer that is none', `0\r\n${smuggled}`],
];

const whole = `${size.toString(16)}\r\n${smuggled}\r\n`;
const harmless = [
  ['a request inside a chunk', `${whole}${last}`],
  ['a chunk with an extension', `${whole.replace('\r\n', ';a="b;c"\r\n')}${last}`],
  ['a last chunk with an extension', `${whole}0;a=b\r\n\r\n`],
  ['a last chunk of many zeros', `${whole}0000\r\n\r\n`],
  ['a trailer with another host', `${whole}0\r\nHost: x\r\n\r\n`],
  ['a trailer on a folded line', `${whole}0\r\nX: a\r\n b\r\n\r\n`],
];

const lines = [
  ['a target with a host', `GET http://other/healthz HTTP/1.1\r\n${host}\r\n`, refused],
  ['a target that is a host', `CONNECT h:80 HTTP/1.1\r\n${host}\r\n${smuggled}`, refused],
  ['two hosts', `GET /healthz HTTP/1.1\r\n${host}Host: other\r\n\r\n`, refused],
  ['a host with a path', 'GET /healthz HTTP/1.1\r\nHost: h/other\r\n\r\n', refused],
  ['a host with a user', 'GET /healthz HTTP/1.1\r\nHost: h@other\r\n\r\n', refused],
  ['no host', 'GET /healthz HTTP/1.1\r\n\r\n', refused],
  ['a line of bare line feeds', `GET /healthz HTTP/1.1\n${host}\n`, refused],
  ['tabs in the request line', `GET\t/healthz\tHTTP/1.1\r\n${host}\r\n`, refused],
  ['two spaces in the request line', `GET  /healthz HTTP/1.1\r\n${host}\r\n`, refused],
  ['a space in the target', `GET /healthz a HTTP/1.1\r\n${host}\r\n`, refused],
  ['a protocol in small letters', `GET /healthz http/1.1\r\n${host}\r\n`, refused],
  ['a protocol of the future', `GET /healthz HTTP/1.2\r\n${host}\r\n`, refused],
  ['a request of HTTP 0.9', 'GET /healthz\r\n\r\n', refused],
  ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', refused],
  ['NUL in a header', `GET /healthz HTTP/1.1\r\n${host}X: a\0b\r\n\r\n`, refused],
  ['a header without a name', `GET /healthz HTTP/1.1\r\n${host}: a\r\n\r\n`, refused],
  ['a header without a colon', `GET /healthz HTTP/1.1\r\n${host}X\r\n\r\n`, refused],
  ['a folded header', `GET /healthz HTTP/1.1\r\n${host}X: a\r\n b\r\n\r\n`, refused],
  ['a coding before its time', `POST /outer HTTP/1.0\r\n${chunked}\r\n${last}${smuggled}`, refused],
];

export const rows = [
  ...codings.map(([what, coding]) => [`${what}, which ends the body`, asChunked(coding), refused]),
  ...codings.map(([what, coding]) => [`${what}, which goes on`, asLength(coding), refused]),
  ...lengths.map(([what, text]) => [what, ofLength(text), refused]),
  ...chunks.map(([what, body]) => [what, inChunks(body), refused]),
  ...harmless.map(([what, body]) => [what, inChunks(body), taken]),
  ...lines,
  ['a body of a request that has none',
    `GET /outer HTTP/1.1\r\n${host}${length(size)}\r\n${smuggled}`, taken],
];
