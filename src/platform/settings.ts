import * as vscode from 'vscode';

/**
 * A setting as the person set it for themselves, or its default; what a workspace or folder says is not looked at.
 * VS Code already ignores workspace values of application settings; reading past them as well keeps that true if a
 * setting's scope is ever loosened by mistake (T1, T2). A value of the wrong type counts as not set.
 */
export function personalSetting<T>(key: string, isValid: (value: unknown) => value is T): T | undefined {
  const found = vscode.workspace.getConfiguration('levered').inspect<unknown>(key);
  const { defaultValue, globalValue } = found ?? {};
  if (isRecord(defaultValue) && isRecord(globalValue)) {
    const merged: unknown = { ...defaultValue, ...globalValue };
    return isValid(merged) ? merged : undefined;
  }
  if (isValid(globalValue)) return globalValue;
  return isValid(defaultValue) ? defaultValue : undefined;
}

/** A setting in seconds, kept inside the given limits, in milliseconds. */
export function personalMilliseconds(key: string, fallback: number, most: number): number {
  const seconds = personalSetting(key, isNumber) ?? fallback;
  return Math.min(Math.max(seconds, 1), most) * 1000;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

export function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText);
}

export function isFlag(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
