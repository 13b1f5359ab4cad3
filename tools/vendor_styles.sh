#!/bin/sh
# Refresh the NL Design System stylesheets that Leerlus ships. For maintainers only: neither running nor testing
# Leerlus needs Node. Takes the two packages as published, changes nothing in them, and keeps their licence.
# Use: tools/vendor_styles.sh   (needs npm and tar)
set -eu

components="@utrecht/component-library-css"
components_version="9.0.4"
theme="@nl-design-system-unstable/voorbeeld-design-tokens"
theme_version="7.4.1"

target="$(cd "$(dirname "$0")/.." && pwd)/src/leerlus/site/static/vendor/nl-design-system"
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT

# unpack PACKAGE VERSION FOLDER
unpack() {
    mkdir -p "$scratch/$3"
    archive="$(cd "$scratch" && npm pack --silent "$1@$2")"
    tar -xzf "$scratch/$archive" -C "$scratch/$3" --strip-components=1
}

unpack "$components" "$components_version" components
unpack "$theme" "$theme_version" theme

mkdir -p "$target"
cp "$scratch/components/dist/index.css" "$target/utrecht-components.css"
cp "$scratch/theme/dist/theme.css" "$target/theme.css"
cp "$scratch/components/LICENSE.md" "$target/LICENSE.md"
cat > "$target/VERSION" <<END
utrecht-components.css  $components $components_version dist/index.css  EUPL-1.2
theme.css               $theme $theme_version dist/theme.css  EUPL-1.2
Unchanged copies, made by tools/vendor_styles.sh.
END
chmod 644 "$target"/*
