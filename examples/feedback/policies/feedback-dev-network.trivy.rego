package trivy

import rego.v1

default ignore := false

accepted := set()

# Older releases of trivy write AVD-AZU-0012.
ignore if {
  [trim_prefix(input.ID, "AVD-"), input.CauseMetadata.Resource] in accepted
}
