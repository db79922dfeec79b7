package dynarock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Scenarios of tests/sdk/README.md that are about single items. */
class ItemsTest extends Support {
  private static final Map<String, AttributeValue> KEY = Map.of("id", s("1"));

  @Test
  void itemRoundTrip() {
    String name = table();
    Map<String, AttributeValue> item = Map.of(
        "id", s("snowman \u2603 and \ud83e\udda4"),
        "text", s("quotes \" and \\ and \n newline"),
        "empty", s(""),
        "number", n("-12.5"),
        "bytes", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {0, -1, 16})),
        "yes", AttributeValue.fromBool(true),
        "no", AttributeValue.fromBool(false),
        "nothing", AttributeValue.fromNul(true),
        "list", list(s("a"), n(1), AttributeValue.fromM(Map.of())),
        "map", AttributeValue.fromM(Map.of("inner", AttributeValue.fromM(Map.of("x", n(1))))));
    client.putItem(b -> b.tableName(name).item(item));
    assertEquals(item, get(name, Map.of("id", item.get("id"))));
    assertFalse(client.getItem(b -> b.tableName(name).key(KEY)).hasItem());
  }

  @Test
  void numbers() {
    String name = table();
    Map<String, String> cases = Map.of(
        "12345678901234567890123456789012345678", "12345678901234567890123456789012345678",
        "-0", "0",
        "1.2300", "1.23",
        "1e-130", "0." + "0".repeat(129) + "1",
        "9.99E+125", "999" + "0".repeat(123));
    cases.forEach((sent, kept) -> {
      client.putItem(b -> b.tableName(name).item(Map.of("id", s("1"), "n", n(sent))));
      assertEquals(n(kept), get(name, KEY).get("n"));
    });
    for (String bad : List.of("1".repeat(39), "1E126", "1E-131", "abc", "")) {
      failure("ValidationException", () -> client.putItem(
          b -> b.tableName(name).item(Map.of("id", s("bad"), "n", n(bad)))));
    }
  }

  @Test
  void binaryAndSets() {
    String name = table();
    byte[] everyByte = new byte[256];
    for (int i = 0; i < 256; i++) everyByte[i] = (byte) i;
    SdkBytes blob = SdkBytes.fromByteArray(everyByte);
    client.putItem(b -> b.tableName(name).item(Map.of(
        "id", s("1"), "blob", AttributeValue.fromB(blob),
        "words", AttributeValue.fromSs(List.of("b", "a", "\u00e9")),
        "numbers", AttributeValue.fromNs(List.of("3", "1.5")),
        "blobs", AttributeValue.fromBs(List.of(blob, SdkBytes.fromUtf8String("x"))))));
    Map<String, AttributeValue> item = get(name, KEY);
    assertEquals(blob, item.get("blob").b());
    assertEquals(Set.of("a", "b", "\u00e9"), new HashSet<>(item.get("words").ss()));
    assertEquals(Set.of("1.5", "3"), new HashSet<>(item.get("numbers").ns()));
    assertEquals(Set.of(blob, SdkBytes.fromUtf8String("x")), new HashSet<>(item.get("blobs").bs()));
    for (AttributeValue bad : List.of(AttributeValue.fromSs(List.of()),
        AttributeValue.fromSs(List.of("a", "a")), AttributeValue.fromNs(List.of("1", "1.0")))) {
      failure("ValidationException", () -> client.putItem(
          b -> b.tableName(name).item(Map.of("id", s("2"), "set", bad))));
    }
  }

  @Test
  void putConditions() {
    String name = table();
    Map<String, AttributeValue> item = Map.of("id", s("1"), "v", n(1));
    PutItemRequest request = PutItemRequest.builder().tableName(name).item(item)
        .conditionExpression("attribute_not_exists(id)")
        .returnValuesOnConditionCheckFailure("ALL_OLD").build();
    client.putItem(request);
    ConditionalCheckFailedException refused =
        assertThrows(ConditionalCheckFailedException.class, () -> client.putItem(request));
    assertEquals("The conditional request failed", refused.awsErrorDetails().errorMessage());
    assertEquals(item, refused.item());
    var replaced = client.putItem(request.toBuilder()
        .conditionExpression("v = :one AND NOT contains(id, :x)")
        .expressionAttributeValues(Map.of(":one", n(1), ":x", s("x")))
        .returnValues(ReturnValue.ALL_OLD).build());
    assertEquals(item, replaced.attributes());
  }

  @Test
  void updateExpressions() {
    String name = table();
    UpdateItemRequest update = UpdateItemRequest.builder().tableName(name).key(KEY).build();
    AttributeValue red = AttributeValue.fromSs(List.of("red"));
    AttributeValue map = AttributeValue.fromM(Map.of("x", n(1), "y", n(2)));
    assertEquals(
        Map.of("id", s("1"), "name", n(1), "tags", list(s("a")), "m", map, "words", red,
            "seen", n(1)),
        client.updateItem(update.toBuilder()
            .updateExpression("SET #n = if_not_exists(#n, :zero) + :one, tags = :tags, m = :map "
                + "ADD words :words, seen :one")
            .expressionAttributeNames(Map.of("#n", "name"))
            .expressionAttributeValues(Map.of(":zero", n(0), ":one", n(1),
                ":tags", list(s("a")), ":map", map, ":words", red))
            .returnValues(ReturnValue.ALL_NEW).build()).attributes());
    assertEquals(
        Map.of("tags", list(s("z"), s("a")), "m", AttributeValue.fromM(Map.of("x", n(1))),
            "seen", n(2)),
        client.updateItem(update.toBuilder()
            .updateExpression("SET tags = list_append(:front, tags), m.x = m.y - :one "
                + "REMOVE m.y DELETE words :red ADD seen :one")
            .expressionAttributeValues(Map.of(":front", list(s("z")), ":one", n(1), ":red", red))
            .returnValues(ReturnValue.UPDATED_NEW).build()).attributes());
    assertEquals(
        Map.of("tags", list(s("z"))),
        client.updateItem(update.toBuilder().updateExpression("REMOVE tags[0]")
            .returnValues(ReturnValue.UPDATED_OLD).build()).attributes());
  }

  @Test
  void deleteItem() {
    String name = table();
    Map<String, AttributeValue> item = Map.of("id", s("1"), "v", n(1));
    client.putItem(b -> b.tableName(name).item(item));
    DeleteItemRequest request = DeleteItemRequest.builder().tableName(name).key(KEY)
        .returnValues(ReturnValue.ALL_OLD).build();
    failure("ConditionalCheckFailedException", () -> client.deleteItem(request.toBuilder()
        .conditionExpression("v > :v").expressionAttributeValues(Map.of(":v", n(1))).build()));
    assertEquals(item, client.deleteItem(request).attributes());
    assertFalse(client.deleteItem(request).hasAttributes());
  }

  @Test
  void projection() {
    String name = table();
    AttributeValue deep = AttributeValue.fromM(Map.of("deep", s("yes"), "other", n(0)));
    client.putItem(b -> b.tableName(name).item(
        Map.of("id", s("1"), "name", s("n"), "list", list(n(1), n(2), deep))));
    var reply = client.getItem(b -> b.tableName(name).key(KEY).consistentRead(true)
        .projectionExpression("#n, #l[2].deep, absent")
        .expressionAttributeNames(Map.of("#n", "name", "#l", "list")));
    assertEquals(
        Map.of("name", s("n"), "list", list(AttributeValue.fromM(Map.of("deep", s("yes"))))),
        reply.item());
  }

  @Test
  void errors() {
    String name = table();
    assertEquals("Requested resource not found",
        failure("ResourceNotFoundException", () -> get("no-such", KEY)));
    assertEquals("The provided key element does not match the schema",
        failure("ValidationException", () -> get(name, Map.of("other", s("1")))));
    String keyless = failure("ValidationException",
        () -> client.putItem(b -> b.tableName(name).item(Map.of("a", s("1")))));
    assertTrue(keyless.endsWith("Missing the key id in the item"), keyless);
    String syntax = failure("ValidationException",
        () -> client.updateItem(b -> b.tableName(name).key(KEY).updateExpression("SET a = = b")));
    assertTrue(syntax.contains("Invalid UpdateExpression: Syntax error; token: "), syntax);
    String big = failure("ValidationException", () -> client.putItem(
        b -> b.tableName(name).item(Map.of("id", s("1"), "big", s("x".repeat(409600))))));
    assertTrue(big.endsWith("Item size has exceeded the maximum allowed size"), big);
  }

  @Test
  void consumedCapacity() {
    String name = table("id", "id:S colour:S",
        b -> b.globalSecondaryIndexes(index("ByColour", "colour")));
    var used = client.putItem(b -> b.tableName(name)
        .item(Map.of("id", s("1"), "colour", s("red"), "text", s("x".repeat(4500))))
        .returnConsumedCapacity("INDEXES")).consumedCapacity();
    assertEquals(10.0, used.capacityUnits());
    assertEquals(5.0, used.table().capacityUnits());
    assertEquals(5.0, used.globalSecondaryIndexes().get("ByColour").capacityUnits());
  }

  @Test
  void legacyWrites() {
    String name = table();
    PutItemRequest request = PutItemRequest.builder().tableName(name)
        .item(Map.of("id", s("1"), "v", n(1)))
        .expected(Map.of("id", ExpectedAttributeValue.builder().exists(false).build())).build();
    client.putItem(request);
    failure("ConditionalCheckFailedException", () -> client.putItem(request));
    var reply = client.updateItem(b -> b.tableName(name).key(KEY)
        .attributeUpdates(Map.of(
            "v", AttributeValueUpdate.builder().action(AttributeAction.ADD).value(n(4)).build(),
            "w", AttributeValueUpdate.builder().value(s("new")).build()))
        .returnValues(ReturnValue.ALL_NEW));
    assertEquals(Map.of("id", s("1"), "v", n(5), "w", s("new")), reply.attributes());
  }
}
