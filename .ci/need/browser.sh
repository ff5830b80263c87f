# A browser without a screen, and what drives it, for the tests of the page to decide on.
if ! command -v chromedriver >/dev/null 2>&1 || ! command -v chromium >/dev/null 2>&1 || ! command -v node >/dev/null 2>&1; then
  if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    (timeout 60 apt-get update -qq && timeout 170 env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends chromium chromium-driver nodejs) >/dev/null 2>&1 ||
      echo "chromium, chromium-driver and nodejs could not be installed: the tests of the page will be skipped"
  else
    echo "chromium, chromium-driver or nodejs is absent: the tests of the page will be skipped"
  fi
fi
