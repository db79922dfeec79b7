package dynarock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.auth.AWSCredentialsProvider;
import com.amazonaws.auth.DefaultAWSCredentialsProviderChain;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDBClientBuilder;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDBStreams;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDBStreamsClientBuilder;
import com.amazonaws.services.dynamodbv2.model.AttributeDefinition;
import com.amazonaws.services.dynamodbv2.model.AttributeValue;
import com.amazonaws.services.dynamodbv2.model.BillingMode;
import com.amazonaws.services.dynamodbv2.model.CreateTableRequest;
import com.amazonaws.services.dynamodbv2.model.DescribeStreamRequest;
import com.amazonaws.services.dynamodbv2.model.KeySchemaElement;
import com.amazonaws.services.dynamodbv2.model.KeyType;
import com.amazonaws.services.dynamodbv2.model.Shard;
import com.amazonaws.services.dynamodbv2.model.StreamSpecification;
import com.amazonaws.services.dynamodbv2.model.UpdateItemRequest;
import com.amazonaws.services.dynamodbv2.streamsadapter.AmazonDynamoDBStreamsAdapterClient;
import com.amazonaws.services.dynamodbv2.streamsadapter.StreamsWorkerFactory;
import com.amazonaws.services.dynamodbv2.streamsadapter.model.RecordAdapter;
import com.amazonaws.services.kinesis.clientlibrary.interfaces.v2.IRecordProcessor;
import com.amazonaws.services.kinesis.clientlibrary.lib.worker.InitialPositionInStream;
import com.amazonaws.services.kinesis.clientlibrary.lib.worker.KinesisClientLibConfiguration;
import com.amazonaws.services.kinesis.clientlibrary.lib.worker.ShutdownReason;
import com.amazonaws.services.kinesis.clientlibrary.lib.worker.Worker;
import com.amazonaws.services.kinesis.clientlibrary.types.InitializationInput;
import com.amazonaws.services.kinesis.clientlibrary.types.ProcessRecordsInput;
import com.amazonaws.services.kinesis.clientlibrary.types.ShutdownInput;
import com.amazonaws.services.kinesis.metrics.impl.NullMetricsFactory;
import com.amazonaws.services.kinesis.model.Record;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Amazon's consumer for streams, unchanged: leases by shard, children when their parents end. */
class StreamsAdapterTest {
  private static final int ITEMS = 30;
  private static final int VERSIONS = 12;
  private static final String TABLE = "Adapted";

  private final EndpointConfiguration endpoint =
      new EndpointConfiguration(System.getenv("DYNAROCK_ENDPOINT"), "us-east-1");
  private final AWSCredentialsProvider credentials = new DefaultAWSCredentialsProviderChain();
  private final AmazonDynamoDB client =
      AmazonDynamoDBClientBuilder.standard().withEndpointConfiguration(endpoint).build();
  private final AmazonDynamoDBStreams streams =
      AmazonDynamoDBStreamsClientBuilder.standard().withEndpointConfiguration(endpoint).build();

  /** What was told of each item, in the order of being told. */
  private final Map<String, List<Integer>> told = new ConcurrentHashMap<>();
  private final CountDownLatch missing = new CountDownLatch(ITEMS * VERSIONS);

  private class Processor implements IRecordProcessor {
    @Override
    public void initialize(InitializationInput input) {}

    @Override
    public void processRecords(ProcessRecordsInput input) {
      for (Record record : input.getRecords()) {
        Map<String, AttributeValue> image =
            ((RecordAdapter) record).getInternalObject().getDynamodb().getNewImage();
        told.computeIfAbsent(image.get("id").getS(), id -> new ArrayList<>())
            .add(Integer.valueOf(image.get("version").getN()));
        missing.countDown();
      }
    }

    @Override
    public void shutdown(ShutdownInput input) {
      if (input.getShutdownReason() != ShutdownReason.TERMINATE) return;
      try {
        input.getCheckpointer().checkpoint();
      } catch (Exception error) {
        throw new IllegalStateException(error);
      }
    }
  }

  private String createTable() {
    return client
        .createTable(
            new CreateTableRequest()
                .withTableName(TABLE)
                .withBillingMode(BillingMode.PAY_PER_REQUEST)
                .withAttributeDefinitions(new AttributeDefinition("id", "S"))
                .withKeySchema(new KeySchemaElement("id", KeyType.HASH))
                .withStreamSpecification(
                    new StreamSpecification()
                        .withStreamEnabled(true)
                        .withStreamViewType("NEW_IMAGE")))
        .getTableDescription()
        .getLatestStreamArn();
  }

  private Worker createWorker(String arn, ExecutorService executor) {
    KinesisClientLibConfiguration configuration =
        new KinesisClientLibConfiguration("Leases", arn, credentials, "worker")
            .withInitialPositionInStream(InitialPositionInStream.TRIM_HORIZON)
            .withIdleTimeBetweenReadsInMillis(20)
            .withParentShardPollIntervalMillis(20)
            .withShardSyncIntervalMillis(100)
            .withFailoverTimeMillis(600);
    return StreamsWorkerFactory.createDynamoDbStreamsWorker(
        Processor::new,
        configuration,
        new AmazonDynamoDBStreamsAdapterClient(streams),
        client,
        new NullMetricsFactory(),
        executor);
  }

  private void writeVersions() {
    for (int version = 0; version < VERSIONS; version++) {
      for (int item = 0; item < ITEMS; item++) {
        client.updateItem(
            new UpdateItemRequest()
                .withTableName(TABLE)
                .withKey(Map.of("id", new AttributeValue("item-" + item)))
                .withUpdateExpression("ADD version :one")
                .withExpressionAttributeValues(Map.of(":one", new AttributeValue().withN("1"))));
      }
    }
  }

  // Of an empty table of leases the library thinks for up to half a minute.
  @Test
  void aConsumerFollowsShardsThatSplit() throws Exception {
    String arn = createTable();
    ExecutorService executor = Executors.newCachedThreadPool();
    Worker worker = createWorker(arn, executor);
    executor.execute(worker);
    writeVersions();
    assertTrue(missing.await(120, TimeUnit.SECONDS), () -> missing.getCount() + " are missing");
    worker.shutdown();
    executor.shutdownNow();

    List<Integer> expected = IntStream.rangeClosed(1, VERSIONS).boxed().toList();
    assertEquals(ITEMS, told.size());
    told.forEach((item, versions) -> assertEquals(expected, versions, item));
    List<Shard> shards =
        streams
            .describeStream(new DescribeStreamRequest().withStreamArn(arn))
            .getStreamDescription()
            .getShards();
    Set<String> parents =
        shards.stream().map(Shard::getParentShardId).collect(Collectors.toCollection(HashSet::new));
    assertTrue(parents.size() > 3, "shards did not split");
  }
}
