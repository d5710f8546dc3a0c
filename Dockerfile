# apilint as one static binary that no privileged user runs:
#   docker build -t apilint .
#   docker run --rm --volume "$PWD:/work:ro" apilint check openapi.yaml
# What it builds was built and run without Docker, in a folder with nothing else in it (`chroot`) and as this user, by
#   rustup target add x86_64-unknown-linux-musl && apt-get install musl-tools
#   RUSTFLAGS="-C relocation-model=static" cargo build --release --locked --target x86_64-unknown-linux-musl
FROM rust:1.88-alpine AS build
# The C compiler of the image makes the cryptography and the allocator.
RUN apk add --no-cache musl-dev
WORKDIR /src
COPY . .
# For a fixed place in memory: one that may be put anywhere mends its addresses each time it starts. The target is named so that
# Cargo builds what runs while it builds as it always does.
RUN RUSTFLAGS="-C relocation-model=static" cargo build --release --locked --target "$(uname -m)-unknown-linux-musl"

# A shell is there for pipelines that want one (GitLab), and the authorities that URLs are checked against.
FROM alpine:3
RUN apk add --no-cache ca-certificates
COPY --from=build /src/target/*-unknown-linux-musl/release/apilint /usr/local/bin/apilint
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["apilint"]
CMD ["--help"]
