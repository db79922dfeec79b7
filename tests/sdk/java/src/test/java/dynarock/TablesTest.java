package dynarock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/** Scenarios of tests/sdk/README.md that are about tables. */
class TablesTest extends Support {
  @Test
  void createTable() {
    String name = emptyOrders();
    TableDescription table = describe(name);
    assertEquals(TableStatus.ACTIVE, table.tableStatus());
    assertEquals(0, table.itemCount());
    assertEquals(BillingMode.PAY_PER_REQUEST, table.billingModeSummary().billingMode());
    assertTrue(table.tableArn().matches("arn:aws:dynamodb:us-east-1:\\d{12}:table/" + name));
    assertEquals(IndexStatus.ACTIVE, table.globalSecondaryIndexes().get(0).indexStatus());
    assertEquals(ProjectionType.KEYS_ONLY,
        table.localSecondaryIndexes().get(0).projection().projectionType());
    ResourceInUseException error = assertThrows(ResourceInUseException.class,
        () -> client.createTable(b -> b.tableName(name).billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(schema("id")).attributeDefinitions(definitions("id:S"))));
    assertEquals("Table already exists: " + name, error.awsErrorDetails().errorMessage());
  }

  @Test
  void listTables() {
    List<String> names = Stream.of(table(), table(), table()).sorted().toList();
    var first = client.listTables(b -> b.exclusiveStartTableName(names.get(0)).limit(1));
    assertEquals(List.of(names.get(1)), first.tableNames());
    assertEquals(names.get(1), first.lastEvaluatedTableName());
  }

  @Test
  void updateTable() {
    String name = table();
    client.putItem(b -> b.tableName(name).item(Map.of("id", s("1"), "colour", s("red"))));
    client.updateTable(b -> b.tableName(name)
        .attributeDefinitions(definitions("id:S colour:S"))
        .globalSecondaryIndexUpdates(u -> u.create(c -> c
            .indexName("ByColour").keySchema(schema("colour")).projection(projection("ALL")))));
    active(name);
    var found = client.query(b -> b.tableName(name).indexName("ByColour")
        .keyConditionExpression("colour = :c").expressionAttributeValues(Map.of(":c", s("red"))));
    assertEquals(List.of(Map.of("id", s("1"), "colour", s("red"))), found.items());
    client.updateTable(b -> b.tableName(name)
        .globalSecondaryIndexUpdates(u -> u.delete(d -> d.indexName("ByColour"))));
    active(name);
    assertFalse(describe(name).hasGlobalSecondaryIndexes());
  }

  @Test
  void deleteTable() {
    String name = table("id", "id:S", b -> b.deletionProtectionEnabled(true));
    failure("ValidationException", () -> client.deleteTable(b -> b.tableName(name)));
    client.updateTable(b -> b.tableName(name).deletionProtectionEnabled(false));
    active(name);
    client.deleteTable(b -> b.tableName(name));
    assertEquals("Requested resource not found: Table: " + name + " not found",
        failure("ResourceNotFoundException", () -> describe(name)));
  }

  @Test
  void tags() {
    String arn = describe(table()).tableArn();
    Tag team = Tag.builder().key("team").value("shop").build();
    Tag env = Tag.builder().key("env").value("test").build();
    client.tagResource(b -> b.resourceArn(arn).tags(team, env));
    client.untagResource(b -> b.resourceArn(arn).tagKeys("env"));
    assertEquals(List.of(team), client.listTagsOfResource(b -> b.resourceArn(arn)).tags());
  }

  @Test
  void limitsAndEndpoints() {
    assertTrue(client.describeLimits().tableMaxReadCapacityUnits() >= 10000);
    assertEquals(1, client.describeEndpoints().endpoints().size());
  }

  @Test
  void tableArnAsName() {
    String name = table();
    String arn = describe(name).tableArn();
    client.putItem(b -> b.tableName(arn).item(Map.of("id", s("1"))));
    assertEquals(Map.of("id", s("1")), get(name, Map.of("id", s("1"))));
  }
}
