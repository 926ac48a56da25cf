import type {Words} from '../../../core/texts/words.ts';

/** What `diff --help` says. */
export const help: Words = {
  en: `Usage: mesh-responder diff --base REV|FILE (--since TIME | --entries FILE)
                           [--config FILE] [--base-config FILE] [--json]
       mesh-responder diff --decide [--config FILE]

Says what this version and configuration would do otherwise than the base about
what was recorded: which log entries and looks would now act, ask, be told or be
ignored, the most dangerous first. Nothing is changed, told or asked of Google
but the log. Each look at live state is kept with its incident for 90 days: what
it read is diagnosed anew, and the guard is asked anew. What was not kept is
said to be unknown.

  --base FILE         another configuration file, with this version
  --base REV          another version, with this configuration: a tarball (npm
                      pack), a folder (a package, or a clone with its
                      node_modules) or a revision of the git repository here.
                      It runs as a process of its own
  --base-config FILE  the configuration of that version, where it is another one
  --since TIME        30m, 6h, 30d, or an RFC 3339 time: the entries of Cloud
                      Logging that pass the sinks' filters, and all looks
  --entries FILE      the entries of a file (one JSON object a line or a JSON
                      array; - for standard input), with the looks of their time
  --config FILE       the configuration; MESH_RESPONDER_CONFIG by default
  --json              one JSON line for each group, then one with the counts
  --decide            answer another version: JSON lines in, decisions out

Example: what would auto have done in the last 30 days?
  mesh-responder diff --base mesh.yaml --config mesh-auto.yaml --since 30d

Exit codes: 0 no difference, 3 differences, 2 usage or configuration, 1 it could
not be compared.`,
  ko: `사용법: mesh-responder diff --base 리비전|파일 (--since 시간 | --entries 파일)
                           [--config 파일] [--base-config 파일] [--json]
        mesh-responder diff --decide [--config 파일]

기록된 내용에 대해 이 버전과 구성의 결정이 기준과 어떻게 다른지 출력합니다.
조치, 승인 요청, 알림, 무시로 바뀌는 로그 항목과 조회를 위험한 순서로
보여줍니다. 변경이나 알림은 없으며 Google에서는 로그만 읽습니다. 실시간 상태
조회는 인시던트와 함께 90일 동안 저장되며, 당시 읽은 값으로 다시 진단하고
가드에 다시 묻습니다. 저장되지 않은 것은 알 수 없음으로 표시합니다.

  --base 파일         다른 구성 파일. 버전은 이 버전
  --base 리비전       다른 버전. 구성은 이 구성. tarball(npm pack), 폴더(패키지
                      또는 node_modules가 있는 클론), 현재 git 저장소의 리비전.
                      별도 프로세스로 실행
  --base-config 파일  그 버전에 다른 구성을 사용할 때
  --since 시간        30m, 6h, 30d 또는 RFC 3339 시간. 싱크 필터를 통과하는
                      Cloud Logging 항목과 모든 조회
  --entries 파일      파일의 항목(한 줄에 JSON 객체 하나 또는 JSON 배열, 표준
                      입력은 -)과 그 시간의 조회
  --config 파일       구성. 기본값은 MESH_RESPONDER_CONFIG
  --json              그룹마다 JSON 한 줄, 마지막에 개수 한 줄
  --decide            다른 버전에 응답. JSON 줄을 받아 결정을 출력

예: 지난 30일 동안 auto였다면 무엇을 했을까요?
  mesh-responder diff --base mesh.yaml --config mesh-auto.yaml --since 30d

종료 코드: 0 차이 없음, 3 차이 있음, 2 사용법 또는 구성 오류, 1 비교할 수 없음.`,
};
