package dynarock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.retry.RetryPolicy;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.Stream;
import software.amazon.awssdk.services.dynamodb.model.StreamStatus;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Scenarios of tests/sdk/README.md that are about streams. */
class StreamsTest extends Support {
  static final DynamoDbStreamsClient streams = DynamoDbStreamsClient.builder()
      .endpointOverride(URI.create(System.getenv("DYNAROCK_ENDPOINT")))
      .overrideConfiguration(o -> o.retryPolicy(RetryPolicy.none()))
      .build();

  String streamed(StreamViewType view) {
    return table("id", "id:S",
        b -> b.streamSpecification(s -> s.streamEnabled(true).streamViewType(view)));
  }

  static String streamOf(String table) {
    return describe(table).latestStreamArn();
  }

  static void put(String table, String id) {
    client.putItem(b -> b.tableName(table).item(Map.of("id", s(id))));
  }

  static List<Shard> shards(String stream) {
    List<Shard> all = new ArrayList<>();
    String last = null;
    do {
      String start = last;
      var description = streams
          .describeStream(b -> b.streamArn(stream).exclusiveStartShardId(start))
          .streamDescription();
      all.addAll(description.shards());
      last = description.lastEvaluatedShardId();
    } while (last != null);
    return all;
  }

  static String iterator(String stream, Shard shard, Consumer<GetShardIteratorRequest.Builder> at) {
    return streams
        .getShardIterator(b -> at.accept(b.streamArn(stream).shardId(shard.shardId())))
        .shardIterator();
  }

  /** Up to the end of what is there by now, in pages of two. */
  static List<Record> readFrom(String first) {
    List<Record> records = new ArrayList<>();
    String iterator = first;
    while (iterator != null) {
      String next = iterator;
      var page = streams.getRecords(b -> b.shardIterator(next).limit(2));
      if (page.records().isEmpty()) break;
      records.addAll(page.records());
      iterator = page.nextShardIterator();
    }
    return records;
  }

  static List<Record> read(String stream) {
    List<Record> records = new ArrayList<>();
    for (Shard shard : shards(stream)) {
      records.addAll(readFrom(
          iterator(stream, shard, b -> b.shardIteratorType(ShardIteratorType.TRIM_HORIZON))));
    }
    return records;
  }

  static String id(Record record) {
    return record.dynamodb().keys().get("id").s();
  }

  static String ids(List<Record> records) {
    return records.stream().map(StreamsTest::id).collect(Collectors.joining());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN_TO_SDK_VERSION")
  void streamRecords(StreamViewType view) {
    String name = streamed(view);
    for (int number : List.of(1, 1, 2)) {
      client.putItem(b -> b.tableName(name).item(Map.of("id", s("a"), "n", n(number))));
    }
    client.deleteItem(b -> b.tableName(name).key(Map.of("id", s("a"))));
    List<Record> records = read(streamOf(name));
    assertEquals(List.of(OperationType.INSERT, OperationType.MODIFY, OperationType.REMOVE),
        records.stream().map(Record::eventName).toList());
    boolean news = view == StreamViewType.NEW_IMAGE || view == StreamViewType.NEW_AND_OLD_IMAGES;
    boolean olds = view == StreamViewType.OLD_IMAGE || view == StreamViewType.NEW_AND_OLD_IMAGES;
    String before = "";
    for (Record record : records) {
      assertTrue(record.eventID().matches("[0-9a-f]{32}"));
      assertEquals("1.1", record.eventVersion());
      assertEquals("aws:dynamodb", record.eventSource());
      assertEquals("us-east-1", record.awsRegion());
      StreamRecord change = record.dynamodb();
      assertEquals(Map.of("id", s("a")), change.keys());
      assertEquals(view, change.streamViewType());
      assertEquals(news && record.eventName() != OperationType.REMOVE, change.hasNewImage());
      assertEquals(olds && record.eventName() != OperationType.INSERT, change.hasOldImage());
      assertTrue(change.sequenceNumber().compareTo(before) > 0);
      before = change.sequenceNumber();
    }
  }

  @Test
  void streamOfEveryWrite() {
    String name = streamed(StreamViewType.NEW_AND_OLD_IMAGES);
    Map<String, AttributeValue> key = Map.of("id", s("a"));
    put(name, "a");
    client.updateItem(b -> b.tableName(name).key(key)
        .updateExpression("ADD n :one").expressionAttributeValues(Map.of(":one", n(1))));
    assertThrows(ConditionalCheckFailedException.class, () -> client.deleteItem(b -> b
        .tableName(name).key(key).conditionExpression("attribute_not_exists(id)")));
    client.batchWriteItem(b -> b.requestItems(Map.of(name, List.of(
        put(Map.of("id", s("b"))),
        WriteRequest.builder().deleteRequest(d -> d.key(key)).build()))));
    client.transactWriteItems(b -> b.transactItems(
        i -> i.put(p -> p.tableName(name).item(Map.of("id", s("c")))),
        i -> i.delete(d -> d.tableName(name).key(Map.of("id", s("b"))))));
    client.executeStatement(b -> b.statement("INSERT INTO \"" + name + "\" VALUE {'id': 'd'}"));
    assertEquals(
        List.of("INSERT a", "MODIFY a", "INSERT b", "REMOVE a", "INSERT c", "REMOVE b", "INSERT d"),
        read(streamOf(name)).stream().map(r -> r.eventNameAsString() + " " + id(r)).toList());
  }

  @Test
  void streamIterators() {
    String name = streamed(StreamViewType.KEYS_ONLY);
    String stream = streamOf(name);
    Shard shard = shards(stream).get(0);
    String latest = iterator(stream, shard, b -> b.shardIteratorType(ShardIteratorType.LATEST));
    for (String id : List.of("a", "b", "c")) put(name, id);
    List<Record> everything = read(stream);
    assertEquals("abc", ids(everything));
    assertEquals("abc", ids(readFrom(latest)));
    String second = everything.get(1).dynamodb().sequenceNumber();
    assertEquals("bc", ids(readFrom(iterator(stream, shard, b -> b
        .shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER).sequenceNumber(second)))));
    assertEquals("c", ids(readFrom(iterator(stream, shard, b -> b
        .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER).sequenceNumber(second)))));
    assertEquals("", ids(readFrom(
        iterator(stream, shard, b -> b.shardIteratorType(ShardIteratorType.LATEST)))));
    assertEquals("Invalid ShardIterator", failure("ValidationException",
        () -> streams.getRecords(b -> b.shardIterator("no iterator"))));
    failure("ResourceNotFoundException", () -> streams.getShardIterator(b -> b.streamArn(stream)
        .shardId("shardId-00000000000000000001-00000000")
        .shardIteratorType(ShardIteratorType.LATEST)));
  }

  @Test
  void streamDisabled() {
    String name = streamed(StreamViewType.KEYS_ONLY);
    String first = streamOf(name);
    put(name, "a");
    assertEquals("Table already has an enabled stream: TableName: " + name,
        failure("ValidationException", () -> enable(name)));
    client.updateTable(b -> b.tableName(name).streamSpecification(s -> s.streamEnabled(false)));
    put(name, "b");
    enable(name);
    put(name, "c");
    String second = streamOf(name);
    List<String> listed = streams.listStreams(b -> b.tableName(name)).streams().stream()
        .map(Stream::streamArn).toList();
    assertEquals(List.of(first, second), listed);
    assertEquals(StreamStatus.DISABLED,
        streams.describeStream(b -> b.streamArn(first)).streamDescription().streamStatus());
    assertNotNull(shards(first).get(0).sequenceNumberRange().endingSequenceNumber());
    assertEquals("a", ids(read(first)));
    assertEquals("c", ids(read(second)));
  }

  static void enable(String name) {
    client.updateTable(b -> b.tableName(name).streamSpecification(
        s -> s.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE)));
  }

  @Test
  void streamAfterDeletion() {
    String name = streamed(StreamViewType.NEW_IMAGE);
    String stream = streamOf(name);
    for (String id : List.of("a", "b", "c")) put(name, id);
    client.deleteTable(b -> b.tableName(name));
    assertEquals("abc", ids(read(stream)));
    List<Stream> listed = streams.listStreams(b -> b.tableName(name)).streams();
    assertEquals(List.of(stream), listed.stream().map(Stream::streamArn).toList());
    assertFalse(shards(stream).isEmpty());
  }
}
