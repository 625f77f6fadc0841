import type { Finding } from '../../engine/finding.ts';
import type { Localized } from '../../text/localized.ts';

/** The severities as people read them; programs get their names. */
export const severityTexts: Readonly<Record<Finding['severity'], Localized>> = {
  error: { en: 'error', 'zh-cn': '错误' },
  warning: { en: 'warning', 'zh-cn': '警告' },
  information: { en: 'information', 'zh-cn': '信息' },
  hint: { en: 'hint', 'zh-cn': '提示' },
};
