import type { PageMessage, SignedPageMessage } from '../core/preview/messages.ts';
import { isHostMessage } from './hostMessage.ts';
import { PreviewPage } from './previewPage.ts';

/** What VS Code gives the script of a webview, as far as this page uses it. */
declare function acquireVsCodeApi(): { postMessage(message: SignedPageMessage): void; setState(state: unknown): void };

const root = document.getElementById('preview');
if (!root) throw new Error('The page has no element with the id preview');
const session = root.dataset['session'] ?? '';
const host = acquireVsCodeApi();
// Which definition this is, as the host wrote it down, so that the panel can come back after a reload; never rows (T35).
host.setState(JSON.parse(root.dataset['memory'] ?? 'null'));
const post = (message: PageMessage): void => host.postMessage({ ...message, session });
const page = new PreviewPage(root, post);

// What is not a message of our host is not for this page: the frame around it has messages of its own.
window.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (isHostMessage(event.data, session)) page.receive(event.data);
});
post({ kind: 'ready' });
