# syntax=docker/dockerfile:1
# Two images (docs/getting.md):
#
#   docker build --target cli -t jiaokan .             the program alone, static, on distroless
#   docker build --target spark -t jiaokan:spark .     Spark with the wheel of dist/ installed
#
# `cli` is the last stage, and so what `docker build .` makes.

ARG RUST=rust:1.95-alpine
ARG STATIC=gcr.io/distroless/static-debian12:nonroot
ARG SPARK=apache/spark:4.0.0-python3

FROM ${RUST} AS build
# The C compiler is for the allocator, the one part that is not Rust.
RUN apk add --no-cache gcc musl-dev make
WORKDIR /jiaokan
COPY . .
# Alpine's own target is static musl. /out is there so that it belongs to who runs the program.
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/jiaokan/target \
    cargo build --locked --profile dist --bin jiaokan \
    && cp target/dist/jiaokan /usr/local/bin/jiaokan \
    && mkdir -p /empty/in /empty/out

FROM ${SPARK} AS spark
USER root
# Made by scripts/release.sh; pip takes the one for this processor.
COPY dist/jiaokan-*manylinux*.whl /tmp/wheels/
RUN python3 -m pip install --no-cache-dir pyarrow pandas \
    && python3 -m pip install --no-cache-dir --no-index --find-links /tmp/wheels jiaokan \
    && rm -r /tmp/wheels
USER spark

FROM ${STATIC} AS cli
COPY --from=build /usr/local/bin/jiaokan /usr/local/bin/jiaokan
COPY --from=build --chown=nonroot:nonroot /empty /
COPY LICENSE-MIT LICENSE-APACHE /usr/share/doc/jiaokan/
# Messages in Chinese; -e LANG=C for English.
ENV LANG=zh_CN.UTF-8
WORKDIR /out
USER nonroot
ENTRYPOINT ["/usr/local/bin/jiaokan"]
CMD ["extract", "/in", "-o", "/out"]
