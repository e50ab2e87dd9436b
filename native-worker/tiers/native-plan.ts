/** One call of the compiler: a file of the kernel and the flags that it is compiled with. */
export interface TranslationUnit {
  readonly source: string;
  /** Name of the object file, unlike that of any other unit. */
  readonly object: string;
  readonly flags: readonly string[];
}

/** How the addon is made for a platform and a processor. */
export interface NativePlan {
  readonly units: readonly TranslationUnit[];
  /** Flags of all units where the compiler is GCC. Clang knows none of them, and needs none. */
  readonly gccFlags: readonly string[];
  readonly linkFlags: readonly string[];
}

/** An instruction set that the kernel is compiled for. */
interface Variant {
  /** The C++ namespace that its code lives in. */
  readonly namespace: string;
  /** Doubles in a vector. */
  readonly width: number;
  readonly flags: readonly string[];
}

/**
 * Flags of every compilation, WebAssembly included. Contraction is off since a fused product and sum rounds once and not
 * twice; nothing reads errno, and without it a square root is one instruction.
 */
export const ARITHMETIC_FLAGS = ['-std=c++17', '-O3', '-fno-math-errno', '-ffp-contract=off'] as const;

/** No C++ runtime is linked, so nothing may ask for one. */
export const FREESTANDING_FLAGS = ['-fno-exceptions', '-fno-rtti'] as const;

/** Those that take longest to compile come first, so that the cores are busy to the end. */
const VARIANTS: Readonly<Record<string, readonly Variant[]>> = {
  x64: [
    {
      namespace: 'avx512',
      // Its masks and 32 registers, but vectors of four: with eight, ten tasks leave six lanes idle.
      width: 4,
      flags: ['-mavx512f', '-mavx512dq', '-mavx512vl', '-mprefer-vector-width=256'],
    },
    { namespace: 'avx2', width: 4, flags: ['-mavx2'] },
    { namespace: 'x86_64', width: 2, flags: ['-march=x86-64'] },
  ],
  arm64: [{ namespace: 'neon', width: 2, flags: [] }],
};

/** The plan for a platform and a processor as Node names them, or null where the kernel has no variant for it. */
export function nativePlan(platform: NodeJS.Platform, arch: string): NativePlan | null {
  const variants = VARIANTS[arch];
  if (variants === undefined) return null;
  const shared = [...ARITHMETIC_FLAGS, ...FREESTANDING_FLAGS, ...platformFlags(platform), '-Wall', '-Wno-psabi'];
  const unit = (source: string, object: string, flags: readonly string[]): TranslationUnit => ({
    source,
    object,
    flags: [...shared, ...flags],
  });
  return {
    units: [
      ...variants.map(({ namespace, width, flags }) =>
        unit('variant.cpp', `${namespace}.o`, [...flags, `-DKERNEL_VARIANT=${namespace}`, `-DKERNEL_WIDTH=${width}`]),
      ),
      unit('addon.cpp', 'addon.o', []),
      ...(platform === 'win32' ? [unit('node-api-windows.cpp', 'node-api.o', [])] : []),
    ],
    gccFlags: gccFlags(platform, arch),
    linkFlags: linkFlags(platform),
  };
}

function platformFlags(platform: NodeJS.Platform): string[] {
  return platform === 'win32' ? [] : ['-fPIC', '-fvisibility=hidden'];
}

function gccFlags(platform: NodeJS.Platform, arch: string): string[] {
  // GCC does not align the stack for vectors of 32 bytes on Windows, so they have to be moved as if unaligned: an option of
  // the assembler for x86. One that is too old for it ends the build, which is better than an addon that ends the process.
  return platform === 'win32' && arch === 'x64' ? ['-Wa,-muse-unaligned-vector-move'] : [];
}

function linkFlags(platform: NodeJS.Platform): string[] {
  switch (platform) {
    case 'darwin':
      return ['-bundle', '-undefined', 'dynamic_lookup'];
    case 'win32':
      return ['-shared', '-static-libgcc', '-s'];
    default:
      // The C++ runtime is named by the compiler whether or not it is used.
      return ['-shared', '-static-libgcc', '-Wl,--as-needed', '-s'];
  }
}
