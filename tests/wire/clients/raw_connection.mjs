// A connection that sends whatever bytes a test wants, and hears everything that comes back.
import net from 'node:net';

const silence_ms = 80;
const patience_ms = 5_000;

// Sends bytes to a port and answers all that came until the other side closed, or, once something
// did come, said nothing more for a while.
export function converse(port, bytes) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1');
    const heard = [];
    let quiet;
    const end = () => {
      clearTimeout(quiet);
      socket.destroy();
      resolve(Buffer.concat(heard).toString('latin1'));
    };
    quiet = setTimeout(end, patience_ms);
    socket.on('connect', () => socket.write(bytes, 'latin1'));
    socket.on('data', (part) => {
      heard.push(part);
      clearTimeout(quiet);
      quiet = setTimeout(end, silence_ms);
    });
    socket.on('close', end);
    socket.on('error', (error) => {
      if (['ECONNRESET', 'EPIPE'].includes(error.code)) return;
      clearTimeout(quiet);
      reject(error);
    });
  });
}

// The status codes of the replies in a text, in their order.
export function statusesOf(text) {
  return [...text.matchAll(/HTTP\/1\.[01] (\d{3})/g)].map(([, status]) => Number(status))
    .filter((status) => status !== 100);
}
