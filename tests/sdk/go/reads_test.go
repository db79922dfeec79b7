package sdk

// Scenarios of tests/sdk/README.md that are about many items at once.

import (
	"fmt"
	"strconv"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

func ann(name string) dynamodb.QueryInput {
	return dynamodb.QueryInput{
		TableName:                 &name,
		KeyConditionExpression:    aws.String("Customer = :c"),
		ExpressionAttributeValues: item{":c": s("ann")},
	}
}

func query(t *testing.T, request dynamodb.QueryInput) *dynamodb.QueryOutput {
	t.Helper()
	reply, err := client.Query(ctx, &request)
	must(t, err)
	return reply
}

func numbers(items []item) []int {
	found := []int{}
	for _, one := range items {
		number, _ := strconv.Atoi(one["Number"].(*N).Value)
		found = append(found, number)
	}
	return found
}

func upTo(last int) []int {
	all := []int{}
	for number := 1; number <= last; number++ {
		all = append(all, number)
	}
	return all
}

func TestQueryPages(t *testing.T) {
	request := ann(orders(t))
	request.Limit = aws.Int32(7)
	sizes, seen := []int32{}, []int{}
	for pages := dynamodb.NewQueryPaginator(client, &request); pages.HasMorePages(); {
		page, err := pages.NextPage(ctx)
		must(t, err)
		sizes = append(sizes, page.Count)
		seen = append(seen, numbers(page.Items)...)
	}
	equal(t, sizes, []int32{7, 7, 7, 7, 2})
	equal(t, seen, upTo(30))

	request.ScanIndexForward, request.Limit = aws.Bool(false), aws.Int32(3)
	backwards := query(t, request)
	equal(t, numbers(backwards.Items), []int{30, 29, 28})
	equal(t, backwards.LastEvaluatedKey, item{"Customer": s("ann"), "Number": n(28)})
}

func TestQueryKeyConditions(t *testing.T) {
	name := orders(t)
	for _, one := range []struct {
		condition string
		values    item
		expected  []int
	}{
		{"= :a", item{":a": n(9)}, []int{9}},
		{"< :a", item{":a": n(3)}, []int{1, 2}},
		{">= :a", item{":a": n(29)}, []int{29, 30}},
		{"BETWEEN :a AND :b", item{":a": n(9), ":b": n(11)}, []int{9, 10, 11}},
	} {
		one.values[":c"] = s("ann")
		reply := query(t, dynamodb.QueryInput{
			TableName:                 &name,
			KeyConditionExpression:    aws.String("Customer = :c AND #n " + one.condition),
			ExpressionAttributeNames:  map[string]string{"#n": "Number"},
			ExpressionAttributeValues: one.values,
		})
		equal(t, numbers(reply.Items), one.expected)
	}
	count := ann(name)
	count.Select = types.SelectCount
	reply := query(t, count)
	equal(t, reply.Count, int32(30))
	equal(t, len(reply.Items), 0)
}

func TestQueryIndexes(t *testing.T) {
	name := orders(t)
	local := ann(name)
	local.IndexName, local.ConsistentRead = aws.String("ByPlaced"), aws.Bool(true)
	local.Limit = aws.Int32(2)
	byPlaced := query(t, local)
	equal(t, byPlaced.Items[0],
		item{"Customer": s("ann"), "Number": n(30), "Placed": s("2026-03-01")})
	equal(t, numbers(byPlaced.Items), []int{30, 29})

	global := dynamodb.QueryInput{
		TableName: &name, IndexName: aws.String("ByStatus"),
		KeyConditionExpression:    aws.String("#s = :s AND begins_with(Placed, :month)"),
		ExpressionAttributeNames:  map[string]string{"#s": "Status"},
		ExpressionAttributeValues: item{":s": s("open"), ":month": s("2026-03-")},
	}
	equal(t, query(t, global).Count, int32(11))
	_, err := client.DeleteItem(ctx, &dynamodb.DeleteItemInput{
		TableName: &name, Key: item{"Customer": s("bob"), "Number": n(3)}})
	must(t, err)
	equal(t, query(t, global).Count, int32(10))
	global.ConsistentRead = aws.Bool(true)
	_, err = client.Query(ctx, &global)
	equal(t, fails(t, err, "ValidationException"),
		"Consistent reads are not supported on global secondary indexes")
}

func TestQueryFilter(t *testing.T) {
	request := ann(orders(t))
	request.FilterExpression = aws.String("#s IN (:open) AND attribute_type(#t, :n)")
	request.ExpressionAttributeNames = map[string]string{"#s": "Status", "#t": "Total"}
	request.ExpressionAttributeValues[":open"] = s("open")
	request.ExpressionAttributeValues[":n"] = s("N")
	reply := query(t, request)
	equal(t, []int32{reply.Count, reply.ScannedCount}, []int32{10, 30})
}

func TestScanParallel(t *testing.T) {
	name := orders(t)
	var (
		workers sync.WaitGroup
		lock    sync.Mutex
		seen    = map[string]int{}
	)
	for segment := int32(0); segment < 4; segment++ {
		request := &dynamodb.ScanInput{
			TableName: &name, Segment: aws.Int32(segment), TotalSegments: aws.Int32(4),
			Limit: aws.Int32(5)}
		workers.Add(1)
		go func() {
			defer workers.Done()
			for pages := dynamodb.NewScanPaginator(client, request); pages.HasMorePages(); {
				page, err := pages.NextPage(ctx)
				if err != nil {
					t.Error(err)
					return
				}
				lock.Lock()
				for _, one := range page.Items {
					seen[fmt.Sprint(one["Customer"].(*S).Value, one["Number"].(*N).Value)]++
				}
				lock.Unlock()
			}
		}()
	}
	workers.Wait()
	equal(t, len(seen), 33)
	for key, times := range seen {
		if times != 1 {
			t.Errorf("%s seen %d times", key, times)
		}
	}
}

func TestLargePages(t *testing.T) {
	name := table(t, dynamodb.CreateTableInput{
		KeySchema: keys("pk", "sk"),
		AttributeDefinitions: []types.AttributeDefinition{
			attribute("pk", "S"), attribute("sk", "N")},
	})
	for i := 0; i < 4; i++ {
		put(t, name, item{"pk": s("p"), "sk": n(i), "blob": &B{Value: make([]byte, 390_000)}})
	}
	reply, err := client.Scan(ctx, &dynamodb.ScanInput{TableName: &name})
	must(t, err)
	equal(t, reply.Count, int32(3))
	equal(t, reply.LastEvaluatedKey, item{"pk": s("p"), "sk": n(2)})
}

func TestBatchWriteAndGet(t *testing.T) {
	name := table(t, dynamodb.CreateTableInput{
		KeySchema: keys("Customer", "Number"),
		AttributeDefinitions: []types.AttributeDefinition{
			attribute("Customer", "S"), attribute("Number", "N")},
	})
	requests := []types.WriteRequest{}
	for number := 1; number <= 26; number++ {
		requests = append(requests, putRequest(order("ann", number)))
	}
	_, err := batchWrite(name, requests)
	fails(t, err, "ValidationException")
	reply, err := batchWrite(name, requests[:25])
	must(t, err)
	equal(t, len(reply.UnprocessedItems), 0)

	wanted := []item{}
	for _, number := range []int{3, 25, 1000} {
		wanted = append(wanted, item{"Customer": s("ann"), "Number": n(number)})
	}
	got, err := client.BatchGetItem(ctx, &dynamodb.BatchGetItemInput{
		RequestItems: map[string]types.KeysAndAttributes{name: {Keys: wanted}}})
	must(t, err)
	equal(t, len(got.UnprocessedKeys), 0)
	equal(t, len(got.Responses[name]), 2)

	requests = nil
	for _, key := range wanted {
		requests = append(requests,
			types.WriteRequest{DeleteRequest: &types.DeleteRequest{Key: key}})
	}
	_, err = batchWrite(name, requests)
	must(t, err)
	left, err := client.Scan(ctx, &dynamodb.ScanInput{TableName: &name})
	must(t, err)
	equal(t, left.Count, int32(23))
}

func TestLegacyReads(t *testing.T) {
	name := orders(t)
	reply := query(t, dynamodb.QueryInput{
		TableName: &name,
		KeyConditions: map[string]types.Condition{
			"Customer": {ComparisonOperator: types.ComparisonOperatorEq,
				AttributeValueList: []types.AttributeValue{s("ann")}},
			"Number": {ComparisonOperator: types.ComparisonOperatorBetween,
				AttributeValueList: []types.AttributeValue{n(10), n(19)}},
		},
		QueryFilter: map[string]types.Condition{
			"Status": {ComparisonOperator: types.ComparisonOperatorEq,
				AttributeValueList: []types.AttributeValue{s("open")}}},
		AttributesToGet: []string{"Number"},
	})
	equal(t, reply.Items, []item{{"Number": n(12)}, {"Number": n(15)}, {"Number": n(18)}})
	equal(t, reply.ScannedCount, int32(10))
}
