# The configurations that the benchmarks run on, and how a run is measured. Sourced, not run.

# shapes NAME COUNT FOLDER: writes the configuration.
write_shape() {
  local shape=$1 n=$2 folder=$3
  mkdir -p "$folder"
  case $shape in
    flat) printf 'resource "terraform_data" "a" {\n  count = %d\n  input = "x-${count.index}"\n}\n' "$n" ;;
    pairs)
      printf 'resource "terraform_data" "a" {\n  count = %d\n  input = "x-${count.index}"\n}\n' "$n"
      printf 'resource "terraform_data" "b" {\n  count = %d\n  input = terraform_data.a[count.index].output\n}\n' "$n" ;;
    chain)
      echo 'resource "terraform_data" "r0" { input = 0 }'
      seq 1 $((n - 1)) | awk '{ printf "resource \"terraform_data\" \"r%d\" { input = terraform_data.r%d.output }\n", $1, $1 - 1 }' ;;
    modules)
      mkdir -p "$folder/m"
      printf 'variable "n" {}\nresource "terraform_data" "a" {\n  count = 10\n  input = "${var.n}-${count.index}"\n}\n' > "$folder/m/main.tf"
      printf 'module "m" {\n  source = "./m"\n  count  = %d\n  n      = count.index\n}\n' $((n / 10)) ;;
    blocks) seq 0 $((n - 1)) | awk '{ printf "resource \"terraform_data\" \"r%d\" { input = upper(join(\"-\", split(\",\", replace(format(\"a,b,%%d\", %d), \"a\", \"c\")))) }\n", $1, $1 }' ;;
    *) echo "there is no shape $shape" >&2; return 1 ;;
  esac > "$folder/main.tf"
}

# measure RUNS FOLDER PROGRAM ARGUMENTS...: the median of the runs, each from the same state: CPU seconds, wall seconds, peak MB.
measure() {
  local runs=$1 folder=$2 i; shift 2
  local TIMEFORMAT='%3U %3S %3R'
  rm -rf "$folder.before"; cp -r "$folder" "$folder.before"
  for ((i = 0; i < runs; i++)); do
    if [ "$i" -gt 0 ]; then rm -rf "$folder"; cp -r "$folder.before" "$folder"; fi
    { time (cd "$folder" && /usr/bin/time -f %M -o "$folder.memory" "$@" >/dev/null 2>"$folder.error"); } 2>"$folder.time" || { cat "$folder.error" >&2; return 1; }
    echo "$(cat "$folder.time") $(tail -n 1 "$folder.memory")"
  done | awk '{ printf "%.3f %.3f %d\n", $1 + $2, $3, $4 / 1024 }' | sort -n | awk '{ line[NR] = $0 } END { print line[int((NR + 1) / 2)] }'
  rm -rf "$folder.before"
}
