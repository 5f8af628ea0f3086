# nd30: the web service, its workers and its command, with LibreOffice and Tinos. Built from the same lock file as .venv.
FROM debian:12-slim AS base
ENV LANG=C.UTF-8 PYTHONUNBUFFERED=1
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install -y --no-install-recommends \
      python3 libreoffice-writer-nogui libreoffice-script-provider-python python3-uno fonts-croscore libtcmalloc-minimal4 \
 && rm -rf /var/lib/apt/lists/*

FROM base AS build
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install -y --no-install-recommends python3-venv \
 && rm -rf /var/lib/apt/lists/*
RUN python3 -m venv /opt/uv && /opt/uv/bin/pip install --no-cache-dir uv==0.13.9
WORKDIR /app
COPY pyproject.toml uv.lock README.md LICENSE ./
RUN /opt/uv/bin/uv sync --frozen --no-dev --no-install-project --extra postgresql
COPY service ./service
COPY templates_nd30 ./templates_nd30
COPY fixtures/documents ./fixtures/documents
RUN /opt/uv/bin/uv sync --frozen --no-dev --extra postgresql

FROM base
RUN useradd --create-home --uid 10001 nd30 && install -d -o nd30 /var/lib/nd30
WORKDIR /app
COPY --from=build /app /app
ENV PATH=/app/.venv/bin:$PATH ND30_DATA_DIR=/var/lib/nd30
USER 10001
VOLUME /var/lib/nd30
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["python3", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["nd30"]
CMD ["serve", "--bind", "0.0.0.0:8000"]
