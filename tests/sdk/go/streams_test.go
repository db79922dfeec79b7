package sdk

// Scenarios of tests/sdk/README.md that are about streams.

import (
	"errors"
	"regexp"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/dynamodbstreams"
	streamtypes "github.com/aws/aws-sdk-go-v2/service/dynamodbstreams/types"
)

var streams = newStreamsClient()

func newStreamsClient() *dynamodbstreams.Client {
	like := client.Options()
	return dynamodbstreams.New(dynamodbstreams.Options{
		BaseEndpoint: like.BaseEndpoint,
		Region:       like.Region,
		Credentials:  like.Credentials,
		HTTPClient:   like.HTTPClient,
		Retryer:      like.Retryer,
	})
}

func streamed(view types.StreamViewType) *types.StreamSpecification {
	return &types.StreamSpecification{StreamEnabled: aws.Bool(true), StreamViewType: view}
}

func streamedTable(t *testing.T, view types.StreamViewType) string {
	t.Helper()
	return table(t, dynamodb.CreateTableInput{StreamSpecification: streamed(view)})
}

func shardsOf(t *testing.T, stream string) []streamtypes.Shard {
	t.Helper()
	var shards []streamtypes.Shard
	request := dynamodbstreams.DescribeStreamInput{StreamArn: &stream}
	for {
		reply, err := streams.DescribeStream(ctx, &request)
		must(t, err)
		shards = append(shards, reply.StreamDescription.Shards...)
		request.ExclusiveStartShardId = reply.StreamDescription.LastEvaluatedShardId
		if request.ExclusiveStartShardId == nil {
			return shards
		}
	}
}

// readShard reads up to the end of what is there by now, in pages of two.
func readShard(t *testing.T, request dynamodbstreams.GetShardIteratorInput) []streamtypes.Record {
	t.Helper()
	reply, err := streams.GetShardIterator(ctx, &request)
	must(t, err)
	var records []streamtypes.Record
	for iterator := reply.ShardIterator; iterator != nil; {
		page, err := streams.GetRecords(ctx, &dynamodbstreams.GetRecordsInput{
			ShardIterator: iterator, Limit: aws.Int32(2)})
		must(t, err)
		if len(page.Records) == 0 {
			break
		}
		records = append(records, page.Records...)
		iterator = page.NextShardIterator
	}
	return records
}

func readStream(t *testing.T, stream string) []streamtypes.Record {
	t.Helper()
	var records []streamtypes.Record
	for _, shard := range shardsOf(t, stream) {
		records = append(records, readShard(t, dynamodbstreams.GetShardIteratorInput{
			StreamArn: &stream, ShardId: shard.ShardId,
			ShardIteratorType: streamtypes.ShardIteratorTypeTrimHorizon})...)
	}
	return records
}

func idOf(record streamtypes.Record) string {
	return record.Dynamodb.Keys["id"].(*streamtypes.AttributeValueMemberS).Value
}

func ids(records []streamtypes.Record) string {
	text := ""
	for _, record := range records {
		text += idOf(record)
	}
	return text
}

func TestStreamRecords(t *testing.T) {
	for _, view := range types.StreamViewType("").Values() {
		name := streamedTable(t, view)
		for _, number := range []int{1, 1, 2} {
			put(t, name, item{"id": s("a"), "n": n(number)})
		}
		_, err := client.DeleteItem(ctx, &dynamodb.DeleteItemInput{
			TableName: &name, Key: item{"id": s("a")}})
		must(t, err)
		records := readStream(t, *describe(t, name).LatestStreamArn)
		var events []string
		numbers := ""
		for _, record := range records {
			event := record.EventName
			events = append(events, string(event))
			equal(t, *record.EventVersion, "1.1")
			equal(t, *record.EventSource, "aws:dynamodb")
			equal(t, *record.AwsRegion, "us-east-1")
			equal(t, regexp.MustCompile("^[0-9a-f]{32}$").MatchString(*record.EventID), true)
			change := record.Dynamodb
			equal(t, string(change.StreamViewType), string(view))
			equal(t, idOf(record), "a")
			images := strings.ReplaceAll(string(view), "NEW_AND_OLD_IMAGES", "NEW_IMAGE OLD_IMAGE")
			equal(t, len(change.NewImage) > 0,
				strings.Contains(images, "NEW_IMAGE") && event != streamtypes.OperationTypeRemove)
			equal(t, len(change.OldImage) > 0,
				strings.Contains(images, "OLD_IMAGE") && event != streamtypes.OperationTypeInsert)
			if number := *change.SequenceNumber; number <= numbers {
				t.Fatalf("%s does not follow %s", number, numbers)
			}
			numbers = *change.SequenceNumber
		}
		equal(t, events, []string{"INSERT", "MODIFY", "REMOVE"})
	}
}

func TestStreamOfEveryWrite(t *testing.T) {
	name := streamedTable(t, types.StreamViewTypeNewAndOldImages)
	key := item{"id": s("a")}
	put(t, name, key)
	_, err := client.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName: &name, Key: key, UpdateExpression: aws.String("ADD n :one"),
		ExpressionAttributeValues: item{":one": n(1)}})
	must(t, err)
	_, err = client.DeleteItem(ctx, &dynamodb.DeleteItemInput{
		TableName: &name, Key: key, ConditionExpression: aws.String("attribute_not_exists(id)")})
	var failed *types.ConditionalCheckFailedException
	equal(t, errors.As(err, &failed), true)
	_, err = batchWrite(name, []types.WriteRequest{
		putRequest(item{"id": s("b")}), {DeleteRequest: &types.DeleteRequest{Key: key}}})
	must(t, err)
	_, err = client.TransactWriteItems(ctx, &dynamodb.TransactWriteItemsInput{
		TransactItems: []types.TransactWriteItem{
			{Put: &types.Put{TableName: &name, Item: item{"id": s("c")}}},
			{Delete: &types.Delete{TableName: &name, Key: item{"id": s("b")}}}}})
	must(t, err)
	_, err = client.ExecuteStatement(ctx, &dynamodb.ExecuteStatementInput{
		Statement: aws.String(`INSERT INTO "` + name + `" VALUE {'id': 'd'}`)})
	must(t, err)
	var events []string
	for _, record := range readStream(t, *describe(t, name).LatestStreamArn) {
		events = append(events, string(record.EventName)+" "+idOf(record))
	}
	equal(t, events, []string{
		"INSERT a", "MODIFY a", "INSERT b", "REMOVE a", "INSERT c", "REMOVE b", "INSERT d"})
}

func TestStreamIterators(t *testing.T) {
	name := streamedTable(t, types.StreamViewTypeKeysOnly)
	stream := *describe(t, name).LatestStreamArn
	shard := shardsOf(t, stream)[0].ShardId
	from := func(kind streamtypes.ShardIteratorType, number *string) dynamodbstreams.GetShardIteratorInput {
		return dynamodbstreams.GetShardIteratorInput{
			StreamArn: &stream, ShardId: shard, ShardIteratorType: kind, SequenceNumber: number}
	}
	request := from(streamtypes.ShardIteratorTypeLatest, nil)
	latest, err := streams.GetShardIterator(ctx, &request)
	must(t, err)
	for _, id := range []string{"a", "b", "c"} {
		put(t, name, item{"id": s(id)})
	}
	everything := readShard(t, from(streamtypes.ShardIteratorTypeTrimHorizon, nil))
	equal(t, ids(everything), "abc")
	second := everything[1].Dynamodb.SequenceNumber
	page, err := streams.GetRecords(ctx, &dynamodbstreams.GetRecordsInput{ShardIterator: latest.ShardIterator})
	must(t, err)
	equal(t, ids(page.Records), "abc")
	equal(t, ids(readShard(t, from(streamtypes.ShardIteratorTypeAtSequenceNumber, second))), "bc")
	equal(t, ids(readShard(t, from(streamtypes.ShardIteratorTypeAfterSequenceNumber, second))), "c")
	equal(t, ids(readShard(t, from(streamtypes.ShardIteratorTypeLatest, nil))), "")

	_, err = streams.GetRecords(ctx, &dynamodbstreams.GetRecordsInput{ShardIterator: aws.String("no iterator")})
	equal(t, fails(t, err, "ValidationException"), "Invalid ShardIterator")
	request.ShardId = aws.String("shardId-00000000000000000001-00000000")
	_, err = streams.GetShardIterator(ctx, &request)
	equal(t, strings.HasPrefix(fails(t, err, "ResourceNotFoundException"), "Requested resource not found: Shard does not exist"), true)
}

func TestStreamDisabled(t *testing.T) {
	name := streamedTable(t, types.StreamViewTypeKeysOnly)
	first := *describe(t, name).LatestStreamArn
	put(t, name, item{"id": s("a")})
	set := func(specification *types.StreamSpecification) error {
		_, err := client.UpdateTable(ctx, &dynamodb.UpdateTableInput{
			TableName: &name, StreamSpecification: specification})
		return err
	}
	equal(t, fails(t, set(streamed(types.StreamViewTypeNewImage)), "ValidationException"),
		"Table already has an enabled stream: TableName: "+name)
	must(t, set(&types.StreamSpecification{StreamEnabled: aws.Bool(false)}))
	put(t, name, item{"id": s("b")})
	must(t, set(streamed(types.StreamViewTypeNewImage)))
	put(t, name, item{"id": s("c")})
	second := *describe(t, name).LatestStreamArn
	listed, err := streams.ListStreams(ctx, &dynamodbstreams.ListStreamsInput{TableName: &name})
	must(t, err)
	var arns []string
	for _, stream := range listed.Streams {
		arns = append(arns, *stream.StreamArn)
	}
	equal(t, arns, []string{first, second})
	equal(t, shardsOf(t, first)[0].SequenceNumberRange.EndingSequenceNumber != nil, true)
	equal(t, ids(readStream(t, first)), "a")
	equal(t, ids(readStream(t, second)), "c")
}

func TestStreamAfterDeletion(t *testing.T) {
	name := streamedTable(t, types.StreamViewTypeNewImage)
	stream := *describe(t, name).LatestStreamArn
	for _, id := range []string{"a", "b", "c"} {
		put(t, name, item{"id": s(id)})
	}
	_, err := client.DeleteTable(ctx, &dynamodb.DeleteTableInput{TableName: &name})
	must(t, err)
	equal(t, ids(readStream(t, stream)), "abc")
	listed, err := streams.ListStreams(ctx, &dynamodbstreams.ListStreamsInput{TableName: &name})
	must(t, err)
	equal(t, len(listed.Streams), 1)
	equal(t, *listed.Streams[0].StreamArn, stream)
}
