# Runs an app for tests that are about what comes after it: `sh recorded-app.sh <node> main.ts`. The first run of an app is recorded for
# the whole run of the tests, with what it writes and says and how it ends; the next ones with the same files and variables repeat that.
# Starting an app takes a hundred times as long, and starting Node ten times.
PATH="$PATH:/usr/bin:/bin"
node="$1"
app="$2"

# All that an app's run follows from: its files, and what it is told by variables.
key="$(
  {
    env | grep -E '^(ARM|AZURE|BACKEND|CDKTF|TERRAFORM)_' | grep -Ev '^CDKTF_(OUTDIR|AZURE_BACKEND_(HEARD|PACKAGE_FOLDER))=' | sort
    for file in cdktf.json "$app" src/*; do
      echo "$file"
      cat "$file"
    done
  } | { sha256sum 2>/dev/null || shasum -a 256; } | cut -c 1-64
)"
recording="$CDKTF_AZURE_BACKEND_PACKAGE_FOLDER/recorded/$key"

if [ -d "$recording" ]; then
  if [ -d "$recording/out" ]; then cp -R "$recording/out/." "$CDKTF_OUTDIR"; fi
  if [ -f "$recording/heard" ]; then cat "$recording/heard" >> "$CDKTF_AZURE_BACKEND_HEARD"; fi
  cat "$recording/stdout"
  cat "$recording/stderr" >&2
  exit "$(cat "$recording/status")"
fi

own="$recording-$$"
mkdir -p "$own"
"$node" "${0%/*}/start-app.cjs" "$app" > "$own/stdout" 2> "$own/stderr"
status=$?
cat "$own/stdout"
cat "$own/stderr" >&2
echo "$status" > "$own/status"
if [ -d "$CDKTF_OUTDIR" ]; then cp -R "$CDKTF_OUTDIR" "$own/out"; fi
if [ -f "$CDKTF_AZURE_BACKEND_HEARD" ]; then cp "$CDKTF_AZURE_BACKEND_HEARD" "$own/heard"; fi
# An app that somebody ended says nothing of the next one. Two tests may record the same at once: the first is kept.
if [ "$status" -gt 1 ] || [ -d "$recording" ]; then rm -r "$own"; else mv "$own" "$recording"; fi
exit "$status"
