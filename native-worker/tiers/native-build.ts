import type { NativeCompiler } from './native-compiler.ts';

/** What to build, and where. The defaults are what the program uses. */
export interface NativeBuildOptions {
  /** A compiler with its arguments, as in `CXX`; the default is what `CXX` says, or a usual command. */
  readonly compiler?: string;
  readonly platform?: NodeJS.Platform;
  readonly arch?: string;
  /** Flags after all others, for compiling and linking: a sanitizer, or a build that has to give other bits. */
  readonly extraFlags?: readonly string[];
  /** Folder for builds of all platforms. */
  readonly folder?: string;
  /** Folder of the kernel's source. */
  readonly sources?: string;
}

/** The addon, or why there is none. */
export type NativeBuild =
  { readonly kind: 'built'; readonly file: string } | { readonly kind: 'unavailable'; readonly reason: string };

/** A build as it is known without starting anything: `absent` has not been tried. */
export type KnownBuild = NativeBuild | { readonly kind: 'absent'; readonly compiler: NativeCompiler };
