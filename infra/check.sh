#!/bin/sh
# What must hold of the infrastructure before a change lands: the form, every module and every example
# valid, every test, every example planned. TERRAFORM names another binary. It needs no credentials, but for
# the plans: there the provider asks Google about the project. --no-plan leaves them out.
set -eu
cd "$(dirname "$0")"

terraform=${TERRAFORM:-terraform}
# A wrapper may read the variable itself.
unset TERRAFORM
# A stand-in for the bundle: what is looked at here is how it is deployed.
export TF_VAR_archive="$PWD/tests/bundle"
export TF_INPUT=0 TF_IN_AUTOMATION=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Runs terraform on a copy, so that neither state nor lock files of whoever works here matter, and none
# is left behind.
run() {
  within=$1
  shift
  "$terraform" -chdir="$work/infra/$within" "$@"
}

# Says nothing while all is well.
quietly() {
  "$@" >"$work/log" 2>&1 || {
    cat "$work/log"
    return 1
  }
}

start() {
  printf '\n== %s\n' "$1"
  quietly run "$1" init -backend=false
  run "$1" validate
}

printf '== fmt\n'
"$terraform" fmt -check -diff -recursive .

cp -R ../functions "$work/functions"
cp -R . "$work/infra"
find "$work/infra" -name .terraform -prune -exec rm -rf {} +
find "$work/infra" \( -name '*.tfstate*' -o -name .terraform.lock.hcl -o -name '*.tfvars' -not -path '*/tests/*' \
  -o -name backend.tf \) -exec rm -f {} +

for folder in . modules/*; do
  start "$folder"
  run "$folder" test
done

for folder in examples/*; do
  start "$folder"
  [ "${1:-}" != --no-plan ] || continue
  quietly run "$folder" plan -out="$work/plan"
  grep 'Plan:' "$work/log"
done
