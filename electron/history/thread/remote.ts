import type { Repositories } from '../open-history.ts';

/** The methods of a repository, answered by the history's thread. */
export type Remote<Repository> = {
  readonly [Method in keyof Repository]: Repository[Method] extends (...args: infer Arguments) => infer Result
    ? (...args: Arguments) => Promise<Result>
    : never;
};

/** All repositories, answered by the history's thread. */
export type RemoteRepositories = { readonly [Name in keyof Repositories]: Remote<Repositories[Name]> };

/** A repository's name. */
export type RepositoryName = keyof Repositories;

type ArgumentsOf<Method> = Method extends (...args: infer Arguments) => unknown ? Arguments : never;

/** One call of a repository's method, as plain data: `['curves', 'put', runId, pieces]`. */
export type Command = {
  [Name in RepositoryName]: {
    [Method in keyof Repositories[Name]]: readonly [
      repository: Name,
      method: Method,
      ...args: ArgumentsOf<Repositories[Name][Method]>,
    ];
  }[keyof Repositories[Name]];
}[RepositoryName];

/** Gives the methods of repositories that only hand their calls on. */
export function remoteRepositories(call: (command: Command) => Promise<unknown>): RemoteRepositories {
  const repositories = new Map<string | symbol, object>();
  const repository = (name: string | symbol): object => {
    let known = repositories.get(name);
    if (known === undefined) {
      const methodOf = (_target: object, method: string | symbol) => {
        return (...args: readonly unknown[]) => call([name, method, ...args] as unknown as Command);
      };
      repositories.set(name, (known = new Proxy({}, { get: methodOf })));
    }
    return known;
  };
  return new Proxy({}, { get: (_target, name) => repository(name) }) as RemoteRepositories;
}
