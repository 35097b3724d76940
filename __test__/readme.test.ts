/** What the README shows runs, and prints what it says. */
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { removeFolders, temporaryFolder } from './support/folder';

const root = join(__dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8').replaceAll('\r\n', '\n');
const example = join(root, 'examples', 'community', 'town.mjs');

afterAll(removeFolders);

/** The first two blocks of a section: code, and what it prints. */
function shown(title: string): { code: string; printed: string } {
  const section = readme.split(/^## /m).find((text) => text.startsWith(`${title}\n`)) ?? '';
  const [code = '', printed = ''] = [...section.matchAll(/^```\w*\n([^]*?)^```$/gm)].map(([, text]) => text);
  return { code, printed };
}

/** Generated ids are others each time, and who of two users is called first is left open. */
const comparable = (text: string) => text.replace(/@TGS#[0-9A-Z]+/g, '@TGS#...').split('\n').sort();

async function node(args: string[], cwd: string): Promise<string> {
  const env = { ...process.env };
  for (const name of ['OPENTIM_SERVER', 'OPENTIM_SECRET_KEY', 'OPENTIM_LOG', 'FORCE_COLOR']) delete env[name];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd, env, timeout: 50_000 });
  return stdout;
}

test.each(['Ten lines', 'Members and listeners'])('the code of "%s" prints what the README says', async (title) => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules', 'opentim'), 'junction');
  const { code, printed } = shown(title);
  writeFileSync(join(folder, 'app.js'), code);
  expect(comparable(await node(['app.js'], folder))).toEqual(comparable(printed));
}, 60_000);

test('the community of the README is the end of its example, which prints what the README says', async () => {
  const { code, printed } = shown('Rights, links, explanations');
  expect(code).not.toBe('');
  expect(readFileSync(example, 'utf8').replaceAll('\r\n', '\n').endsWith(code)).toBe(true);
  expect(await node([example, temporaryFolder()], root)).toBe(printed);
}, 60_000);
