// What this extension uses of Node.js, and no more; so that it is checked without any package.

declare class Buffer extends Uint8Array {
  static from(text: string, encoding?: string): Buffer;
  static concat(list: readonly Uint8Array[]): Buffer;
  indexOf(value: Uint8Array | string | number): number;
  subarray(start?: number, end?: number): Buffer;
  toString(encoding?: string, start?: number, end?: number): string;
}

declare namespace NodeJS {
  interface Timeout {
    unref(): this;
  }
}

declare function setTimeout(callback: (value?: any) => void, milliseconds?: number): NodeJS.Timeout;
declare function clearTimeout(timer: NodeJS.Timeout | undefined): void;
declare function queueMicrotask(callback: () => void): void;

declare const process: {
  readonly pid: number;
  readonly platform: string;
  readonly env: Record<string, string | undefined>;
};

declare module 'fs' {
  const constants: { X_OK: number };
  function accessSync(path: string, mode?: number): void;
  function statSync(path: string): { isFile(): boolean };
}

declare module 'fs/promises' {
  function readFile(path: string, encoding: 'utf8'): Promise<string>;
}

declare module 'os' {
  function homedir(): string;
}

declare module 'path' {
  const delimiter: string;
  function join(...parts: string[]): string;
  function dirname(path: string): string;
  function isAbsolute(path: string): boolean;
}

declare module 'child_process' {
  interface Readable {
    setEncoding(encoding: string): this;
    on(event: 'data', listener: (chunk: any) => void): this;
  }
  interface Writable {
    write(chunk: Uint8Array): boolean;
    end(): void;
    on(event: 'error', listener: (error: Error) => void): this;
  }
  interface ChildProcess {
    readonly pid?: number;
    readonly stdin: Writable;
    readonly stdout: Readable;
    readonly stderr: Readable;
    kill(signal: string): boolean;
    on(event: 'error', listener: (error: Error) => void): this;
    on(event: 'exit', listener: (code: number | null, signal: string | null) => void): this;
  }
  function spawn(program: string, list: string[], options: object): ChildProcess;
}
