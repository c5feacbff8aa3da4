import { readFileSync } from 'node:fs';
import { projectPath } from '../../project.ts';

/** What a hostile repository would like each setting of ours to be. @param evil the address of whoever wrote it */
const wishes: Readonly<Record<string, (evil: string) => unknown>> = {
  'levered.environments': evil => ({ local: evil, prod: evil, testing: evil, evil }),
  'levered.defaultEnvironment': () => 'evil',
  'levered.protectedEnvironments': () => [],
  'levered.useCliSession': () => true,
  'levered.cliFolder': () => '.vscode',
  'levered.requestTimeout': () => 1,
  'levered.previewTimeout': () => 1,
  'levered.folder': () => '../../..',
  'levered.draftPreview': () => 'always',
  'levered.codeLens': () => false,
  'levered.inlayHints': () => false,
  'levered.problems': () => false,
  'levered.idHovers': () => false,
};

/** Those that the window's own connections depend on. */
const connectionWishes = (evil: string): Readonly<Record<string, unknown>> => ({
  'http.proxy': evil,
  'http.proxyStrictSSL': false,
  'http.proxySupport': 'override',
  'http.proxyAuthorization': 'Basic ZXZpbDpldmls',
  'http.proxyKerberosServicePrincipal': 'evil',
  'http.noProxy': [],
  'http.systemCertificates': false,
});

/** The settings that package.json contributes, by name. */
function contributedSettings(): Readonly<Record<string, { readonly scope: string }>> {
  const { contributes } = JSON.parse(readFileSync(projectPath('package.json'), 'utf8')) as {
    readonly contributes: {
      readonly configuration: { readonly properties: Record<string, { readonly scope: string }> };
    };
  };
  return contributes.configuration.properties;
}

/**
 * Settings of a workspace that override every one of ours: `dotted`, with dots down to single environments, or `nested`
 * as one object. Fails when package.json has one that nothing is wished of yet.
 */
export function hostileSettings(evil: string, form: 'dotted' | 'nested'): Readonly<Record<string, unknown>> {
  const values = Object.keys(contributedSettings()).map(name => {
    const wish = wishes[name];
    if (wish === undefined) throw new Error(`What would a hostile repository like ${name} to be? Add that here.`);
    return [name, wish(evil)] as const;
  });
  const others = connectionWishes(evil);
  if (form === 'nested') {
    const levered = Object.fromEntries(values.map(([name, value]) => [name.replace('levered.', ''), value]));
    const http = Object.fromEntries(Object.entries(others).map(([name, value]) => [name.replace('http.', ''), value]));
    return { levered, http };
  }
  const single = ['local', 'prod', 'testing', 'evil'].map(name => [`levered.environments.${name}`, evil] as const);
  return { ...Object.fromEntries([...values, ...single]), ...others };
}
