package dynarock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Runs as a task: a client that is told nothing finds who it is. */
class ContainerCredentials {
  @Test
  void areTheTaskRoles() {
    var found = DefaultCredentialsProvider.create().resolveCredentials();
    assertInstanceOf(AwsSessionCredentials.class, found);
    assertTrue(found.accessKeyId().startsWith("ASIA"), found.accessKeyId());

    try (var client = DynamoDbClient.create()) {
      assertTrue(client.listTables().hasTableNames());
      var refused = assertThrows(
          DynamoDbException.class, () -> client.describeTable(table -> table.tableName("Any")));
      assertEquals("AccessDeniedException", refused.awsErrorDetails().errorCode());
      assertTrue(refused.getMessage().contains(":assumed-role/as-task/"), refused.getMessage());
    }
  }
}
