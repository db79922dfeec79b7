# The example service of fixtures/service, which is its build context.
FROM python:3.11-slim-bookworm
RUN pip install --no-cache-dir boto3==1.44.3 flask==3.1.2
COPY mysfits.py /app/mysfits.py
USER nobody
EXPOSE 8080
CMD ["python", "/app/mysfits.py"]
