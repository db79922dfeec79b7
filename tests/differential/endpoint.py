"""A DynamoDB endpoint, asked over plain HTTP so that invalid requests reach it as they are."""

import http.client
import json
import urllib.parse
from dataclasses import dataclass

HEADERS = {
    "Content-Type": "application/x-amz-json-1.0",
    "X-Amz-Date": "20260101T000000Z",
    # Neither server checks signatures.
    "Authorization": "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/dynamodb/aws4_request, "
                     "SignedHeaders=host;x-amz-date, Signature=0",
}


@dataclass
class Answer:
    status: int
    body: object


class Endpoint:
    def __init__(self, url):
        self.address = urllib.parse.urlsplit(url).netloc
        self.connection = http.client.HTTPConnection(self.address, timeout=60)

    def send(self, operation, body, prefix="DynamoDB_20120810"):
        """Sends without waiting, so that two endpoints can work at once; `receive` follows."""
        data = json.dumps(body).encode()
        self.connection.request("POST", "/", data, {**HEADERS, "X-Amz-Target": prefix + "." + operation})

    def receive(self):
        response = self.connection.getresponse()
        text = response.read()
        return Answer(response.status, json.loads(text) if text else None)

    def ask(self, operation, body, **more):
        self.send(operation, body, **more)
        return self.receive()

    def items(self, table):
        """All of a table's items."""
        found, start = [], {}
        while True:
            page = self.ask("Scan", {"TableName": table, "ConsistentRead": True, **start}).body
            found += page["Items"]
            if "LastEvaluatedKey" not in page:
                return found
            start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}
