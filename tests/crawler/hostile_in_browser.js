// What a page can try to reach something on the network of whoever opens it. PORT is what listens there.
const places = ['127.0.0.1', 'localhost', '[::1]', '127.1', '2130706433', '0x7f000001', '0', '[::ffff:127.0.0.1]', 'foo.localhost'];
const add = (name, set) => {
  const element = document.createElement(name);
  Object.assign(element, set);
  document.body.append(element);
  return element;
};
const ways = {
  fetch: (url) => fetch(url, {mode: 'no-cors'}).catch(() => {}),
  post: (url) => fetch(url, {method: 'POST', body: 'x', mode: 'no-cors'}).catch(() => {}),
  xhr: (url) => { const asked = new XMLHttpRequest(); asked.open('GET', url); asked.send(); },
  image: (url) => add('img', {src: url}),
  frame: (url) => add('iframe', {src: url}),
  refreshed: (url) => add('iframe', {srcdoc: `<meta http-equiv="refresh" content="0;url=${url}">`}),
  script: (url) => add('script', {src: url}),
  module: (url) => import(url).catch(() => {}),
  style: (url) => add('link', {rel: 'stylesheet', href: url}),
  preconnect: (url) => add('link', {rel: 'preconnect', href: url}),
  resolved: (url) => add('link', {rel: 'dns-prefetch', href: url}),
  prefetch: (url) => add('link', {rel: 'prefetch', href: url}),
  preload: (url) => add('link', {rel: 'preload', as: 'script', href: url}),
  object: (url) => add('object', {data: url}),
  video: (url) => add('video', {src: url, autoplay: true}),
  events: (url) => new EventSource(url),
  socket: (url) => new WebSocket(url.replace('http', 'ws')),
  beacon: (url) => navigator.sendBeacon(url, 'x'),
  worker: (url) => new Worker(URL.createObjectURL(new Blob([`fetch('${url}', {mode: 'no-cors'}); importScripts('${url}')`]))),
  window: (url) => open(url),
  ping: (url) => add('a', {href: '#here', ping: url}).click(),
  form: (url) => add('form', {action: url, method: 'post', target: 'elsewhere'}).submit(),
  transport: (url) => new WebTransport(url.replace('http:', 'https:')),
  stun: (url) => {
    const host = new URL(url).host;
    const peer = new RTCPeerConnection({iceServers: [{urls: [`stun:${host}`]}, {urls: [`turn:${host}?transport=tcp`], username: 'a', credential: 'b'}]});
    peer.createDataChannel('x');
    peer.createOffer().then((offer) => peer.setLocalDescription(offer));
  },
};
for (const place of places) {
  for (const [name, way] of Object.entries(ways)) {
    try { way(`http://${place}:PORT/${name}`); } catch (error) { /* the next */ }
  }
}
for (const way of [ways.fetch, ways.script, ways.frame]) way('/within');
setTimeout(() => fetch('/tried'), 200);
setTimeout(() => { location.href = 'http://127.0.0.1:PORT/navigated'; }, 300);
