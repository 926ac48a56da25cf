import {defineTexts} from '../../../core/texts/define-texts.ts';

/** What a test message says. */
export const {texts, phrase} = defineTexts({
  'notify.test': {
    en: 'Test message of mesh-responder, sent by {by} at {at:time}. Nothing is broken, and there is nothing to do. Incidents are announced here.',
    ko: 'mesh-responder 테스트 메시지입니다. {by} 계정이 {at:time}에 보냈습니다. 장애가 아니므로 조치할 필요가 없습니다. 인시던트가 발생하면 이 채널에 알림을 게시합니다.',
  },
});
