# apilint as one static binary that no privileged user runs:
#   docker build -t apilint .
#   docker run --rm --volume "$PWD:/work:ro" apilint check openapi.yaml
# What it builds was built and run without Docker, in a folder with nothing else in it (`chroot`) and as this user, by
#   rustup target add x86_64-unknown-linux-musl && apt-get install musl-tools
#   cargo build --release --locked --target x86_64-unknown-linux-musl
FROM rust:1.88-alpine AS build
# The C compiler of the image makes the cryptography and the allocator.
RUN apk add --no-cache musl-dev
WORKDIR /src
COPY . .
RUN cargo build --release --locked

# A shell is there for pipelines that want one (GitLab), and the authorities that URLs are checked against.
FROM alpine:3
RUN apk add --no-cache ca-certificates
COPY --from=build /src/target/release/apilint /usr/local/bin/apilint
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["apilint"]
CMD ["--help"]
