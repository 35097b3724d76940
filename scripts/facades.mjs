// Writes what tsc does not: the ES module facades of dist/ and the lists of types in their declarations. There is one
// implementation, in CommonJS; the facades only hand it on, so `import` and `require` get the same class.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pageModule } from './page-module.mjs';
import { root } from './paths.mjs';

const notice = '// Written by scripts/facades.mjs.\n';

/** Names of the types in the namespace that `file` (a declaration with `export =`) exports. */
function typeNames(file) {
  const ts = createRequire(join(root, 'package.json'))('typescript');
  const program = ts.createProgram([file], { noEmit: true, types: [] });
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(file));
  const isType = (symbol) => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const { Class, Interface, TypeAlias, Enum } = ts.SymbolFlags; // a class that is also an interface is handed on as the class
    return !(target.flags & Class) && target.flags & (Interface | TypeAlias | Enum);
  };
  const names = checker.getExportsOfModule(module).filter((symbol) => isType(symbol)).map((symbol) => symbol.name);
  return names.filter((name) => name !== 'default').sort();
}

function facade(name, implementation, className, types = []) {
  const handOn = `export default ${className};\nexport { ${className} };\n`;
  const listed = types.map((type) => `export import ${type} = ${className}.${type};\n`).join('');
  return {
    [`${name}.mjs`]: `${notice}import ${className} from '${implementation}';\n${handOn}`,
    [`${name}.d.mts`]: `${notice}import ${className} = require('${implementation}');\n${handOn}${listed}`,
  };
}

function allOf(name) {
  const text = `${notice}export * from './${name}.js';\n`;
  return { [`${name}.mjs`]: text, [`${name}.d.mts`]: text };
}

/** Writes the facades into `dist`. */
export function writeFacades() {
  const types = typeNames(join(root, 'index.d.ts'));
  const declarations = types.map((type) => `export import ${type} = TimRender.${type};\n`).join('');
  const files = {
    ...facade('index', '../index.js', 'TimRender', types),
    ...facade('main', './main.js', 'TimMain', typeNames(join(root, 'dist/main.d.ts'))),
    ...facade('renderer', './renderer.js', 'TimRender', typeNames(join(root, 'dist/renderer.d.ts'))),
    ...facade('render', './render.js', 'TimRender', typeNames(join(root, 'dist/renderer.d.ts'))),
    ...allOf('interfaces'),
    ...allOf('enumbers'),
    'interfaces.d.ts': `${notice}import TimRender = require('../index.js');\n${declarations}`,
    'preload.d.ts': `${notice}export {};\n`,
    'renderer.page.mjs': pageModule(),
    'renderer.page.d.mts': `${notice}export * from './renderer.mjs';\nexport { default } from './renderer.mjs';\n`,
  };
  for (const [name, text] of Object.entries(files)) {
    const path = join(root, 'dist', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
