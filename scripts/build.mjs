// npm run build, npm run build:release: what an application or a test of this clone needs.
import { main } from './run.mjs';
import { setUp } from './set-up.mjs';

await main((args) => setUp(args.includes('--release') ? 'release' : 'debug'));
