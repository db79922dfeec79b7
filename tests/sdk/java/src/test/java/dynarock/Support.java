package dynarock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.core.retry.RetryPolicy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** A client, tables that live as long as their test, and short names for values. */
abstract class Support {
  // One try only: a retry would hide a wrong answer, and slow a failing test down.
  static final DynamoDbClient client = DynamoDbClient.builder()
      .endpointOverride(URI.create(System.getenv("DYNAROCK_ENDPOINT")))
      .overrideConfiguration(
          o -> o.retryPolicy(RetryPolicy.none()).apiCallTimeout(Duration.ofSeconds(20)))
      .build();

  private static final AtomicInteger made = new AtomicInteger();
  private final List<String> tables = new ArrayList<>();

  @AfterEach
  void deleteTables() {
    for (String name : tables) {
      try {
        client.deleteTable(b -> b.tableName(name));
      } catch (ResourceNotFoundException deletedByItsTest) {
        continue;
      }
    }
  }

  /** Keys and the types of all key attributes in one string each: "Customer Number", "Number:N". */
  String table(String keys, String definitions, Consumer<CreateTableRequest.Builder> more) {
    String name = "java-" + made.incrementAndGet();
    CreateTableRequest.Builder request = CreateTableRequest.builder()
        .tableName(name)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .keySchema(schema(keys))
        .attributeDefinitions(definitions(definitions));
    more.accept(request);
    client.createTable(request.build());
    tables.add(name);
    active(name);
    return name;
  }

  String table() {
    return table("id", "id:S", b -> {});
  }

  static void active(String name) {
    client.waiter().waitUntilTableExists(
        b -> b.tableName(name), o -> o.waitTimeout(Duration.ofSeconds(20)));
  }

  static TableDescription describe(String name) {
    return client.describeTable(b -> b.tableName(name)).table();
  }

  static List<KeySchemaElement> schema(String keys) {
    String[] names = keys.split(" ");
    return IntStream.range(0, names.length)
        .mapToObj(i -> KeySchemaElement.builder()
            .attributeName(names[i]).keyType(i == 0 ? "HASH" : "RANGE").build())
        .toList();
  }

  static List<AttributeDefinition> definitions(String text) {
    return List.of(text.split(" ")).stream()
        .map(one -> one.split(":"))
        .map(one -> AttributeDefinition.builder()
            .attributeName(one[0]).attributeType(one[1]).build())
        .toList();
  }

  /** An Orders table, key (Customer, Number), with thirty orders of ann and three of bob. */
  String orders() {
    String name = emptyOrders();
    List<WriteRequest> requests = new ArrayList<>();
    IntStream.rangeClosed(1, 30).forEach(n -> requests.add(put(order("ann", n))));
    IntStream.rangeClosed(1, 3).forEach(n -> requests.add(put(order("bob", n))));
    for (int start = 0; start < requests.size(); start += 25) {
      List<WriteRequest> batch = requests.subList(start, Math.min(start + 25, requests.size()));
      client.batchWriteItem(b -> b.requestItems(Map.of(name, batch)));
    }
    return name;
  }

  String emptyOrders() {
    return table("Customer Number", "Customer:S Number:N Placed:S Status:S", b -> b
        .localSecondaryIndexes(LocalSecondaryIndex.builder()
            .indexName("ByPlaced").keySchema(schema("Customer Placed"))
            .projection(projection("KEYS_ONLY")).build())
        .globalSecondaryIndexes(index("ByStatus", "Status Placed")));
  }

  static GlobalSecondaryIndex index(String name, String keys) {
    return GlobalSecondaryIndex.builder()
        .indexName(name).keySchema(schema(keys)).projection(projection("ALL")).build();
  }

  static Projection projection(String type) {
    return Projection.builder().projectionType(type).build();
  }

  /** Later numbers are placed earlier, so that an index's order differs from the table's. */
  static Map<String, AttributeValue> order(String customer, int number) {
    return Map.of(
        "Customer", s(customer),
        "Number", n(number),
        "Placed", s(String.format("2026-03-%02d", 31 - number)),
        "Status", s(number % 3 == 0 ? "open" : "sent"),
        "Total", n(number * 10));
  }

  static WriteRequest put(Map<String, AttributeValue> item) {
    return WriteRequest.builder().putRequest(b -> b.item(item)).build();
  }

  static Map<String, AttributeValue> get(String name, Map<String, AttributeValue> key) {
    return client.getItem(b -> b.tableName(name).key(key)).item();
  }

  static AttributeValue s(String text) {
    return AttributeValue.fromS(text);
  }

  static AttributeValue n(Object number) {
    return AttributeValue.fromN(number.toString());
  }

  static AttributeValue list(AttributeValue... values) {
    return AttributeValue.fromL(List.of(values));
  }

  /** Calls, holds the failure to this error code, and returns its message. */
  static String failure(String code, Executable call) {
    DynamoDbException error = assertThrows(DynamoDbException.class, call);
    assertEquals(code, error.awsErrorDetails().errorCode());
    assertEquals(400, error.statusCode());
    return error.awsErrorDetails().errorMessage();
  }
}
