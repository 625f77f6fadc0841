/**
 * What would steer a terminal, break a line or turn the direction of writing, so that code reads other than it runs
 * (https://trojansource.codes), shows as a replacement character.
 */
export const printable = (text: string): string => text.replace(UNSEEN, '\uFFFD');

const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
