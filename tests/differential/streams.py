"""What the streams of both servers tell of the same changes."""

import compare
from tables import TABLES


class Streams:
    """Follows the streams of all tables on one server."""

    def __init__(self, side):
        self.side = side
        self.iterators = {}

    def start(self):
        for table in TABLES:
            # DynamoDB Local takes reads of a stream that never held anything for reads of what was trimmed.
            self.side.ask("PutItem", {"TableName": table.name, "Item": table.first_item()})
            arn = self.side.ask("DescribeTable", {"TableName": table.name}).body["Table"]["LatestStreamArn"]
            shards = self.ask("DescribeStream", {"StreamArn": arn})["StreamDescription"]["Shards"]
            assert len(shards) == 1, shards
            self.iterators[table.name] = self.ask("GetShardIterator", {
                "StreamArn": arn, "ShardId": shards[0]["ShardId"], "ShardIteratorType": "TRIM_HORIZON"})["ShardIterator"]

    def ask(self, operation, body):
        answer = self.side.ask(operation, body, prefix="DynamoDBStreams_20120810")
        assert answer.status == 200, answer
        return answer.body

    def changes(self, table):
        """What was new, by the item that it is about; of different items there is no order."""
        found = {}
        while True:
            page = self.ask("GetRecords", {"ShardIterator": self.iterators[table.name]})
            self.iterators[table.name] = page["NextShardIterator"]
            if not page["Records"]:
                return found
            for record in page["Records"]:
                change = compare.normal(compare.plain_numbers(record["dynamodb"]))
                told = {name: change[name] for name in ("Keys", "OldImage", "NewImage", "SizeBytes", "StreamViewType")
                        if name in change}
                found.setdefault(compare.canonical(change["Keys"]), []).append({"eventName": record["eventName"], **told})
