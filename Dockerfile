FROM python:3.11-slim
WORKDIR /app
COPY requirements.lock requirements-ocr.lock requirements-narration.lock requirements-postgres.lock pyproject.toml LICENSE NOTICE README.md ./
RUN pip install --no-cache-dir --require-hashes --no-deps -r requirements.lock \
    -r requirements-ocr.lock -r requirements-narration.lock -r requirements-postgres.lock
COPY . .
RUN pip install --no-cache-dir --no-deps --no-build-isolation --editable .
VOLUME /data
