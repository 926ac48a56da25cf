import {runbookTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = runbookTexts('in-cluster-injection', {
  'headline.in-cluster-injection': {
    en: 'Sidecar injection of {target} is not managed',
    ko: '{target}의 사이드카 삽입이 관리형이 아님',
  },
  'headline.in-cluster-injection.over': {
    en: 'Sidecar injection of {target} is managed',
    ko: '{target}의 사이드카 삽입이 관리형임',
  },
  'headline.in-cluster-injection.reported': {
    en: 'Reported, not confirmed: sidecar injection of {target} is not managed',
    ko: '미확인 보고: {target}의 사이드카 삽입이 관리형이 아님',
  },
  'cause.in-cluster-injection': {
    en: 'namespaces use an in-cluster istiod',
    ko: '네임스페이스가 클러스터 내 istiod를 사용함',
  },
  'detail.in-cluster-injection': {
    en: '{namespaces:number} {namespaces:plural:namespace still gets its|namespaces still get their} sidecars from an istiod inside the cluster. {pods:number} {pods:plural:pod has|pods have} its proxy.',
    ko: '네임스페이스 {namespaces:number}개에 아직 클러스터 내 istiod의 사이드카가 삽입됩니다. 포드 {pods:number}개에 그 프록시가 있습니다.',
  },
  'cause.old-proxies': {
    en: 'pods still have an in-cluster proxy',
    ko: '포드에 클러스터 내 istiod의 프록시가 남아 있음',
  },
  'detail.old-proxies': {
    en: '{pods:number} {pods:plural:pod still has|pods still have} the proxy of an in-cluster istiod and {pods:plural:needs|need} a restart.',
    ko: '포드 {pods:number}개에 아직 클러스터 내 istiod의 프록시가 있어 다시 시작해야 합니다.',
  },
  'cause.old-proxies-stay': {
    en: 'no restart replaces in-cluster proxies',
    ko: '재시작해도 클러스터 내 프록시가 교체되지 않음',
  },
  'detail.old-proxies-stay': {
    en: '{pods:number} {pods:plural:pod has|pods have} the proxy of an in-cluster istiod, and no restart that mesh-responder can make replaces it.',
    ko: '포드 {pods:number}개에 클러스터 내 istiod의 프록시가 있으며, mesh-responder가 재시작해도 교체되지 않습니다.',
  },
  'cause.injection-contested': {
    en: 'two webhooks select namespace {namespace}',
    ko: '웹훅 2개가 {namespace} 네임스페이스를 선택함',
  },
  'detail.injection-contested': {
    en: 'A webhook of the cluster and one of the managed control plane both select {namespace}, and its pods have an old proxy.',
    ko: '클러스터의 웹훅과 관리형 제어 영역의 웹훅이 모두 {namespace} 네임스페이스를 선택하며, 그 포드에 이전 프록시가 있습니다.',
  },
  'cause.no-one-revision': {
    en: 'no single managed revision is ready',
    ko: '준비된 관리형 버전이 하나가 아님',
  },
  'detail.no-ready-revision': {
    en: 'Namespaces or pods still use an in-cluster istiod, and no managed revision is ready to take over.',
    ko: '네임스페이스 또는 포드가 아직 클러스터 내 istiod를 사용하지만 준비된 관리형 버전이 없습니다.',
  },
  'detail.several-revisions': {
    en: 'Namespaces or pods still use an in-cluster istiod, and more than one managed revision is ready to take over: {found}.',
    ko: '네임스페이스 또는 포드가 아직 클러스터 내 istiod를 사용하지만 준비된 관리형 버전이 둘 이상입니다. {found}',
  },
  'cause.injection-unseen': {
    en: 'cluster could not be checked inside',
    ko: '클러스터 내부를 확인하지 못함',
  },
  'detail.injection-unseen': {
    en: 'It is unknown which istiod injects the sidecars of {target}.',
    ko: '{target}의 사이드카를 어떤 istiod가 삽입하는지 알 수 없습니다.',
  },
  'advice.old-proxies-stay': {
    en: 'Remove revisions from pod templates, label the namespaces for {revision}, and resume paused Deployments. Replace by hand the pods that have no workload, or whose update strategy is OnDelete.',
    ko: '포드 템플릿에서 버전을 삭제하고, 네임스페이스에 {revision} 라벨을 지정하고, 일시중지된 디플로이먼트를 재개하세요. 워크로드가 없거나 업데이트 전략이 OnDelete인 포드는 직접 교체하세요.',
  },
  'risk.old-proxies-stay': {
    en: 'Resuming a Deployment rolls out every change that was made while it was paused. A pod that no controller owns does not come back after it is deleted.',
    ko: '디플로이먼트를 재개하면 일시중지된 동안의 모든 변경사항이 출시됩니다. 컨트롤러가 없는 포드는 삭제하면 다시 생성되지 않습니다.',
  },
  'advice.injection-contested': {
    en: 'Compare the selectors of the webhook configurations, then delete the one that is left over (replace NAME):',
    ko: '웹훅 구성의 선택기를 비교한 후 남은 구성을 삭제하세요. NAME을 구성 이름으로 바꿔 다음 명령어를 실행하세요.',
    run: [
      'kubectl get mutatingwebhookconfigurations -o yaml',
      'kubectl delete mutatingwebhookconfiguration NAME',
    ],
  },
  'risk.injection-contested': {
    en: 'Pods of namespaces that only the deleted configuration selects start without a sidecar.',
    ko: '삭제한 구성만 선택하던 네임스페이스의 포드는 사이드카 없이 시작됩니다.',
  },
  'advice.no-one-revision': {
    en: 'Check which ControlPlaneRevision is Reconciled and has a webhook, then label the namespaces for it:',
    ko: 'Reconciled 상태이고 웹훅이 있는 ControlPlaneRevision을 다음 명령어로 확인한 후 네임스페이스에 그 라벨을 지정하세요.',
    run: [
      'kubectl get controlplanerevisions -n istio-system',
      'kubectl get mutatingwebhookconfigurations',
    ],
  },
  'advice.injection-unseen': {
    en: 'Check the webhook configurations, and which revision each namespace uses:',
    ko: '다음 명령어로 웹훅 구성과 각 네임스페이스가 사용하는 버전을 확인하세요.',
    run: [
      'kubectl get mutatingwebhookconfigurations',
      'kubectl get namespaces -L istio-injection,istio.io/rev',
    ],
  },
  'proof.not-managed': {
    en: '{target} has no managed control plane in fleet {fleet}',
    ko: '플릿 {fleet}에 {target}의 관리형 제어 영역이 없음',
  },
  'proof.no-in-cluster-injector': {
    en: 'No namespace uses an in-cluster istiod, and no pod has its proxy',
    ko: '클러스터 내 istiod를 사용하는 네임스페이스도, 그 프록시가 있는 포드도 없음',
  },
  'proof.in-cluster-injector': {
    en: 'Mutating webhook configuration {name} calls a service in istio-system',
    ko: '변형 웹훅 구성 {name:이/가} istio-system의 서비스를 호출함',
  },
  'proof.leftover-injector': {
    en: 'Mutating webhook configuration {name} calls a service in istio-system, and no namespace uses it. Once nothing uses that istiod, delete the configuration:',
    ko: '변형 웹훅 구성 {name:이/가} istio-system의 서비스를 호출하지만 사용하는 네임스페이스가 없음. 그 istiod를 사용하는 곳이 없을 때 구성을 삭제하는 명령어:',
    run: 'kubectl delete mutatingwebhookconfiguration {name}',
  },
  'proof.namespace-asks': {
    en: 'Namespace {namespace} uses it ({label})',
    ko: '{namespace} 네임스페이스가 이를 사용함({label})',
  },
  'proof.old-proxies': {
    en: '{count:number} {count:plural:pod has|pods have} a revision that is not managed',
    ko: '관리형이 아닌 버전의 포드 {count:number}개',
  },
  'proof.old-paused': {
    en: '{workload} is paused and left out, because a restart would replace no pod. Resume it:',
    ko: '{workload:은/는} 일시중지되어 재시작해도 포드가 교체되지 않으므로 제외함. 재개하는 명령어:',
    run: 'kubectl rollout resume deployment/{name} --namespace={namespace}',
  },
  'proof.old-on-delete': {
    en: '{workload} is left out, because its update strategy OnDelete replaces a pod only after it is deleted',
    ko: '{workload:은/는} 업데이트 전략이 OnDelete여서 포드를 삭제해야만 교체되므로 제외함',
  },
  'proof.no-restart-renews': {
    en: '{count:number} of them would keep the proxy after a restart (no workload, or its template names a revision): {pod}',
    ko: '그중 {count:number}개는 재시작해도 프록시가 바뀌지 않음(워크로드가 없거나 템플릿에 버전이 지정됨): {pod}',
  },
  'danger.istiod': {
    en: 'it installs an istiod of revision {revision} in the cluster, which injects beside the managed control plane',
    ko: '클러스터에 버전이 {revision}인 istiod를 설치하며, 관리형 제어 영역과 함께 프록시를 삽입함',
  },
  'danger.webhook': {
    en: 'webhook {webhook} has an istiod inside the cluster inject sidecars, beside the managed control plane',
    ko: '웹훅 {webhook:이/가} 관리형 제어 영역과 별도로 클러스터 내 istiod의 사이드카를 삽입하게 함',
  },
  'danger.label': {
    en: 'namespace {namespace} would ask for sidecars with {label}, which is no revision of the managed control plane',
    ko: '네임스페이스 {namespace:이/가} 관리형 제어 영역의 버전이 아닌 {label:으로/로} 사이드카를 요청함',
  },
  'remedy.istiod': {
    en: 'Leave the release out where the mesh is managed: the managed control plane needs no istiod in the cluster.',
    ko: '메시가 관리되는 클러스터에서는 이 릴리스를 설치하지 마세요. 관리형 제어 영역에는 클러스터 내 istiod가 필요하지 않습니다.',
  },
  'remedy.webhook': {
    en: 'Leave webhook {webhook} out: the managed control plane makes its own.',
    ko: '웹훅 {webhook:을/를} 제거하세요. 관리형 제어 영역은 자체 웹훅을 만듭니다.',
  },
  'remedy.label': {
    en: 'Give namespace {namespace} the label istio.io/rev of its managed revision: asm-managed, asm-managed-rapid or asm-managed-stable.',
    ko: '네임스페이스 {namespace}에 관리형 버전의 istio.io/rev 라벨을 지정하세요: asm-managed, asm-managed-rapid 또는 asm-managed-stable.',
  },
  'unknown.webhooks': {
    en: 'what webhook {webhook} calls is known after apply',
    ko: '웹훅 {webhook:이/가} 호출하는 대상은 적용 후에 알 수 있음',
  },
  'unknown.labels': {
    en: 'the labels of namespace {namespace} are known after apply',
    ko: '네임스페이스 {namespace}의 라벨은 적용 후에 알 수 있음',
  },
  'unknown.injector': {
    en: 'namespace {namespace} would ask for sidecars with {label}; the plan does not say which control plane answers',
    ko: '네임스페이스 {namespace:이/가} {label:으로/로} 사이드카를 요청하며, 어느 제어 영역이 응답하는지는 클러스터에서만 알 수 있음',
  },
});
