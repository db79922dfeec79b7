package dynarock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Scenarios of tests/sdk/README.md that are about many items at once. */
class ReadsTest extends Support {
  private static QueryRequest.Builder ann(String name) {
    return QueryRequest.builder().tableName(name)
        .keyConditionExpression("Customer = :c")
        .expressionAttributeValues(Map.of(":c", s("ann")));
  }

  private static List<Integer> numbers(List<Map<String, AttributeValue>> items) {
    return items.stream().map(item -> Integer.valueOf(item.get("Number").n())).toList();
  }

  private static Condition condition(String operator, AttributeValue... values) {
    return Condition.builder().comparisonOperator(operator).attributeValueList(values).build();
  }

  @Test
  void queryPages() {
    String name = orders();
    List<Integer> sizes = new ArrayList<>();
    List<Integer> seen = new ArrayList<>();
    client.queryPaginator(ann(name).limit(7).build()).forEach(page -> {
      sizes.add(page.count());
      seen.addAll(numbers(page.items()));
    });
    assertEquals(List.of(7, 7, 7, 7, 2), sizes);
    assertEquals(IntStream.rangeClosed(1, 30).boxed().toList(), seen);
    var backwards = client.query(ann(name).scanIndexForward(false).limit(3).build());
    assertEquals(List.of(30, 29, 28), numbers(backwards.items()));
    assertEquals(Map.of("Customer", s("ann"), "Number", n(28)), backwards.lastEvaluatedKey());
  }

  @Test
  void queryKeyConditions() {
    String name = orders();
    Map<String, List<Integer>> cases = Map.of(
        "= :a", List.of(29), "> :a", List.of(30), ">= :a", List.of(29, 30),
        "BETWEEN :a AND :b", List.of(29, 30));
    cases.forEach((condition, expected) -> {
      Map<String, AttributeValue> values = new HashMap<>(Map.of(":c", s("ann"), ":a", n(29)));
      if (condition.contains(":b")) values.put(":b", n(99));
      var reply = client.query(b -> b.tableName(name)
          .keyConditionExpression("Customer = :c AND #n " + condition)
          .expressionAttributeNames(Map.of("#n", "Number"))
          .expressionAttributeValues(values));
      assertEquals(expected, numbers(reply.items()), condition);
    });
    var count = client.query(ann(name).select(Select.COUNT).build());
    assertEquals(30, count.count());
    assertFalse(count.hasItems());
  }

  @Test
  void queryIndexes() {
    String name = orders();
    var byPlaced = client.query(
        ann(name).indexName("ByPlaced").consistentRead(true).limit(2).build());
    assertEquals(List.of(30, 29), numbers(byPlaced.items()));
    assertEquals(Map.of("Customer", s("ann"), "Number", n(30), "Placed", s("2026-03-01")),
        byPlaced.items().get(0));
    QueryRequest byStatus = QueryRequest.builder().tableName(name).indexName("ByStatus")
        .keyConditionExpression("#s = :s AND begins_with(Placed, :month)")
        .expressionAttributeNames(Map.of("#s", "Status"))
        .expressionAttributeValues(Map.of(":s", s("open"), ":month", s("2026-03-"))).build();
    assertEquals(11, client.query(byStatus).count());
    assertEquals("Consistent reads are not supported on global secondary indexes",
        failure("ValidationException",
            () -> client.query(byStatus.toBuilder().consistentRead(true).build())));
    client.deleteItem(b -> b.tableName(name)
        .key(Map.of("Customer", s("bob"), "Number", n(3))));
    assertEquals(10, client.query(byStatus).count());
  }

  @Test
  void queryFilter() {
    var reply = client.query(ann(orders())
        .filterExpression("#s IN (:open) AND attribute_type(#t, :n)")
        .expressionAttributeNames(Map.of("#s", "Status", "#t", "Total"))
        .expressionAttributeValues(Map.of(":c", s("ann"), ":open", s("open"), ":n", s("N")))
        .build());
    assertEquals(10, reply.count());
    assertEquals(30, reply.scannedCount());
  }

  @Test
  void scanParallel() {
    String name = orders();
    List<Map<String, AttributeValue>> seen = IntStream.range(0, 4).parallel().boxed()
        .flatMap(segment -> client.scanPaginator(
            b -> b.tableName(name).segment(segment).totalSegments(4).limit(5)).items().stream())
        .toList();
    assertEquals(33, seen.size());
    assertEquals(33, new HashSet<>(seen).size());
  }

  @Test
  void largePages() {
    String name = table("pk sk", "pk:S sk:N", b -> {});
    AttributeValue blob = AttributeValue.fromB(SdkBytes.fromByteArray(new byte[390_000]));
    for (int i = 0; i < 4; i++) {
      Map<String, AttributeValue> item = Map.of("pk", s("p"), "sk", n(i), "blob", blob);
      client.putItem(b -> b.tableName(name).item(item));
    }
    var reply = client.scan(b -> b.tableName(name));
    assertEquals(3, reply.count());
    assertEquals(Map.of("pk", s("p"), "sk", n(2)), reply.lastEvaluatedKey());
  }

  @Test
  void batchWriteAndGet() {
    String name = table("Customer Number", "Customer:S Number:N", b -> {});
    List<WriteRequest> puts =
        IntStream.rangeClosed(1, 26).mapToObj(number -> put(order("ann", number))).toList();
    failure("ValidationException",
        () -> client.batchWriteItem(b -> b.requestItems(Map.of(name, puts))));
    var written = client.batchWriteItem(b -> b.requestItems(Map.of(name, puts.subList(0, 25))));
    assertEquals(Map.of(), written.unprocessedItems());
    List<Map<String, AttributeValue>> keys = Stream.of(3, 25, 1000)
        .map(number -> Map.of("Customer", s("ann"), "Number", n(number))).toList();
    var got = client.batchGetItem(b -> b.requestItems(Map.of(name,
        KeysAndAttributes.builder()
            .keys(keys).build())));
    assertEquals(2, got.responses().get(name).size());
    assertEquals(Map.of(), got.unprocessedKeys());
    List<WriteRequest> deletes = keys.stream()
        .map(key -> WriteRequest.builder().deleteRequest(b -> b.key(key)).build()).toList();
    client.batchWriteItem(b -> b.requestItems(Map.of(name, deletes)));
    assertEquals(23, client.scan(b -> b.tableName(name)).count());
  }

  @Test
  void legacyReads() {
    String name = orders();
    var reply = client.query(b -> b.tableName(name)
        .keyConditions(Map.of("Customer", condition("EQ", s("ann")),
            "Number", condition("BETWEEN", n(10), n(19))))
        .queryFilter(Map.of("Status", condition("EQ", s("open"))))
        .attributesToGet("Number"));
    assertEquals(List.of(12, 15, 18), numbers(reply.items()));
    assertEquals(10, reply.scannedCount());
  }
}
