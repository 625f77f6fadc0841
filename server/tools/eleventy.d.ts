/** What of Eleventy and of its Markdown, which come without types, `site.ts` uses. */
declare module '@11ty/eleventy' {
  export interface Token {
    readonly type: string;
    readonly tag: string;
    readonly content: string;
    readonly children: readonly Token[] | null;
    attrGet(name: string): string | null;
    attrSet(name: string, value: string): void;
  }

  export interface Markdown {
    set(options: { readonly html: boolean; readonly highlight: (code: string, language: string) => string }): void;
    parse(text: string, data: object): readonly Token[];
    readonly core: {
      readonly ruler: {
        push(name: string, rule: (state: { readonly tokens: readonly Token[]; readonly env: object }) => void): void;
      };
    };
  }

  export interface Config {
    amendLibrary(name: 'md', amend: (markdown: Markdown) => void): void;
    addTemplate(name: string, text: string, data: object): void;
    addGlobalData(name: string, value: unknown): void;
    setQuietMode(quiet: boolean): void;
    setTemplateFormats(formats: string): void;
    setIncludesDirectory(folder: string): void;
  }

  export class Eleventy {
    constructor(input: string, output: string, options: { readonly configPath: null; config(config: Config): void });
    write(): Promise<unknown>;
  }
}
