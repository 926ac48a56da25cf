import {runbookTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = runbookTexts('in-cluster-injection', {
  'headline.in-cluster-injection': {
    en: 'Pods in {target} get the proxy of an in-cluster istiod instead of the managed one',
    ko: '{target}의 포드에 관리형이 아닌 클러스터 내 istiod의 프록시가 삽입됨',
  },
  'headline.in-cluster-injection.over': {
    en: 'Pods in {target} get the managed proxy',
    ko: '{target}의 포드에 관리형 프록시가 삽입됨',
  },
  'headline.in-cluster-injection.rest': {
    en: 'Namespaces of {target} ask for the managed proxy again; pods still have that of an in-cluster istiod',
    ko: '{target}의 네임스페이스는 다시 관리형 프록시를 요청하지만 포드에는 아직 클러스터 내 istiod의 프록시가 있음',
  },
  'cause.in-cluster-injection': {
    en: '{namespaces:number} {namespaces:plural:namespace|namespaces} in {target} still {namespaces:plural:gets its|get their} sidecars from an istiod inside the cluster; {pods:number} {pods:plural:pod has|pods have} its proxy',
    ko: '{target}의 네임스페이스 {namespaces:number}개가 아직 클러스터 내 istiod에서 사이드카를 받으며, 포드 {pods:number}개가 그 프록시를 사용함',
  },
  'cause.old-proxies': {
    en: '{pods:number} {pods:plural:pod|pods} in {target} still {pods:plural:has|have} the proxy of an in-cluster istiod and {pods:plural:waits|wait} for a restart',
    ko: '{target}의 포드 {pods:number}개가 아직 클러스터 내 istiod의 프록시를 사용하며 다시 시작해야 함',
  },
  'cause.old-proxies-stay': {
    en: '{pods:number} {pods:plural:pod|pods} in {target} {pods:plural:has|have} the proxy of an in-cluster istiod, and no restart that the responder may make changes that',
    ko: '{target}의 포드 {pods:number}개가 클러스터 내 istiod의 프록시를 사용하며, 대응기가 할 수 있는 다시 시작으로는 바뀌지 않음',
  },
  'cause.injection-contested': {
    en: 'In {target} a webhook of the cluster and one of the managed control plane both claim namespace {namespace}, and its pods have an old proxy',
    ko: '{target}에서 클러스터의 웹훅과 관리형 제어 영역의 웹훅이 모두 네임스페이스 {namespace}을(를) 대상으로 하며, 그 포드에 이전 프록시가 있음',
  },
  'cause.no-one-revision': {
    en: 'Namespaces or pods in {target} still use an in-cluster istiod, but there is not exactly one managed revision that is ready to take over: {found}',
    ko: '{target}의 네임스페이스나 포드가 아직 클러스터 내 istiod를 사용하지만, 넘겨받을 준비가 된 관리형 버전이 정확히 하나가 아님: {found}',
  },
  'cause.injection-unseen': {
    en: '{target} could not be looked into, so nobody knows who injects its pods',
    ko: '{target} 내부를 볼 수 없어 포드에 누가 삽입하는지 알 수 없음',
  },
  'advice.old-proxies-stay': {
    en: 'Take a revision that the pod template names itself out of it, let namespaces ask for {revision}, resume Deployments that are paused, and replace by hand pods without a workload and those of a workload that is updated by OnDelete',
    ko: '포드 템플릿에 직접 지정된 버전을 제거하고 네임스페이스가 {revision}을(를) 사용하게 한 뒤, 일시중지된 디플로이먼트는 재개하고 워크로드가 없거나 업데이트 전략이 OnDelete인 포드는 직접 교체하세요',
  },
  'advice.injection-contested': {
    en: 'Compare the selectors: kubectl get mutatingwebhookconfigurations -o yaml, then delete the configuration that is left over: kubectl delete mutatingwebhookconfiguration NAME',
    ko: '선택기를 비교하고(kubectl get mutatingwebhookconfigurations -o yaml) 남은 구성을 삭제하세요: kubectl delete mutatingwebhookconfiguration NAME',
  },
  'advice.no-one-revision': {
    en: 'Run: kubectl get controlplanerevisions -n istio-system, see that one is Reconciled and has its webhook istiod-REVISION, then label the namespaces for it',
    ko: '실행: kubectl get controlplanerevisions -n istio-system. 하나가 Reconciled이고 웹훅 istiod-REVISION이 있는지 확인한 뒤 네임스페이스에 그 라벨을 지정하세요',
  },
  'advice.injection-unseen': {
    en: 'Run: kubectl get mutatingwebhookconfigurations, and kubectl get namespaces -L istio-injection,istio.io/rev',
    ko: '실행: kubectl get mutatingwebhookconfigurations, 그리고 kubectl get namespaces -L istio-injection,istio.io/rev',
  },
  'proof.not-managed': {
    en: '{target} has no managed control plane in fleet {fleet}',
    ko: '플릿 {fleet}에 {target}의 관리형 제어 영역이 없음',
  },
  'proof.no-in-cluster-injector': {
    en: 'no webhook of an in-cluster istiod is asked, and no pod has its proxy',
    ko: '클러스터 내 istiod의 웹훅을 사용하는 네임스페이스도, 그 프록시가 있는 포드도 없음',
  },
  'proof.in-cluster-injector': {
    en: 'mutating webhook configuration {name} calls a service in istio-system',
    ko: '변형 웹훅 구성 {name}이(가) istio-system의 서비스를 호출함',
  },
  'proof.leftover-injector': {
    en: 'mutating webhook configuration {name} calls a service in istio-system and no namespace asks for it: a leftover, once nobody uses that istiod: kubectl delete mutatingwebhookconfiguration {name}',
    ko: '변형 웹훅 구성 {name}이(가) istio-system의 서비스를 호출하지만 사용하는 네임스페이스가 없음. 그 istiod를 아무도 쓰지 않는다면 남은 구성임: kubectl delete mutatingwebhookconfiguration {name}',
  },
  'proof.namespace-asks': {
    en: 'namespace {namespace} asks for it ({label})',
    ko: '네임스페이스 {namespace}이(가) 이를 사용함({label})',
  },
  'proof.old-proxies': {
    en: '{count:number} {count:plural:pod|pods} with a revision that is not managed',
    ko: '관리형이 아닌 버전의 포드 {count:number}개',
  },
  'proof.old-paused': {
    en: '{workload} is paused, so that a restart replaces no pod, and left out. To resume it, run: kubectl rollout resume deployment/{name} --namespace={namespace}',
    ko: '{workload}: 일시중지되어 있어 다시 시작해도 포드가 교체되지 않으므로 제외함. 재개하려면 실행: kubectl rollout resume deployment/{name} --namespace={namespace}',
  },
  'proof.old-on-delete': {
    en: '{workload} is updated by OnDelete, so that only deleting a pod replaces it, and left out',
    ko: '{workload}: 업데이트 전략이 OnDelete여서 포드를 삭제해야만 교체되므로 제외함',
  },
  'proof.no-restart-renews': {
    en: '{count:number} of them no restart renews (no workload, or its template names a revision): {pod}',
    ko: '그중 {count:number}개는 다시 시작해도 바뀌지 않음(워크로드가 없거나 템플릿에 버전이 지정됨): {pod}',
  },
});
